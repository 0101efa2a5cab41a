/** Does what a plan tells, part by part: first the certificates, then what names them. */
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CertificateOrigin, CopyOutcome, CopyPlan } from '../../preload/contract/copying.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { CopyEnds } from './ends.ts'
import type { CopyFacts } from './facts.ts'

export interface CopyRun {
  onOutcome: (outcome: CopyOutcome) => void
  /** Aborted: what has begun is finished, and nothing more is begun. */
  signal: AbortSignal
}

type Result = CopyOutcome['result']

/** With these, whatever else would be asked of the service ends the same way. */
const hopeless: ReadonlySet<string> = new Set([
  ...['not-signed-in', 'azure-unreachable', 'azure-unavailable', 'azure-busy', 'clock-wrong', 'cancelled'],
  ...['keychain-locked', 'keychain-unavailable', 'disk-full'],
])

/**
 * Never fails for what a service or the keychain says: that is in the outcomes. What is there already counts as done,
 * so that a plan whose copying was cut short can be made and carried out again.
 * @returns one outcome for each part that adds or sets something, in the plan's order
 */
export const carryOut = async (
  { certificates, bindings }: Pick<CopyPlan, 'certificates' | 'bindings'>,
  facts: Pick<CopyFacts, 'bindings'>,
  ends: CopyEnds,
  { onOutcome, signal }: CopyRun,
): Promise<CopyOutcome[]> => {
  const outcomes: CopyOutcome[] = []
  /** Ids at the target by those at the source. */
  const ids = new Map<string, string>()
  let ended = false

  const doing = async (
    part: Pick<CopyOutcome, 'kind' | 'id'>,
    work: () => Promise<Result>,
  ): Promise<void> => {
    const result = ended || signal.aborted ? ({ kind: 'not-begun' } as const) : await attempt(work)
    if (result.kind === 'failed' && hopeless.has(result.failure.code)) ended = true
    const outcome = { ...part, result }
    outcomes.push(outcome)
    onOutcome(outcome)
  }

  for (const { id, thumbprint, fate } of certificates) {
    if (fate.kind === 'kept') ids.set(id, fate.id)
    if (fate.kind !== 'added') continue
    await doing({ kind: 'certificate', id }, async () => {
      const added = await addCertificate(ends, { id: fate.id, thumbprint }, fate.from)
      ids.set(id, added.id)
      if (added.fetched === undefined || added.fetched.thumbprint === thumbprint) return { kind: 'done' }
      return { kind: 'done', fetched: added.fetched }
    })
  }
  for (const [index, { api, fate }] of bindings.entries()) {
    if (fate.kind !== 'set') continue
    await doing({ kind: 'binding', id: api.id }, async () => {
      const certificateId = ids.get(fate.certificateId)
      if (certificateId === undefined) return { kind: 'without-certificate' }
      const { policies } = ends.target.service
      const etag = facts.bindings[index]?.there?.etag ?? null
      await policies.setCredentials(fate.api.id, { kind: 'mutual', certificateId }, etag)
      return { kind: 'done' }
    })
  }
  return outcomes
}

const attempt = async (work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (!isWarifuError(error)) throw error
    return { kind: 'failed', failure: error.toFailure() }
  }
}

/**
 * @returns its id at the target, which is another one where the same certificate came there meanwhile, and what the
 * target fetched by itself
 */
const addCertificate = async (
  { target, workspace }: CopyEnds,
  { id, thumbprint }: { id: string; thumbprint: string },
  from: CertificateOrigin,
): Promise<{ id: string; fetched?: Pick<Certificate, 'thumbprint' | 'notAfter'> }> => {
  if (target.kind === 'workspace') throw new WarifuError('not-offered-by-connection', {})
  const { certificates } = target.service
  try {
    if (from.kind === 'key-vault') {
      const { secretIdentifier } = from
      const { notAfter, ...added } = await certificates.createFromKeyVault(id, {
        secretIdentifier,
        thumbprint,
      })
      return { id: added.id, fetched: { thumbprint: added.thumbprint, notAfter } }
    }
    const to = { service: target.name, host: target.host, idAtService: id }
    await workspace.certificates.handOver(from.certificateId, to, (upload, record) =>
      certificates.createAs(id, upload, record),
    )
    return { id }
  } catch (error) {
    const same = isWarifuError(error) && error.toFailure()
    if (same && same.code === 'certificate-already-uploaded') return { id: same.details.certificateId }
    throw error
  }
}
