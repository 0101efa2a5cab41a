/** What speaks against a certificate as a client certificate, as far as its file alone can tell. */
import type {
  CertificateFacts,
  Finding,
  KeyFacts,
  PfxEncryption,
} from '../../preload/contract/certificates.ts'
import { weakSignatures } from './algorithm-names.ts'

export interface Chain {
  leaf: CertificateFacts
  /** Issuers at hand, from the leaf's own towards the root. */
  chain: readonly CertificateFacts[]
}

/** Days before the end from which a certificate is said to expire soon; a renewal takes weeks in most companies. */
export const expiresSoonDays = 30

const millisecondsPerDay = 86_400_000

/** In the order in which they matter. `encryption` is that of the PFX the certificate came in. */
export const findings = ({ leaf, chain }: Chain, now: Date, encryption?: PfxEncryption): Finding[] => [
  ...keyFindings(leaf.key),
  ...validityFindings(leaf, now),
  ...usageFindings(leaf),
  ...signatureFindings(leaf),
  ...chainFindings({ leaf, chain }),
  ...(encryption ? encryptionFindings(encryption) : []),
]

/** What OpenSSL and BoringSSL both present in TLS; RSA below 2,048 bits is refused by servers since 2014. */
const supportedCurves: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521']
const minimumRsaBits = 2048
/** Neither runtime computes with more. */
const maximumRsaBits = 16_384

export const isKeySupported = ({ algorithm, bits = 0, curve }: KeyFacts): boolean =>
  algorithm === 'Ed25519' ||
  (algorithm === 'RSA' && bits <= maximumRsaBits) ||
  (algorithm === 'EC' && supportedCurves.includes(curve))

const keyFindings = (key: KeyFacts): Finding[] => {
  if (!isKeySupported(key)) return [{ code: 'key-type-unsupported', key }]
  return key.algorithm === 'RSA' && (key.bits ?? 0) < minimumRsaBits ? [{ code: 'weak-key', key }] : []
}

const validityFindings = ({ notBefore, notAfter }: CertificateFacts, now: Date): Finding[] => {
  const left = Date.parse(notAfter) - now.getTime()
  if (left < 0) return [{ code: 'expired', since: notAfter }]
  if (Date.parse(notBefore) > now.getTime()) return [{ code: 'not-yet-valid', from: notBefore }]
  const days = Math.floor(left / millisecondsPerDay)
  return days < expiresSoonDays ? [{ code: 'expires-soon', days }] : []
}

/** RFC 5280, 4.2.1.12: an absent extension allows every use; TLS 1.3 clients sign, hence digitalSignature. */
const usageFindings = ({ ca, keyUsage, extendedKeyUsage }: CertificateFacts): Finding[] => {
  const allowsClients =
    extendedKeyUsage.length === 0 ||
    extendedKeyUsage.includes('clientAuth') ||
    extendedKeyUsage.includes('anyExtendedKeyUsage')
  return [
    ...(allowsClients ? [] : [{ code: 'no-client-authentication-usage', extendedKeyUsage } as const]),
    ...(keyUsage.length && !keyUsage.includes('digitalSignature')
      ? [{ code: 'no-digital-signature-usage' } as const]
      : []),
    ...(ca ? [{ code: 'is-a-certificate-authority' } as const] : []),
  ]
}

/** A root's own signature is never checked, so a weak one there is no finding. */
const signatureFindings = ({ selfSigned, signatureAlgorithm }: CertificateFacts): Finding[] =>
  !selfSigned && weakSignatures.has(signatureAlgorithm)
    ? [{ code: 'weak-signature-algorithm', algorithm: signatureAlgorithm }]
    : []

const chainFindings = ({ leaf, chain }: Chain): Finding[] => {
  if (leaf.selfSigned) return [{ code: 'self-signed' }]
  const last = chain.at(-1) ?? leaf
  // Servers keep the root themselves: only a missing issuer below it can break the handshake.
  return last.selfSigned ? [] : [{ code: 'chain-incomplete', issuer: last.issuer }]
}

/** Broken or so short that the file protects its key no better than none would. */
const weakSchemes = /RC2|RC4|(?<!Triple)DES-CBC/

const encryptionFindings = ({ mac, schemes }: PfxEncryption): Finding[] => {
  if (!mac && schemes.length === 0) return [{ code: 'password-not-needed' }]
  return schemes
    .filter(({ algorithm }) => weakSchemes.test(algorithm))
    .map(({ algorithm }) => ({ code: 'weak-encryption', algorithm }))
}
