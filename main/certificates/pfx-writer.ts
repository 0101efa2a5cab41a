/**
 * Writes a PFX (PKCS#12, RFC 7292) in the form that today's readers agree on: PBES2 with AES-256-CBC and
 * PBKDF2-HMAC-SHA-256 for the key and the certificates, and a SHA-256 MAC over both. OpenSSL ≥ 1.0, Java ≥ 8u301,
 * NSS, GnuTLS and Windows ≥ 10 1709 open it.
 */
import {
  createCipheriv,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { WarifuError } from '../warifu-error.ts'
import {
  bmpString,
  derNull,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
} from './der-writer.ts'
import { oids } from './oids.ts'
import { pkcs12Kdf } from './pkcs12-kdf.ts'

/**
 * OpenSSL's and Windows' default. A PFX that must withstand guessing needs a long random password: the count
 * only multiplies, and every reader has to pay it three times per file.
 */
const iterations = 2048

export interface PfxContents {
  privateKey: KeyObject
  /** DER; the private key's own certificate first, then its issuers. */
  certificates: readonly Uint8Array[]
  password: string
  friendlyName?: string
}

/** @throws WarifuError `key-mismatch` when the key does not belong to the first certificate. */
export const writePfx = ({ privateKey, certificates, password, friendlyName }: PfxContents): Buffer => {
  const [leaf, ...issuers] = certificates
  if (!leaf) throw new WarifuError('no-certificate', {})
  const certificate = new X509Certificate(leaf)
  if (!certificate.checkPrivateKey(privateKey)) throw new WarifuError('key-mismatch', {})

  const attributes = bagAttributes(certificate, friendlyName)
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const certificateBags = sequence(certBag(leaf, attributes), ...issuers.map((issuer) => certBag(issuer)))
  const keyBags = sequence(
    bag(oids.pkcs8ShroudedKeyBag, encryptedPrivateKeyInfo(pkcs8, password), attributes),
  )
  pkcs8.fill(0)

  const authenticatedSafe = sequence(encryptedSafe(certificateBags, password), plainSafe(keyBags))
  return sequence(integer(3), plainSafe(authenticatedSafe), macData(authenticatedSafe, password))
}

const bag = (type: string, value: Uint8Array, attributes?: Uint8Array): Buffer =>
  sequence(oid(type), explicit(0, value), ...(attributes ? [attributes] : []))

const certBag = (der: Uint8Array, attributes?: Uint8Array): Buffer =>
  bag(oids.certBag, sequence(oid(oids.x509Certificate), explicit(0, octetString(der))), attributes)

/** The same localKeyId on key and certificate is how readers pair them; the SHA-1 of the certificate is customary. */
const bagAttributes = (certificate: X509Certificate, friendlyName: string | undefined): Buffer => {
  const localKeyId = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex')
  return setOf(
    sequence(oid(oids.localKeyId), setOf(octetString(localKeyId))),
    ...(friendlyName ? [sequence(oid(oids.friendlyName), setOf(bmpString(friendlyName)))] : []),
  )
}

const plainSafe = (content: Uint8Array): Buffer => sequence(oid(oids.data), explicit(0, octetString(content)))

const encryptedSafe = (content: Uint8Array, password: string): Buffer => {
  const { algorithm, ciphertext } = encrypt(content, password)
  const encryptedContentInfo = sequence(oid(oids.data), algorithm, implicit(0, ciphertext))
  return sequence(oid(oids.encryptedData), explicit(0, sequence(integer(0), encryptedContentInfo)))
}

const encryptedPrivateKeyInfo = (pkcs8: Uint8Array, password: string): Buffer => {
  const { algorithm, ciphertext } = encrypt(pkcs8, password)
  return sequence(algorithm, octetString(ciphertext))
}

const encrypt = (plaintext: Uint8Array, password: string): { algorithm: Buffer; ciphertext: Buffer } => {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  key.fill(0)
  const derivation = sequence(
    oid(oids.pbkdf2),
    sequence(octetString(salt), integer(iterations), sequence(oid(oids.hmacWithSHA256), derNull())),
  )
  const scheme = sequence(oid(oids.aes256Cbc), octetString(iv))
  return { algorithm: sequence(oid(oids.pbes2), sequence(derivation, scheme)), ciphertext }
}

const macData = (authenticatedSafe: Uint8Array, password: string): Buffer => {
  const salt = randomBytes(16)
  // RFC 7292, B.1: the password as UTF-16BE with a terminating zero, here even when it is empty.
  const passwordOctets = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const key = pkcs12Kdf({
    hash: 'sha256',
    purpose: 'mac',
    password: passwordOctets,
    salt,
    iterations,
    length: 32,
  })
  const digest = createHmac('sha256', key).update(authenticatedSafe).digest()
  key.fill(0)
  passwordOctets.fill(0)
  const digestInfo = sequence(sequence(oid(oids.sha256), derNull()), octetString(digest))
  return sequence(digestInfo, octetString(salt), integer(iterations))
}
