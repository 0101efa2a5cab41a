/**
 * The ciphers of old and new PFX files, under OpenSSL (Node) and BoringSSL (Electron) alike.
 *
 * Both have AES and three-key DES in CBC mode. The rest must not come from node:crypto: OpenSSL 3 hides RC2, RC4
 * and single DES in a provider that Node does not load, and BoringSSL calls some of them otherwise.
 */
import { createDecipheriv } from 'node:crypto'
import forge from 'node-forge'

export type CipherName =
  | 'AES-128-CBC'
  | 'AES-192-CBC'
  | 'AES-256-CBC'
  | 'DES-EDE3-CBC'
  | 'DES-EDE-CBC'
  | 'DES-CBC'
  | 'RC2-CBC'
  | 'RC4'

interface CipherSizes {
  /** Octets of the key; RC2 and RC4 take any. */
  key?: number
  block: number
}

export const cipherSizes: Readonly<Record<CipherName, CipherSizes>> = {
  'AES-128-CBC': { key: 16, block: 16 },
  'AES-192-CBC': { key: 24, block: 16 },
  'AES-256-CBC': { key: 32, block: 16 },
  'DES-EDE3-CBC': { key: 24, block: 8 },
  'DES-EDE-CBC': { key: 16, block: 8 },
  'DES-CBC': { key: 8, block: 8 },
  'RC2-CBC': { block: 8 },
  RC4: { block: 1 },
}

export interface Decryption {
  cipher: CipherName
  key: Buffer
  iv: Buffer
  /** RC2 only: how many bits of the key count (RFC 2268); all of them when absent. */
  effectiveBits?: number
}

export interface Decrypted {
  plaintext: Buffer
  /** Octets of padding taken off: the more, the less likely by chance. */
  padding: number
}

/** Undefined where the padding is wrong, which a wrong key leads to in 255 of 256 cases. */
export const decrypt = (decryption: Decryption, ciphertext: Buffer): Decrypted | undefined => {
  if (decryption.cipher === 'RC4') return { plaintext: rc4(decryption.key, ciphertext), padding: 0 }
  const padded =
    decryption.cipher === 'RC2-CBC' ? rc2(decryption, ciphertext) : native(decryption, ciphertext)
  return withoutPadding(padded, cipherSizes[decryption.cipher].block)
}

const native = ({ cipher, key, iv }: Decryption, ciphertext: Buffer): Buffer => {
  const { name, bytes } = nativeKey(cipher, key)
  const decipher = createDecipheriv(name, bytes, iv)
  decipher.setAutoPadding(false)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

/** Two-key and single DES are three-key DES with equal keys (K1 K2 K1, and K1 K1 K1). */
const nativeKey = (cipher: CipherName, key: Buffer): { name: string; bytes: Buffer } => {
  if (cipher === 'DES-EDE-CBC')
    return { name: 'des-ede3-cbc', bytes: Buffer.concat([key, key.subarray(0, 8)]) }
  if (cipher === 'DES-CBC') return { name: 'des-ede3-cbc', bytes: Buffer.concat([key, key, key]) }
  return { name: cipher.toLowerCase(), bytes: key }
}

const rc2 = ({ key, iv, effectiveBits = key.length * 8 }: Decryption, ciphertext: Buffer): Buffer => {
  const cipher = forge.rc2.createDecryptionCipher(key.toString('latin1'), effectiveBits)
  cipher.start(iv.toString('latin1'))
  cipher.update(forge.util.createBuffer(ciphertext.toString('latin1')))
  cipher.finish(() => true)
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}

const rc4 = (key: Buffer, input: Buffer): Buffer => {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number): number => state[index & 0xff] ?? 0
  const swap = (i: number, j: number): void => {
    ;[state[i & 0xff], state[j & 0xff]] = [at(j), at(i)]
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff
    swap(i, j)
  }
  let j = 0
  return Buffer.from(
    input.map((octet, index) => {
      const i = index + 1
      j = (j + at(i)) & 0xff
      swap(i, j)
      return octet ^ at(at(i) + at(j))
    }),
  )
}

/** RFC 8018, 6.1.1: as many octets as are missing, each saying how many. */
const withoutPadding = (padded: Buffer, block: number): Decrypted | undefined => {
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > block || padding > padded.length) return undefined
  const end = padded.length - padding
  if (!padded.subarray(end).every((octet) => octet === padding)) return undefined
  return { plaintext: padded.subarray(0, end), padding }
}
