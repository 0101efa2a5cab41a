/** What has to be known of source and target before it can be said what copying would do. Reads only. */
import { apiScope } from '../../preload/contract/policies.ts'
import type { Api, Credentials } from '../../preload/contract/apis.ts'
import { isLost } from '../../preload/contract/certificates.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CertificateOrigin, CopyRequest, NotCopied } from '../../preload/contract/copying.ts'
import { mapSome } from '../azure/azure-context.ts'
import type { LocatedApi } from '../management/match-apis.ts'
import type { CertificateName, EmbeddedService } from '../management/service.ts'
import { WarifuError } from '../warifu-error.ts'
import type { CopyEnds } from './ends.ts'

export interface CopyFacts {
  to: 'workspace' | 'connection'
  certificates: readonly SourceCertificate[]
  /** All certificates of the target. */
  there: readonly CertificateName[]
  bindings: readonly SourceBinding[]
}

export interface SourceCertificate {
  certificate: Certificate
  origin: CertificateOrigin | { kind: 'none'; because: NotCopied }
}

export interface SourceBinding {
  /** At the source. */
  api: Api
  /** At the target, with its policy's ETag and what that presents; null where there is none. */
  there: { api: LocatedApi; etag: string | null; credentials: Credentials } | null
}

/** Fails with `not-found` when something of the request is gone from the source, and as source and target do. */
export const readFacts = async (
  { source, target, workspace }: CopyEnds,
  { certificateIds, apiIds }: Omit<CopyRequest, 'target'>,
): Promise<CopyFacts> => {
  const apis = await mapSome([...new Set(apiIds)], (id) => source.service.apis.get(id))
  const wanted = new Set([...certificateIds, ...apis.flatMap(presentedBy)])
  const listed = new Map((await source.service.certificates.list()).map((one) => [one.id, one]))
  const originOf = await originsFor(source.kind === 'workspace', workspace)
  const certificates = [...wanted].map((id) => {
    const certificate = listed.get(id)
    if (certificate === undefined) throw new WarifuError('not-found', { what: 'certificate', id })
    return { certificate, origin: originOf(certificate) }
  })
  const there = await target.service.certificates.names()
  const matched = await target.service.apis.match(apis)
  const bindings = await mapSome([...apis.entries()], async ([index, api]): Promise<SourceBinding> => {
    const found = matched[index] ?? null
    return { api, there: found === null ? null : await presentedAt(target.service, found) }
  })
  return { to: target.kind, certificates, there, bindings }
}

export const presentedBy = ({ credentials }: Pick<Api, 'credentials'>): string[] =>
  credentials.kind === 'mutual' && credentials.certificateId !== null ? [credentials.certificateId] : []

const presentedAt = async (service: CopyEnds['target']['service'], api: LocatedApi) => {
  const { etag, credentials } = await service.policies.get(apiScope(api.id))
  return { api, etag, credentials }
}

/** A Key Vault first: what comes from there follows its renewals. */
const originsFor = async (
  fromWorkspace: boolean,
  workspace: EmbeddedService,
): Promise<(certificate: Certificate) => SourceCertificate['origin']> => {
  const kept = new Map((await workspace.certificates.list()).map((one) => [one.thumbprint, one]))
  return ({ thumbprint, keyVault }) => {
    if (!fromWorkspace && keyVault !== undefined) {
      return { kind: 'key-vault', secretIdentifier: keyVault.secretIdentifier }
    }
    const same = kept.get(thumbprint)
    if (same === undefined) return { kind: 'none', because: 'key-not-told' }
    const lost = same.findings.map(({ code }) => code).find(isLost)
    return lost === undefined
      ? { kind: 'workspace', certificateId: same.id }
      : { kind: 'none', because: lost }
  }
}
