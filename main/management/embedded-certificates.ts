import { randomUUID } from 'node:crypto'
import type { ActivityFacts, ActivitySubject } from '../../preload/contract/activity.ts'
import { blockingFindings } from '../../preload/contract/certificates.ts'
import type { Certificate, IdentityFacts } from '../../preload/contract/certificates.ts'
import { findings } from '../certificates/findings.ts'
import { seal } from '../secrets/sealing.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { newEtag, newPasswordAccount } from '../workspace/certificates-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { unsealPfx } from '../workspace/identities.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { requireMatch } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { CertificateUpload, ManagementService } from './service.ts'
import type { Usage } from './usage.ts'

const subjectOf = ({ id, facts }: Pick<StoredCertificate, 'id' | 'facts'>): ActivitySubject => ({
  kind: 'certificate',
  id,
  name: facts.commonName,
})

const recordOf = ({ facts }: Pick<StoredCertificate, 'facts'>): ActivityFacts => {
  const { subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter } = facts
  return { subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter }
}

const toCertificate = (stored: StoredCertificate, usage: Usage, now: Date): Certificate => {
  const { id, etag, facts, chain, friendlyName, fileName, uploadedAt } = stored
  return {
    ...facts,
    ...{ id, etag, chain, uploadedAt },
    ...(friendlyName === null ? {} : { friendlyName }),
    ...(fileName === null ? {} : { fileName }),
    findings: findings({ leaf: facts, chain }, now),
    usedBy: usage.ofCertificate({ id, thumbprint: facts.thumbprint }),
  }
}

/** Fails with `not-found`, also for one in the bin. */
const stored = (workspace: Workspace, id: string): StoredCertificate => {
  const certificate = workspace.certificates.get(id)
  if (certificate?.deletedAt !== null) throw new WarifuError('not-found', { what: 'certificate', id })
  return certificate
}

/** False when it could never be presented again: its keychain item is gone, or its sealed bytes are damaged. */
const canBeOpened = async (workspace: Workspace, id: string): Promise<boolean> => {
  try {
    const { pfx } = await unsealPfx(workspace, id)
    pfx.fill(0)
    return true
  } catch (error) {
    const lost = ['keychain-item-missing', 'sealed-certificate-damaged', 'not-found']
    if (isWarifuError(error) && lost.includes(error.code)) return false
    throw error
  }
}

/** Decodes the upload and picks its identity. Fails as the decoder does, or when the identity must not be kept. */
const inspectUpload = async (
  { decoder }: EmbeddedContext,
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

/** Keeps an upload: password to the keychain, then row, sealed bytes and record in one transaction. */
const keep = (
  { workspace, door }: EmbeddedContext,
  upload: CertificateUpload,
  identity: IdentityFacts,
  repaired: StoredCertificate | null,
): Promise<StoredCertificate> => {
  const certificate: StoredCertificate = {
    id: repaired?.id ?? randomUUID(),
    etag: newEtag(),
    facts: identity.leaf,
    chain: identity.chain,
    friendlyName: identity.friendlyName ?? null,
    fileName: upload.fileName ?? null,
    uploadedAt: repaired?.uploadedAt ?? workspace.now().toISOString(),
    deletedAt: null,
    replacedBy: repaired?.replacedBy ?? null,
    replacedAt: repaired?.replacedAt ?? null,
  }
  const passwordAccount = newPasswordAccount(certificate.id)
  const lostAccount =
    repaired === null ? undefined : workspace.certificates.sealed(repaired.id)?.passwordAccount
  return workspace.perform({
    door,
    act: repaired === null ? 'certificate-uploaded' : 'certificate-repaired',
    subject: subjectOf(certificate),
    items: new Map([[passwordAccount, upload.password]]),
    change: (key) => {
      const bytes = seal(key.bytes, certificate.id, upload.pfx)
      workspace.certificates.put(certificate, { sealingKeyId: key.id, passwordAccount, bytes })
      return {
        answer: certificate,
        before: repaired === null ? null : recordOf(repaired),
        after: recordOf(certificate),
        obsoleteItems: lostAccount === undefined ? [] : [lostAccount],
      }
    },
  })
}

export const embeddedCertificates = (context: EmbeddedContext): ManagementService['certificates'] => {
  const { workspace, policyReader, door } = context
  const show = (certificate: StoredCertificate) =>
    toCertificate(certificate, policyReader.usage(), workspace.now())

  return {
    list: () =>
      Promise.resolve().then(() => {
        const usage = policyReader.usage()
        const now = workspace.now()
        return workspace.certificates.list().map((certificate) => toCertificate(certificate, usage, now))
      }),

    get: (id) => Promise.resolve().then(() => show(stored(workspace, id))),

    create: async (upload) => {
      const identity = await inspectUpload(context, upload)
      return context.change(['certificates', 'apis', 'policies'], async () => {
        const present = workspace.certificates.find(identity.leaf.sha256Thumbprint)
        if (present !== null && (await canBeOpened(workspace, present.id))) {
          const { thumbprint } = present.facts
          throw new WarifuError('certificate-already-uploaded', { certificateId: present.id, thumbprint })
        }
        return show(await keep(context, upload, identity, present))
      })
    },

    delete: (id, ifMatch) =>
      context.change(['certificates', 'apis', 'policies'], async () => {
        const certificate = stored(workspace, id)
        requireMatch(certificate.etag, ifMatch)
        const { thumbprint } = certificate.facts
        const apis = policyReader.usage().ofCertificate({ id, thumbprint })
        if (apis.length > 0) throw new WarifuError('certificate-in-use', { apis })
        const account = workspace.certificates.sealed(id)?.passwordAccount
        await workspace.perform({
          door,
          act: 'certificate-deleted',
          subject: subjectOf(certificate),
          change: () => {
            workspace.certificates.remove(id)
            const obsoleteItems = account === undefined ? [] : [account]
            return { answer: null, before: recordOf(certificate), after: null, obsoleteItems }
          },
        })
      }),
  }
}
