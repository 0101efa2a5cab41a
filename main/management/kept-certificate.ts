/** How a kept certificate is shown and named. */
import type { Certificate, LostBecause } from '../../preload/contract/certificates.ts'
import { findings } from '../certificates/findings.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { CertificateEnd } from './service.ts'
import type { Usage } from './usage.ts'

/** As policies name it. */
export const namedCertificate = ({
  id,
  facts,
}: Pick<StoredCertificate, 'id' | 'facts'>): { id: string; thumbprint: string } => ({
  id,
  thumbprint: facts.thumbprint,
})

export const endOf = ({ id, facts, uploadedAt, replaced }: StoredCertificate): CertificateEnd => ({
  id,
  commonName: facts.commonName,
  notAfter: facts.notAfter,
  uploadedAt,
  ...(replaced === null ? {} : { replacedBy: { certificateId: replaced.by, at: replaced.at } }),
})

export const toCertificate = (
  stored: StoredCertificate,
  usage: Usage,
  now: Date,
  lost: LostBecause | null,
): Certificate => {
  const { apis, others } = usage.ofCertificate(namedCertificate(stored))
  const { id, etag, facts, chain, friendlyName, fileName, uploadedAt, replaced } = stored
  return {
    ...facts,
    ...{ id, etag, chain, uploadedAt },
    ...(friendlyName === null ? {} : { friendlyName }),
    ...(fileName === null ? {} : { fileName }),
    ...(replaced === null ? {} : { replacedBy: { certificateId: replaced.by, at: replaced.at } }),
    findings: [...(lost === null ? [] : [{ code: lost }]), ...findings({ leaf: facts, chain }, now)],
    usedBy: apis,
    ...(others.length === 0 ? {} : { otherUses: others }),
  }
}

/** Fails with `not-found`, also for one in the bin. */
export const storedCertificate = (workspace: Workspace, id: string): StoredCertificate => {
  const certificate = workspace.certificates.get(id)
  if (certificate?.deletedAt !== null) throw new WarifuError('not-found', { what: 'certificate', id })
  return certificate
}
