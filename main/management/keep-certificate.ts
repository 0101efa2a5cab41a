/** From an upload to what is kept of it: checked, sealed, its password in the keychain. */
import { randomUUID } from 'node:crypto'
import { blockingFindings, isLost } from '../../preload/contract/certificates.ts'
import type { IdentityFacts } from '../../preload/contract/certificates.ts'
import { seal } from '../secrets/sealing.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { Act } from '../workspace/acts.ts'
import { newEtag, newPasswordAccount } from '../workspace/certificates-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { unsealPfx } from '../workspace/identities.ts'
import type { UnsealedPfx } from '../workspace/identities.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { certificateRecord, certificateSubject } from '../workspace/certificate-record.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { CertificateUpload } from './service.ts'

/** Decodes the upload and picks its identity. Fails as the decoder does, or when the identity must not be kept. */
export const inspectUpload = async (
  { decoder }: Pick<EmbeddedContext, 'decoder'>,
  upload: CertificateUpload,
): Promise<IdentityFacts> => {
  const { identities } = await decoder.inspect(upload.pfx, upload.password)
  const identity = identities[upload.identity]
  if (identity === undefined) throw new WarifuError('request-invalid', { field: 'identity' })
  if (identity.findings.some(({ code }) => blockingFindings.includes(code))) {
    const { algorithm, bits, curve } = identity.leaf.key
    const keyType = [algorithm, bits ?? curve].filter(Boolean).join(' ')
    throw new WarifuError('key-type-unsupported', { keyType })
  }
  return identity
}

/** Null when its keychain item is gone or its sealed bytes are damaged. The caller overwrites `pfx`. */
export const openKept = async (workspace: Workspace, id: string): Promise<UnsealedPfx | null> => {
  try {
    return await unsealPfx(workspace, id)
  } catch (error) {
    if (isWarifuError(error) && (isLost(error.code) || error.code === 'not-found')) return null
    throw error
  }
}

/** False when its keychain item is gone or its sealed bytes are damaged. */
export const canBeOpened = async (workspace: Workspace, id: string): Promise<boolean> => {
  const opened = await openKept(workspace, id)
  opened?.pfx.fill(0)
  return opened !== null
}

/** True when certificate `id` is kept as these very bytes with this password. */
export const keepsFile = async (
  workspace: Workspace,
  id: string,
  { pfx, password }: Pick<CertificateUpload, 'pfx' | 'password'>,
): Promise<boolean> => {
  const opened = await openKept(workspace, id)
  if (opened === null) return false
  const same = opened.password === password && opened.pfx.equals(pfx)
  opened.pfx.fill(0)
  return same
}

/** The same certificate from another file, or with another password: its id and its bindings stay. */
export const replaceFileAct = (
  context: EmbeddedContext,
  upload: CertificateUpload,
  identity: IdentityFacts,
  kept: StoredCertificate,
): Act<StoredCertificate> => ({
  ...keepAct(context, upload, identity, kept),
  act: 'certificate-file-replaced',
})

/**
 * The same certificate, when it is already kept. Null when there is none, or when that one can no longer be opened:
 * then an upload mends it in its place (`keepAct`'s `mended`).
 */
export const alreadyKept = async (
  workspace: Workspace,
  identity: IdentityFacts,
): Promise<{ kept: StoredCertificate | null; mended: StoredCertificate | null }> => {
  const present = workspace.certificates.find(identity.leaf.sha256Thumbprint)
  if (present === null) return { kept: null, mended: null }
  return (await canBeOpened(workspace, present.id))
    ? { kept: present, mended: null }
    : { kept: null, mended: present }
}

/** Password to the keychain, then row, sealed bytes and record in one transaction. `id` is the caller's, or new. */
export const keepAct = (
  { workspace, door }: EmbeddedContext,
  upload: CertificateUpload,
  identity: IdentityFacts,
  mended: StoredCertificate | null,
  id: string = mended?.id ?? randomUUID(),
): Act<StoredCertificate> => {
  const certificate: StoredCertificate = {
    id,
    etag: newEtag(),
    facts: identity.leaf,
    chain: identity.chain,
    friendlyName: identity.friendlyName ?? null,
    fileName: upload.fileName ?? null,
    uploadedAt: mended?.uploadedAt ?? workspace.now().toISOString(),
    deletedAt: null,
    overdueAt: null,
    replaced: mended?.replaced ?? null,
  }
  const passwordAccount = newPasswordAccount(certificate.id)
  const lostAccount = mended === null ? undefined : workspace.certificates.sealed(mended.id)?.passwordAccount
  return {
    door,
    act: mended === null ? 'certificate-uploaded' : 'certificate-repaired',
    subject: certificateSubject(certificate),
    items: new Map([[passwordAccount, upload.password]]),
    change: (key) => {
      const bytes = seal(key.bytes, certificate.id, upload.pfx)
      workspace.certificates.put(certificate, { sealingKeyId: key.id, passwordAccount, bytes })
      return {
        answer: certificate,
        before: mended === null ? null : certificateRecord(mended),
        after: certificateRecord(certificate),
        obsoleteItems: lostAccount === undefined ? [] : [lostAccount],
      }
    },
  }
}
