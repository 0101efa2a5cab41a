/** What the certificates that are already kept say about one that is about to be uploaded. */
import { isLost } from '../../preload/contract/certificates.ts'
import type {
  Certificate,
  CertificateFacts,
  Finding,
  IdentityFacts,
} from '../../preload/contract/certificates.ts'

/**
 * Adds `already-uploaded` (the same certificate) or `renewal-of` (same subject and issuer, and either valid for longer
 * or of the same key) to each identity's findings. A renewal names the newest certificate that it would follow.
 *
 * @param keepsFile whether the certificate with this id is kept as the very file that is looked at
 */
export const withUploadFindings = (
  identities: readonly IdentityFacts[],
  kept: readonly Certificate[],
  keepsFile: (certificateId: string) => Promise<boolean>,
): Promise<IdentityFacts[]> =>
  Promise.all(
    identities.map(async (identity) => {
      const finding = await uploadFinding(identity.leaf, kept, keepsFile)
      return finding ? { ...identity, findings: [...identity.findings, finding] } : identity
    }),
  )

const uploadFinding = async (
  leaf: CertificateFacts,
  kept: readonly Certificate[],
  keepsFile: (certificateId: string) => Promise<boolean>,
): Promise<Finding | undefined> => {
  const same = kept.find((certificate) => isSame(leaf, certificate))
  if (same) {
    // One that cannot be presented any more is mended by uploading it again.
    if (same.findings.some(({ code }) => isLost(code))) return undefined
    return { code: 'already-uploaded', certificateId: same.id, sameFile: await keepsFile(same.id) }
  }
  const [newest] = kept
    .filter((certificate) => isRenewal(leaf, certificate))
    .sort((a, b) => b.notAfter.localeCompare(a.notAfter))
  return newest && { code: 'renewal-of', certificateId: newest.id, subject: newest.subject }
}

/** A service may tell no more of a certificate than its SHA-1 thumbprint. */
const isSame = (leaf: CertificateFacts, kept: Certificate): boolean =>
  kept.factsUnknown ? kept.thumbprint === leaf.thumbprint : kept.sha256Thumbprint === leaf.sha256Thumbprint

const isRenewal = (leaf: CertificateFacts, kept: Certificate): boolean =>
  leaf.subject === kept.subject &&
  (kept.factsUnknown === true || leaf.issuer === kept.issuer) &&
  (leaf.notAfter > kept.notAfter || isSameKey(leaf, kept)) &&
  kept.replacedBy === undefined

const isSameKey = (leaf: CertificateFacts, kept: CertificateFacts): boolean =>
  leaf.publicKeySha256 !== undefined && leaf.publicKeySha256 === kept.publicKeySha256
