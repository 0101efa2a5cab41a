/** The numbers of an RSA key (RFC 8017, A.1): whether they fit each other, and whose they are. */
import { tag } from './der-reader.ts'
import { readBitString, readOctets, readSequence, type Fields } from './der-fields.ts'

export interface RsaPublicNumbers {
  modulus: bigint
  exponent: bigint
}

/**
 * The public half of a private key whose numbers all fit each other; undefined where they do not.
 *
 * A certificate with the same public half is its own beyond doubt: modulus = p · q has no other factors, and with
 * them the private exponents are shown to undo the public one. That is more than a signature shows, for a
 * fiftieth of its time: OpenSSL computes with the short numbers, notices that the result is wrong, and silently
 * takes the long one instead. BoringSSL refuses such a key, and with it Electron would.
 *
 * @param pkcs8 PrivateKeyInfo of an RSA key.
 * @throws DamagedDer where it is not.
 */
export const consistentRsaNumbers = (pkcs8: Uint8Array): RsaPublicNumbers | undefined => {
  const info = readSequence(pkcs8, 'PrivateKeyInfo')
  info.take(tag.integer)
  info.take(tag.sequence)
  const key = readSequence(readOctets(info.takeAny(), 'privateKey'), 'RSAPrivateKey')
  key.take(tag.integer)
  const modulus = nextNumber(key)
  const exponent = nextNumber(key)
  const d = nextNumber(key)
  const p = nextNumber(key)
  const q = nextNumber(key)
  if (p < 3n || q < 3n || p * q !== modulus) return undefined
  const [pMinus1, qMinus1] = [p - 1n, q - 1n]
  const fits =
    (d * exponent) % pMinus1 === 1n &&
    (d * exponent) % qMinus1 === 1n &&
    nextNumber(key) === d % pMinus1 &&
    nextNumber(key) === d % qMinus1 &&
    (nextNumber(key) * q) % p === 1n
  return fits ? { modulus, exponent } : undefined
}

/** @param spki SubjectPublicKeyInfo of an RSA key. */
export const rsaPublicNumbers = (spki: Uint8Array): RsaPublicNumbers => {
  const info = readSequence(spki, 'subjectPublicKeyInfo')
  info.take(tag.sequence)
  const { octets } = readBitString(info.take(tag.bitString), 'subjectPublicKey')
  const key = readSequence(octets, 'RSAPublicKey')
  return { modulus: nextNumber(key), exponent: nextNumber(key) }
}

const nextNumber = (fields: Fields): bigint =>
  BigInt(`0x${fields.take(tag.integer).content.toString('hex') || '0'}`)
