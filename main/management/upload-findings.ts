/** What the certificates that are already kept say about one that is about to be uploaded. */
import type {
  Certificate,
  CertificateFacts,
  Finding,
  IdentityFacts,
} from '../../preload/contract/certificates.ts'

/**
 * Adds `already-uploaded` (the same bytes) or `renewal-of` (same subject and issuer, and either the same dates
 * moved on or later ones) to each identity's findings. A renewal names the newest certificate that it would follow.
 */
export function withUploadFindings(
  identities: readonly IdentityFacts[],
  kept: readonly Certificate[],
): IdentityFacts[] {
  return identities.map((identity) => {
    const finding = uploadFinding(identity.leaf, kept)
    return finding ? { ...identity, findings: [...identity.findings, finding] } : identity
  })
}

function uploadFinding(leaf: CertificateFacts, kept: readonly Certificate[]): Finding | undefined {
  const same = kept.find((certificate) => certificate.sha256Thumbprint === leaf.sha256Thumbprint)
  // One that cannot be presented any more is mended by uploading it again.
  if (same) return isLost(same) ? undefined : { code: 'already-uploaded', certificateId: same.id }
  const [newest] = kept
    .filter((certificate) => isRenewal(leaf, certificate))
    .sort((a, b) => b.notAfter.localeCompare(a.notAfter))
  return newest && { code: 'renewal-of', certificateId: newest.id, subject: newest.subject }
}

const isLost = ({ findings }: Certificate): boolean =>
  findings.some(({ code }) => code === 'keychain-item-missing' || code === 'sealed-certificate-damaged')

const isRenewal = (leaf: CertificateFacts, kept: Certificate): boolean =>
  leaf.subject === kept.subject &&
  leaf.issuer === kept.issuer &&
  leaf.notAfter > kept.notAfter &&
  kept.replacedBy === undefined
