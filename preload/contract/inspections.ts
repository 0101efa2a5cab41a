/** What the inspector shows of a file, whatever kind it is. Nothing of it is kept, and no private key is in it. */
import type { CertificateFacts, Finding, KeyFacts, PfxEncryption } from './certificates.ts'
import type { Failure } from './errors.ts'
import type { FileKind } from './files.ts'

/** `der` holds one certificate; `pkcs7` is DER for several. */
export type CertificateFileFormat = 'pem' | 'der' | 'pkcs7'

export interface FileDescription {
  name: string
  kind: FileKind
  /** Every certificate of the file, in its order. */
  certificates: readonly DescribedCertificate[]
  /** From each leaf towards its root. */
  chains: readonly DescribedChain[]
  privateKeys: readonly DescribedPrivateKey[]
  requests: readonly DescribedRequest[]
  revocationLists: readonly DescribedRevocationList[]
  /** For a PFX and for encrypted keys: visible without the password. */
  encryption: PfxEncryption | null
  /** Why nothing (more) can be shown, e.g. `wrong-password`, `pfx-damaged`; null when all of the file was read. */
  problem: Failure | null
}

export interface DescribedCertificate {
  facts: CertificateFacts
  extensions: readonly DescribedExtension[]
  findings: readonly Finding[]
  /** From the bag's attributes in a PFX. */
  friendlyName?: string
  /** Place in `privateKeys` of the key that belongs to it. */
  privateKey: number | null
  /** The certificate itself, for saving it. */
  pem: string
}

export interface DescribedChain {
  /** Places in `certificates`: the leaf, its issuer, and so on. */
  certificates: readonly number[]
  /** `root`: ends in a self-signed certificate. `missing`: the issuer named here is not in the file. */
  end: { kind: 'root' } | { kind: 'missing'; issuer: string }
}

export interface DescribedExtension {
  /** OID in dots. */
  id: string
  /** RFC 5280's name, e.g. `keyUsage`; null for one that is not known. */
  name: string | null
  critical: boolean
  /** One line per value, in the standard's words; hexadecimal where the content is not known. */
  values: readonly string[]
}

export interface DescribedPrivateKey {
  /** `null` while it is encrypted and no password has opened it. */
  key: KeyFacts | null
  encrypted: boolean
  /** Place in `certificates` of the certificate that it belongs to. */
  certificate: number | null
}

export interface DescribedRequest {
  subject: string
  key: KeyFacts
  signatureAlgorithm: string
  extensions: readonly DescribedExtension[]
}

export interface DescribedRevocationList {
  issuer: string
  thisUpdate: string
  /** null where the list does not say. */
  nextUpdate: string | null
  revokedCertificates: number
  signatureAlgorithm: string
  extensions: readonly DescribedExtension[]
}
