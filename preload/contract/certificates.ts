/** Certificates as the window and the services speak of them. Names follow RFC 5280; dates are ISO 8601 UTC. */
import type { ApiReference } from './apis.ts'
import type { OperationReference } from './operations.ts'

/** A public key's kind: `bits` for RSA and DSA, `curve` (NIST name where it has one) for EC. */
export interface KeyFacts {
  algorithm: 'RSA' | 'RSA-PSS' | 'EC' | 'Ed25519' | 'Ed448' | 'DSA' | 'other'
  bits?: number
  curve?: string
  /** Only where `algorithm` is `other`: its name, e.g. `ML-DSA-65`, or its OID in dots. */
  name?: string
}

/** What one certificate says of itself. */
export interface CertificateFacts {
  /** Distinguished name as text (RFC 4514 order as in the file, UTF-8), e.g. `CN=orders, O=Contoso, C=JP`. */
  subject: string
  issuer: string
  /** What to call it in a list: the common name, else the first name in the subject, else the serial number. */
  commonName: string
  /** Upper-case hexadecimal, as in the certificate. */
  serialNumber: string
  notBefore: string
  notAfter: string
  /** SHA-1 over the DER bytes, 40 upper-case hexadecimal digits: what Azure calls the thumbprint. */
  thumbprint: string
  /** SHA-256 over the DER bytes, 64 upper-case hexadecimal digits. */
  sha256Thumbprint: string
  key: KeyFacts
  /**
   * SHA-256 over the SubjectPublicKeyInfo, as `sha256Thumbprint`: the same key has the same. Absent where it is not
   * known: in what an earlier version kept, and where a service tells no more than the thumbprint.
   */
  publicKeySha256?: string
  /** e.g. `sha256WithRSAEncryption`, `ecdsa-with-SHA256`, or the OID in dots. */
  signatureAlgorithm: string
  selfSigned: boolean
  ca: boolean
  /** RFC 5280 names, e.g. `digitalSignature`; empty where the extension is absent. */
  keyUsage: readonly string[]
  /** `clientAuth`, `serverAuth`, …, or OIDs; empty where the extension is absent (which allows any use). */
  extendedKeyUsage: readonly string[]
  /** e.g. `DNS:orders.example`, `URI:…`. */
  subjectAlternativeNames: readonly string[]
}

/** What speaks against using a certificate as a client certificate, or is worth knowing before one does. */
export type Finding =
  | { code: 'expired'; since: string }
  | { code: 'not-yet-valid'; from: string }
  | { code: 'expires-soon'; days: number }
  | { code: 'no-client-authentication-usage'; extendedKeyUsage: readonly string[] }
  | { code: 'no-digital-signature-usage' }
  | { code: 'weak-key'; key: KeyFacts }
  | { code: 'weak-signature-algorithm'; algorithm: string }
  | { code: 'key-type-unsupported'; key: KeyFacts }
  | { code: 'chain-incomplete'; issuer: string }
  | { code: 'self-signed' }
  | { code: 'is-a-certificate-authority' }
  | { code: 'password-not-needed' }
  | { code: 'weak-encryption'; algorithm: string }
  /** `sameFile`: with these very bytes and this password; otherwise this file can take the kept one's place. */
  | { code: 'already-uploaded'; certificateId: string; sameFile: boolean }
  | { code: 'renewal-of'; certificateId: string; subject: string }
  /** Of a kept certificate that cannot be presented; uploading the same file again mends it. */
  | { code: 'keychain-item-missing' }
  | { code: 'sealed-certificate-damaged' }

/** Why a kept certificate can never be presented as it is kept now, as opposed to not at this moment. */
export type LostBecause = 'keychain-item-missing' | 'sealed-certificate-damaged'

/** @param code of a finding, a failure or a repair */
export const isLost = (code: string): code is LostBecause =>
  code === 'keychain-item-missing' || code === 'sealed-certificate-damaged'

/** Whether it is shown to a back end: one by which the gateway answers HTTPS, and nothing else, is not. */
export const isPresented = ({ usedBy, otherUses = [] }: Pick<Certificate, 'usedBy' | 'otherUses'>): boolean =>
  usedBy.length > 0 || otherUses.some(({ kind }) => kind !== 'gateway-https')

