/** A renewed certificate takes the old one's place in every API in one act, and can give it back. */
import type { IdentityFacts } from '../../preload/contract/certificates.ts'
import { replaceReference } from '../policy/references.ts'
import { WarifuError } from '../warifu-error.ts'
import type { Act } from '../workspace/acts.ts'
import { certificateRecord, certificateSubject } from '../workspace/certificate-record.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { gatewayHttps } from '../workspace/gateway-https-table.ts'
import { allApis } from '../workspace/policies-table.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { alreadyKept, keepAct, keepsFile, replaceFileAct } from './keep-certificate.ts'
import { namedCertificate } from './kept-certificate.ts'
import type { CertificateUpload } from './service.ts'

/**
 * Inside a transaction: every policy of `apiIds` (null: of every scope) that names `from` names `to` instead, and so
 * does the gateway's HTTPS.
 * @returns the ids of the APIs whose changed; `*` stands for the policy of all APIs, `*gateway` for the gateway's HTTPS
 */
export const rebind = (
  { workspace }: EmbeddedContext,
  from: StoredCertificate,
  to: StoredCertificate,
  apiIds: readonly string[] | null,
): string[] => {
  const changed = new Set<string>()
  for (const policy of workspace.policies.list()) {
    const owner = policy.scope.kind === 'all-apis' ? allApis : policy.scope.apiId
    if (apiIds !== null && !apiIds.includes(owner)) continue
    const text = replaceReference(policy.text, namedCertificate(from), namedCertificate(to))
    if (text === policy.text) continue
    workspace.policies.put({ ...policy, etag: newEtag(), text })
    changed.add(owner)
  }
  const moves = apiIds === null || apiIds.includes(gatewayHttps)
  if (moves && workspace.gatewayHttps.certificateId() === from.id) {
    workspace.gatewayHttps.set(to.id)
    changed.add(gatewayHttps)
  }
  return [...changed]
}

/** Makes `old` the replaced one of whatever `keeping` keeps. */
const replacingAct = (
  context: EmbeddedContext,
  old: StoredCertificate,
  keeping: Act<StoredCertificate>,
): Act<StoredCertificate> => ({
  ...keeping,
  act: 'certificate-replaced',
  change: (key) => {
    const { workspace } = context
    const kept = keeping.change(key)
    const apiIds = rebind(context, old, kept.answer, null)
    workspace.certificates.setReplaced(old.id, {
      ...{ by: kept.answer.id, at: workspace.now().toISOString(), apiIds },
    })
    // Whoever takes a place is current, also one whose place had been taken before.
    if (kept.answer.replaced !== null) workspace.certificates.setReplaced(kept.answer.id, null)
    const before = certificateRecord(old)
    return { ...kept, before, after: { ...certificateRecord(kept.answer), apis: apiIds } }
  },
})

/**
 * Keeps the upload and gives it `old`'s bindings. One that is kept already takes the place as it is; another file of
 * `old` itself takes the place of the kept file. Fails with `certificate-already-uploaded` when that is the same.
 */
export const replaceCertificate = async (
  context: EmbeddedContext,
  old: StoredCertificate,
  upload: CertificateUpload,
  identity: IdentityFacts,
): Promise<StoredCertificate> => {
  const { workspace, door } = context
  const { kept, mended } = await alreadyKept(workspace, identity)
  if (identity.leaf.sha256Thumbprint === old.facts.sha256Thumbprint) {
    if (await keepsFile(workspace, old.id, upload)) {
      const { thumbprint } = old.facts
      throw new WarifuError('certificate-already-uploaded', { certificateId: old.id, thumbprint })
    }
    const act = kept === null ? keepAct : replaceFileAct
    return workspace.perform(act(context, upload, identity, old))
  }
  const keeping: Act<StoredCertificate> =
    kept === null
      ? keepAct(context, upload, identity, mended)
      : {
          ...{ door, act: 'certificate-replaced', subject: certificateSubject(kept) },
          change: () => ({ answer: kept, before: null, after: null }),
        }
  return workspace.perform(replacingAct(context, old, keeping))
}

/**
 * Gives a replaced certificate its place back, in those APIs where it was replaced and that still name the one that
 * took it. That one stays, without these bindings. Fails with `not-found` when it was not replaced.
 */
export const rollBackReplacement = async (
  context: EmbeddedContext,
  old: StoredCertificate,
): Promise<void> => {
  const { workspace, door } = context
  const { replaced } = old
  const current = replaced === null ? null : workspace.certificates.get(replaced.by)
  if (replaced === null || current === null) {
    throw new WarifuError('not-found', { what: 'certificate', id: replaced?.by ?? old.id })
  }
  await workspace.perform({
    door,
    act: 'certificate-replacement-rolled-back',
    subject: certificateSubject(old),
    change: () => {
      const apis = rebind(context, current, old, replaced.apiIds)
      workspace.certificates.setReplaced(old.id, null)
      return {
        answer: null,
        before: certificateRecord(current),
        after: { ...certificateRecord(old), apis },
      }
    },
  })
}
