/** Whether the numbers of an RSA private key (RFC 8017, A.1.2) fit each other. */
import { tag } from './der-reader.ts'
import { readOctets, readSequence } from './der-fields.ts'

/**
 * A signature alone does not show it: OpenSSL computes with the short numbers, notices that the result is wrong,
 * and silently takes the long one instead. BoringSSL refuses such a key, and with it Electron would.
 *
 * @param pkcs8 PrivateKeyInfo of an RSA key.
 * @throws DamagedDer where it is not.
 */
export const isConsistentRsaKey = (pkcs8: Uint8Array): boolean => {
  const info = readSequence(pkcs8, 'PrivateKeyInfo')
  info.take(tag.integer)
  info.take(tag.sequence)
  const key = readSequence(readOctets(info.takeAny(), 'privateKey'), 'RSAPrivateKey')
  key.take(tag.integer)
  const next = (): bigint => BigInt(`0x${key.take(tag.integer).content.toString('hex') || '0'}`)
  const [n, e, d, p, q, exponent1, exponent2, coefficient] = [
    next(),
    next(),
    next(),
    next(),
    next(),
    next(),
    next(),
    next(),
  ]
  if (p < 3n || q < 3n || p * q !== n) return false
  const [pMinus1, qMinus1] = [p - 1n, q - 1n]
  return (
    (d * e) % pMinus1 === 1n &&
    (d * e) % qMinus1 === 1n &&
    exponent1 === d % pMinus1 &&
    exponent2 === d % qMinus1 &&
    (coefficient * q) % p === 1n
  )
}
