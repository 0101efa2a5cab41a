/**
 * The envelope of a workspace's backup: a file that leaves the machine, with every password and key in it.
 *
 * Guards it with a passphrase: scrypt makes guessing expensive, AES-256-GCM shows any change of file or header.
 * Layout (docs/backup-file.md): magic, version, log2 N, r, p, salt, nonce | gzipped content, sealed | tag.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { shortestPassphrase } from '../../preload/contract/backups.ts'
import { WarifuError } from '../warifu-error.ts'

const magic = Buffer.from('WARIFU-BACKUP\n')
const version = 1

/**
 * N = 2^17, r = 8, p = 1: 128 MiB and a few tenths of a second, the first of the settings that OWASP's Password
 * Storage Cheat Sheet recommends for scrypt.
 */
const recommended = { log2N: 17, r: 8, p: 1 }
/** What a file may ask for: a forged header must not take the machine's memory. */
const mostExpensive = { log2N: 18, r: 8, p: 2 }

const saltBytes = 16
const nonceBytes = 12
const tagBytes = 16
const headerBytes = magic.length + 2 + 3 + saltBytes + nonceBytes

/** More than any workspace; a bomb of zeros ends here. */
const mostContent = 2 ** 30

const deriveKey = (passphrase: string, salt: Buffer, { log2N, r, p }: typeof recommended): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** log2N
    // The same characters typed on another system are the same passphrase.
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })

/** Fails with `passphrase-too-short`. The content is overwritten. */
export const sealBackup = async (
  content: Buffer,
  passphrase: string,
  cost = recommended,
): Promise<Buffer> => {
  if (passphrase.length < shortestPassphrase) {
    throw new WarifuError('passphrase-too-short', { minimum: shortestPassphrase })
  }
  const salt = randomBytes(saltBytes)
  const nonce = randomBytes(nonceBytes)
  const versionField = Buffer.alloc(2)
  versionField.writeUInt16BE(version)
  const header = Buffer.concat([magic, versionField, Buffer.of(cost.log2N, cost.r, cost.p), salt, nonce])

  const key = await deriveKey(passphrase, salt, cost)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(header)
  const packed = gzipSync(content)
  const sealed = Buffer.concat([header, cipher.update(packed), cipher.final(), cipher.getAuthTag()])
  for (const secret of [key, packed, content]) secret.fill(0)
  return sealed
}

/** Fails with `not-a-backup`, `backup-newer`, or `wrong-passphrase`, which a damaged file cannot be told from. */
export const unsealBackup = async (file: Uint8Array, passphrase: string): Promise<Buffer> => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const longEnough = bytes.length >= headerBytes + tagBytes
  if (!longEnough || !bytes.subarray(0, magic.length).equals(magic)) throw new WarifuError('not-a-backup', {})
  const fileVersion = bytes.readUInt16BE(magic.length)
  if (fileVersion > version)
    throw new WarifuError('backup-newer', { version: fileVersion, supported: version })

  const header = bytes.subarray(0, headerBytes)
  const [log2N = 0, r = 0, p = 0] = header.subarray(magic.length + 2)
  const { log2N: mostLog2N, r: mostR, p: mostP } = mostExpensive
  const plausible = log2N >= 1 && log2N <= mostLog2N && r >= 1 && r <= mostR && p >= 1 && p <= mostP
  if (!plausible) throw new WarifuError('not-a-backup', {})
  const salt = header.subarray(headerBytes - nonceBytes - saltBytes, headerBytes - nonceBytes)

  const key = await deriveKey(passphrase, salt, { log2N, r, p })
  const nonce = header.subarray(headerBytes - nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(header)
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const packed = decipher.update(bytes.subarray(headerBytes, bytes.length - tagBytes))
  key.fill(0)
  try {
    decipher.final()
  } catch {
    // The only failure of `final` here is a tag that does not match.
    packed.fill(0)
    throw new WarifuError('wrong-passphrase', {})
  }
  const content = gunzipSync(packed, { maxOutputLength: mostContent })
  packed.fill(0)
  return content
}
