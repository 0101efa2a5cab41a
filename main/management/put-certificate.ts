/** An upload under an id of the caller's: nothing that had the id before is lost, and no binding breaks. */
import { randomUUID } from 'node:crypto'
import type { IdentityFacts } from '../../preload/contract/certificates.ts'
import { seal } from '../secrets/sealing.ts'
import type { SealingKey } from '../secrets/sealing.ts'
import { WarifuError } from '../warifu-error.ts'
import { certificateRecord } from '../workspace/certificate-record.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import type { UnsealedPfx } from '../workspace/identities.ts'
import { requireMatchOrAbsent } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { alreadyKept, keepAct, keepsFile, openKept, replaceFileAct } from './keep-certificate.ts'
import { rebind } from './replace-certificate.ts'
import type { CertificateUpload } from './service.ts'

export interface CertificatePut {
  id: string
  ifMatch: string
  upload: CertificateUpload
  identity: IdentityFacts
}

/** Within a turn. Fails as `EmbeddedService.certificates.put` does. @returns whether nothing had the id */
export const putCertificate = async (context: EmbeddedContext, put: CertificatePut): Promise<boolean> => {
  const { workspace } = context
  const { id, upload, identity } = put
  const holder = workspace.certificates.get(id)
  const present = holder?.deletedAt === null ? holder : null
  requireMatchOrAbsent(present?.etag ?? null, put.ifMatch)

  const { kept, mended } = await alreadyKept(workspace, identity)
  const same = kept ?? mended
  if (same !== null && same.id !== id) {
    const { thumbprint } = same.facts
    throw new WarifuError('certificate-already-uploaded', { certificateId: same.id, thumbprint })
  }
  if (mended !== null) await workspace.perform(keepAct(context, upload, identity, mended))
  else if (kept === null) await takePlace(context, put, holder)
  else if (!(await keepsFile(workspace, id, upload))) {
    await workspace.perform(replaceFileAct(context, upload, identity, kept))
  }
  return present === null
}

/** Keeps the upload; `holder` is what has the id now, bound to APIs or in the bin. */
const takePlace = async (
  context: EmbeddedContext,
  { id, upload, identity }: CertificatePut,
  holder: StoredCertificate | null,
): Promise<void> => {
  const { workspace } = context
  const keeping = keepAct(context, upload, identity, null, id)
  if (holder === null) {
    await workspace.perform(keeping)
    return
  }
  const returned = holder.facts.sha256Thumbprint === identity.leaf.sha256Thumbprint
  const worthKeeping = workspace.binDays > 0 && !returned
  const opened = worthKeeping ? await openKept(workspace, id) : null
  try {
    await workspace.perform({
      ...keeping,
      act: holder.deletedAt === null ? 'certificate-replaced' : 'certificate-uploaded',
      change: (key) => {
        const account = workspace.certificates.sealed(id)?.passwordAccount
        if (opened !== null && account !== undefined) setAside(context, holder, { opened, account, key })
        const change = keeping.change(key)
        if (holder.replaced !== null) workspace.certificates.setReplaced(id, null)
        const obsoleteItems = opened === null && account !== undefined ? [account] : []
        if (holder.deletedAt !== null) return { ...change, obsoleteItems }
        const apis = rebind(context, holder, change.answer, null)
        const after = { ...certificateRecord(change.answer), apis }
        return { ...change, before: certificateRecord(holder), after, obsoleteItems }
      },
    })
  } finally {
    opened?.pfx.fill(0)
  }
}

/**
 * Puts what had the id in the bin under a new one, sealed anew because a seal is bound to its id; its password
 * stays in the keychain where it is.
 */
const setAside = (
  { workspace }: EmbeddedContext,
  holder: StoredCertificate,
  { opened, account, key }: { opened: UnsealedPfx; account: string; key: SealingKey },
): void => {
  const id = randomUUID()
  const deletedAt = holder.deletedAt ?? workspace.now().toISOString()
  workspace.certificates.put(
    { ...holder, id, etag: newEtag(), deletedAt },
    { sealingKeyId: key.id, passwordAccount: account, bytes: seal(key.bytes, id, opened.pfx) },
  )
}