/** Findings of what can be used, and soon will not be accepted any more. */
export const weakFindings: readonly Finding['code'][] = ['weak-key', 'weak-signature-algorithm']

/** Findings with these codes make an upload impossible; the others are told and may be accepted. */
export const blockingFindings: readonly Finding['code'][] = [
  'key-type-unsupported',
  'weak-key',
  'already-uploaded',
]

/** How the bytes of a PFX are protected, in the standard's names. `null` where there is none. */
export interface PfxEncryption {
  /** e.g. `PBMAC1 hmacWithSHA256`, `SHA-256`; with its iterations. */
  mac: { algorithm: string; iterations: number } | null
  /** Distinct schemes in the order met, e.g. `PBES2 AES-256-CBC hmacWithSHA256`, `pbeWithSHAAnd40BitRC2-CBC`. */
  schemes: readonly { algorithm: string; iterations: number }[]
}

/** A private key with its certificate: what can authenticate. The key itself stays in main. */
export interface IdentityFacts {
  leaf: CertificateFacts
  /** Issuers found in the file, from the leaf's issuer towards the root. */
  chain: readonly CertificateFacts[]
  friendlyName?: string
  findings: readonly Finding[]
}

/** What a PFX holds, shown before anything is kept. `identities` is never empty. */
export interface PfxInspection {
  fileId: string
  name: string
  identities: readonly IdentityFacts[]
  /** Certificates in the file that belong to none of the identities. */
  otherCertificates: readonly CertificateFacts[]
  encryption: PfxEncryption
}

/** What the list is exported as: a spreadsheet's table, JSON, or a calendar of the expiries (RFC 5545). */
export const certificateListFormats = ['csv', 'json', 'ics'] as const
export type CertificateListFormat = (typeof certificateListFormats)[number]

/** A certificate in the bin: deleted, and restorable until `purgedAt`. */
export interface BinnedCertificate extends CertificateFacts {
  id: string
  deletedAt: string
  purgedAt: string
}

/** An API of which a policy names a certificate. */
export interface ApiUse extends ApiReference {
  /** Those of its operations whose own policy names it, where any does. */
  operations?: readonly OperationReference[]
  /** Only theirs do; the API's own does not. */
  onlyOperations?: true
}

/** A place that names a certificate and is not an API. */
export interface OtherUse {
  /** `gateway` is one of a connected service; `gateway-https` is this program's own, towards its clients. */
  kind: 'all-apis' | 'product' | 'fragment' | 'back-end' | 'gateway' | 'gateway-https'
  id: string
  displayName: string
  /** A back end that carries it while no policy sends calls there: the certificate is not presented. */
  withoutEffect?: true
}

/** Where the service fetches a certificate, and how that went last. */
export interface KeyVaultCertificate {
  /** `https://<vault>/secrets/<name>`, with a version where it does not follow renewals by itself. */
  secretIdentifier: string
  /** Null until it was tried once. `message` is the service's own. */
  lastFetch: { succeeded: boolean; code: string; message: string; at: string } | null
}

/** A certificate kept in the workspace (or by the connected service). */
export interface Certificate extends CertificateFacts {
  id: string
  etag: string
  chain: readonly CertificateFacts[]
  friendlyName?: string
  fileName?: string
  /** Empty where the service does not tell and this program did not upload it. */
  uploadedAt: string
  findings: readonly Finding[]
  /**
   * A connected service tells subject, thumbprint and expiry only, and this program has not seen the file: the other
   * facts are empty and not known.
   */
  factsUnknown?: true
  /** Who uses it is still being found out, or could not be. */
  usageUnknown?: true
  /** It lies in an Azure Key Vault, from where the service fetches it. */
  keyVault?: KeyVaultCertificate
  /** What else than an API names it, where anything does. */
  otherUses?: readonly OtherUse[]
  /** The APIs of which a policy names this certificate, by display name. */
  usedBy: readonly ApiUse[]
  /** Which certificate took its place and when (ISO 8601); it is kept so that this can be rolled back. */
  replacedBy?: { certificateId: string; at: string }
}
