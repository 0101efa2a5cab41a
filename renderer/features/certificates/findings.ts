/** Findings as sentences, in the order in which they matter. */
import { blockingFindings, type Finding, type KeyFacts } from '../../../preload/contract/certificates.ts'
import { formatDate, formatList, t } from '../../locales/text.ts'
import { nameParts } from './distinguished-name.ts'

export type Severity = 'blocking' | 'warning' | 'note'

export interface FindingWords {
  code: Finding['code']
  severity: Severity
  text: string
}

const notes: readonly Finding['code'][] = [
  'self-signed',
  'password-not-needed',
  'weak-encryption',
  'renewal-of',
]

const severityOf = ({ code }: Finding): Severity =>
  blockingFindings.includes(code) ? 'blocking' : notes.includes(code) ? 'note' : 'warning'

/** A key in the standard's words, e.g. `RSA, 2048 bits`, `EC P-256`, `Ed25519`. */
export function keyWords({ algorithm, bits, curve }: KeyFacts): string {
  if (bits !== undefined) return t('certificates.facts.bits', { algorithm, bits })
  return curve === undefined ? algorithm : `${algorithm} ${curve}`
}

function sentence(finding: Finding): string {
  switch (finding.code) {
    case 'expired':
      return t('findings.expired', { date: formatDate(finding.since) })
    case 'not-yet-valid':
      return t('findings.not-yet-valid', { date: formatDate(finding.from) })
    case 'expires-soon':
      return t('findings.expires-soon', {}, finding.days)
    case 'no-client-authentication-usage':
      return t('findings.no-client-authentication-usage', { usages: formatList(finding.extendedKeyUsage) })
    case 'weak-key':
    case 'key-type-unsupported':
      return t(`findings.${finding.code}`, { key: keyWords(finding.key) })
    case 'weak-signature-algorithm':
    case 'weak-encryption':
      return t(`findings.${finding.code}`, { algorithm: finding.algorithm })
    case 'chain-incomplete':
      return t('findings.chain-incomplete', { issuer: nameParts(finding.issuer).name })
    case 'renewal-of':
      return t('findings.renewal-of', { subject: nameParts(finding.subject).name })
    case 'no-digital-signature-usage':
    case 'self-signed':
    case 'is-a-certificate-authority':
    case 'password-not-needed':
    case 'already-uploaded':
    case 'keychain-item-missing':
    case 'sealed-certificate-damaged':
      return t(`findings.${finding.code}`)
  }
}

const order: readonly Severity[] = ['blocking', 'warning', 'note']

export function describeFindings(findings: readonly Finding[]): readonly FindingWords[] {
  return findings
    .map((finding) => ({ code: finding.code, severity: severityOf(finding), text: sentence(finding) }))
    .toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
}

export const isBlocked = (findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => blockingFindings.includes(code))
