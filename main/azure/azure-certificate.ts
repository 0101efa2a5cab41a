/** How a certificate of a service is shown: by what the service tells, and what this program has seen of it. */
import type {
  Certificate,
  CertificateFacts,
  KeyVaultCertificate,
} from '../../preload/contract/certificates.ts'
import { findings } from '../certificates/findings.ts'
import { normaliseThumbprint } from '../policy/references.ts'
import { contentTag } from './azure-context.ts'
import type { CertificateEntity } from './entities.ts'
import type { KnownCertificate, KnownCertificates } from './known-certificates.ts'
import type { UsageIndex } from './usage-index.ts'

export interface CertificateView {
  servicePath: string
  known: KnownCertificates
  /** Null while the service has not been read for it. */
  usage: UsageIndex | null
  now: Date
}

export const toCertificate = (
  entity: CertificateEntity,
  { servicePath, known, usage, now }: CertificateView,
): Certificate => {
  const seen = known.find(thumbprintOf(entity))
  const facts = seen?.facts ?? toldFacts(entity)
  const { apis, others } = usage?.uses({ id: entity.name, thumbprint: facts.thumbprint }) ?? {
    apis: [],
    others: [],
  }
  const { keyVault } = entity.properties
  return {
    ...facts,
    ...{ id: entity.name, etag: certificateTag(servicePath, entity), usedBy: apis },
    ...seenOf(seen, facts, now),
    ...(usage === null ? { usageUnknown: true } : {}),
    ...(others.length === 0 ? {} : { otherUses: others }),
    ...(keyVault === undefined ? {} : { keyVault: keyVaultOf(keyVault) }),
  }
}

/** What the window has seen of it, for comparison before it is written. */
export const certificateTag = (servicePath: string, entity: CertificateEntity): string =>
  contentTag(servicePath, entity.name, thumbprintOf(entity))

export const thumbprintOf = ({ properties: { thumbprint } }: CertificateEntity): string =>
  normaliseThumbprint(thumbprint) ?? thumbprint

const seenOf = (seen: KnownCertificate | null, facts: CertificateFacts, now: Date) => {
  if (seen === null) {
    const chain: readonly CertificateFacts[] = []
    const told = findings({ leaf: facts, chain }, now).filter(({ code }) => toldByExpiry.has(code))
    return { chain, uploadedAt: '', findings: told, factsUnknown: true as const }
  }
  const { chain, uploadedAt, friendlyName, fileName } = seen
  return {
    ...{ chain, uploadedAt, findings: findings({ leaf: facts, chain }, now) },
    ...(friendlyName === undefined ? {} : { friendlyName }),
    ...(fileName === undefined ? {} : { fileName }),
  }
}

const toldByExpiry: ReadonlySet<string> = new Set(['expired', 'expires-soon'])

/** Subject, thumbprint and expiry; everything else is empty, and `factsUnknown` says so. */
const toldFacts = (entity: CertificateEntity): CertificateFacts => {
  const { subject, expirationDate } = entity.properties
  const expiry = new Date(expirationDate)
  return {
    ...{ subject, issuer: '', commonName: commonNameOf(entity), serialNumber: '' },
    ...{ notBefore: '', notAfter: Number.isNaN(expiry.getTime()) ? '' : expiry.toISOString() },
    ...{ thumbprint: thumbprintOf(entity), sha256Thumbprint: '', key: { algorithm: 'other' } },
    ...{ signatureAlgorithm: '', selfSigned: false, ca: false },
    ...{ keyUsage: [], extendedKeyUsage: [], subjectAlternativeNames: [] },
  }
}

/** By what the service tells alone; its id where the subject has none. */
export const commonNameOf = ({ name, properties: { subject } }: CertificateEntity): string =>
  commonNameIn(subject) || name

/** .NET quotes a value that holds a comma, and doubles the quotes in it. */
const commonNameIn = (subject: string): string => {
  const match = /(?:^|,\s*)CN=(?:"((?:[^"]|"")*)"|([^,]*))/i.exec(subject)
  return (match?.[1]?.replaceAll('""', '"') ?? match?.[2] ?? '').trim()
}

const keyVaultOf = ({
  secretIdentifier,
  lastStatus,
}: NonNullable<CertificateEntity['properties']['keyVault']>): KeyVaultCertificate => {
  if (lastStatus === undefined) return { secretIdentifier, lastFetch: null }
  const { code, message, timeStampUtc } = lastStatus
  return {
    secretIdentifier,
    lastFetch: { succeeded: code === 'Success', code, message, at: timeStampUtc },
  }
}
