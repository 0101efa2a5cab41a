/** What copying would do to the target, from what is known of both. Pure: reads nothing, changes nothing. */
import type { Credentials } from '../../preload/contract/apis.ts'
import type {
  BindingFate,
  CertificateFate,
  CopyPlan,
  PlannedBinding,
  PlannedCertificate,
  PresentedNow,
} from '../../preload/contract/copying.ts'
import { freeCertificateId, idElsewhere } from '../management/certificate-id.ts'
import type { LocatedApi } from '../management/match-apis.ts'
import type { CertificateName } from '../management/service.ts'
import { presentedBy } from './facts.ts'
import type { CopyFacts, SourceBinding, SourceCertificate } from './facts.ts'

export const planCopy = (facts: CopyFacts): Omit<CopyPlan, 'id'> => {
  const certificates = planCertificates(facts)
  return {
    certificates,
    bindings: facts.bindings.map((binding) => planBinding(binding, certificates, facts)),
  }
}

/** What is there already, by thumbprint, is kept; what comes new takes no id that is there, nor another's of the plan. */
const planCertificates = ({ to, certificates, there }: CopyFacts): PlannedCertificate[] => {
  const kept = new Map(there.map(({ id, thumbprint }) => [thumbprint, id]))
  const taken = new Set(there.map(({ id }) => id.toLowerCase()))
  const fateOf = ({ certificate, origin }: SourceCertificate): CertificateFate => {
    const same = kept.get(certificate.thumbprint)
    if (same !== undefined) return { kind: 'kept', id: same }
    if (to === 'workspace') return { kind: 'impossible', because: 'not-in-workspace' }
    if (origin.kind === 'none') return { kind: 'impossible', because: origin.because }
    const wanted = idElsewhere(certificate)
    const id = freeCertificateId(wanted, taken)
    taken.add(id.toLowerCase())
    return { kind: 'added', id, taken: id === wanted ? null : wanted, from: origin }
  }
  return certificates.map((source) => {
    const { id, commonName, subject, thumbprint, notBefore, notAfter } = source.certificate
    return { ...{ id, commonName, subject, thumbprint, notBefore, notAfter }, fate: fateOf(source) }
  })
}

const planBinding = (
  binding: SourceBinding,
  certificates: readonly PlannedCertificate[],
  { there }: CopyFacts,
): PlannedBinding => {
  const [presented] = presentedBy(binding.api)
  const certificate = certificates.find(({ id }) => id === presented)
  return { api: located(binding.api), fate: bindingFate(binding, certificate, there) }
}

const bindingFate = (
  { there }: SourceBinding,
  certificate: PlannedCertificate | undefined,
  certificatesThere: readonly CertificateName[],
): BindingFate => {
  if (certificate === undefined) return { kind: 'impossible', because: 'no-certificate' }
  if (there === null) return { kind: 'impossible', because: 'no-such-api' }
  const { credentials } = there
  const presented = presentedBy(there)[0]
  const now = certificatesThere.find(({ id }) => id === presented)
  const api = located(there.api)
  if (now?.thumbprint === certificate.thumbprint) return { kind: 'kept', api }
  if (certificate.fate.kind === 'impossible') return { kind: 'impossible', because: 'certificate-not-copied' }
  // Conditions and expressions that somebody wrote are not overwritten from afar.
  if (credentials.kind === 'other') return { kind: 'impossible', because: 'policy-not-plain' }
  return { kind: 'set', api, now: presentedNow(credentials, now), certificateId: certificate.id }
}

const presentedNow = (
  credentials: Exclude<Credentials, { kind: 'other' }>,
  certificate: CertificateName | undefined,
): PresentedNow => {
  switch (credentials.kind) {
    case 'none':
    case 'basic':
      return credentials
    case 'mutual': {
      const reference = certificate?.thumbprint ?? credentials.reference.value
      return { kind: 'mutual', commonName: certificate?.commonName ?? null, reference }
    }
  }
}

const located = ({ id, displayName, path }: LocatedApi) => ({ id, displayName, path })
