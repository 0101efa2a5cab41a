/** What wants attention in the workspace, the most urgent first: worked out of facts that other screens show too. */
import type { Api } from '../../../preload/contract/apis.ts'
import { isLost, isPresented, weakFindings } from '../../../preload/contract/certificates.ts'
import type { Certificate, Finding } from '../../../preload/contract/certificates.ts'
import type { GatewayCall, GatewayStatus } from '../../../preload/contract/gateway.ts'
import { urgentDays, type KeychainStatus } from '../../../preload/contract/preferences.ts'
import { uncheckedOf, type Unchecked } from '../apis/gateway-settings.ts'
import { hasFailed } from '../calls/call-facts.ts'
import { expiryOf } from '../certificates/expiry.ts'
import { isUsed } from '../certificates/in-use.ts'

/** `now`: calls fail, or will within days. `soon`: to be planned. `sometime`: to tidy up. */
export type Urgency = 'now' | 'soon' | 'sometime'

export const urgencies: readonly Urgency[] = ['now', 'soon', 'sometime']

export type Matter =
  | { kind: 'gateway-stopped' }
  | { kind: 'keychain-not-available' }
  | { kind: 'failing'; api: Api; call: GatewayCall; times: number }
  | { kind: 'certificate-missing'; api: Api }
  | { kind: 'unchecked'; api: Api; unchecked: Unchecked }
  | { kind: 'unusable' | 'weak'; certificate: Certificate; findings: readonly Finding[] }
  | {
      kind: 'expired' | 'expiring' | 'not-yet-valid' | 'unused' | 'replaced'
      certificate: Certificate
    }

export type Attention = Matter & { key: string; urgency: Urgency }

export interface WorkspaceFacts {
  certificates: readonly Certificate[]
  apis: readonly Api[]
  /** Newest last. */
  calls: readonly GatewayCall[]
  /** The certificates that a back end has accepted in a handshake. */
  proven: ReadonlySet<string>
  /** In days, the longest first. */
  thresholds: readonly number[]
  gateway: GatewayStatus | undefined
  keychain: KeychainStatus | undefined
}

/** Reasons for which some back ends refuse a certificate; one that was accepted need not be spoken of. */
const doubts: readonly Finding['code'][] = [
  'chain-incomplete',
  'no-client-authentication-usage',
  'no-digital-signature-usage',
  'is-a-certificate-authority',
]

/** Of these, what back ends alone refuse. */
const clientDoubts: readonly Finding['code'][] = ['no-client-authentication-usage']

export function attentionOf(facts: WorkspaceFacts, now = Date.now()): readonly Attention[] {
  const found = [
    ...programMatters(facts),
    ...apiMatters(facts),
    ...facts.certificates.flatMap((certificate) => certificateMatter(certificate, facts, now)),
  ]
  return found.toSorted(
    (one, other) =>
      urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency) || endOf(one) - endOf(other),
  )
}

/** Matters of the program and of APIs come first among those that are as urgent; certificates by their end. */
const endOf = (attention: Attention): number =>
  'certificate' in attention ? Date.parse(attention.certificate.notAfter) : 0

function programMatters({ gateway, keychain }: WorkspaceFacts): readonly Attention[] {
  const matters: Attention[] = []
  if (gateway?.state === 'failed') matters.push({ kind: 'gateway-stopped', key: 'gateway', urgency: 'now' })
  if (keychain && keychain.state !== 'available') {
    matters.push({ kind: 'keychain-not-available', key: 'keychain', urgency: 'now' })
  }
  return matters
}

function apiMatters({ apis, calls }: WorkspaceFacts): readonly Attention[] {
  const failing = failingCalls(calls)
  return apis.flatMap((api): Attention[] => {
    const failed = failing.get(api.id)
    const unchecked = /^https:/i.test(api.serviceUrl) ? uncheckedOf(api) : null
    const { credentials } = api
    return [
      ...(credentials.kind === 'mutual' && credentials.certificateId === null
        ? [{ kind: 'certificate-missing', api, key: `missing ${api.id}`, urgency: 'now' } as const]
        : failed
          ? [{ kind: 'failing', api, ...failed, key: `failing ${api.id}`, urgency: 'now' } as const]
          : []),
      ...(unchecked
        ? [{ kind: 'unchecked', api, unchecked, key: `unchecked ${api.id}`, urgency: 'soon' } as const]
        : []),
    ]
  })
}

/** By API: its newest call, where that has failed, and how many failed in a row until then. */
function failingCalls(
  calls: readonly GatewayCall[],
): ReadonlyMap<string, { call: GatewayCall; times: number }> {
  const failing = new Map<string, { call: GatewayCall; times: number }>()
  for (const call of calls) {
    if (call.apiId === null) continue
    if (hasFailed(call)) failing.set(call.apiId, { call, times: (failing.get(call.apiId)?.times ?? 0) + 1 })
    else failing.delete(call.apiId)
  }
  return failing
}

/** The one most urgent matter of a certificate, if any. */
function certificateMatter(
  certificate: Certificate,
  { thresholds, proven }: WorkspaceFacts,
  now: number,
): readonly Attention[] {
  const { id, notBefore, notAfter, findings, replacedBy } = certificate
  // Until that is known it counts as used, so that nothing about to end is passed over.
  const used = isUsed(certificate) || certificate.usageUnknown === true
  const { state, days } = expiryOf(notBefore, notAfter, thresholds[0] ?? 0, now)
  const matter = (what: Matter, urgency: Urgency): readonly Attention[] => [{ ...what, key: id, urgency }]

  const unusable = findings.filter(({ code }) => isLost(code))
  if (unusable.length > 0) {
    return matter({ kind: 'unusable', certificate, findings: unusable }, used ? 'now' : 'sometime')
  }
  if (!used && replacedBy) return matter({ kind: 'replaced', certificate }, 'sometime')
  if (state === 'expired') return matter({ kind: 'expired', certificate }, used ? 'now' : 'sometime')
  if (!used) return matter({ kind: 'unused', certificate }, 'sometime')
  if (state === 'not-yet') return matter({ kind: 'not-yet-valid', certificate }, 'now')
  if (state === 'soon') {
    return matter({ kind: 'expiring', certificate }, days < urgentDays(thresholds) ? 'now' : 'soon')
  }
  const weak = findings.filter(
    ({ code }) =>
      weakFindings.includes(code) ||
      (doubts.includes(code) &&
        !proven.has(id) &&
        (isPresented(certificate) || !clientDoubts.includes(code))),
  )
  return weak.length > 0 ? matter({ kind: 'weak', certificate, findings: weak }, 'soon') : []
}

/** The certificate in use whose end comes next; undefined where none is in use. */
export function nextToExpire(
  certificates: readonly Certificate[],
  now = Date.now(),
): Certificate | undefined {
  return certificates
    .filter((certificate) => isUsed(certificate) && Date.parse(certificate.notAfter) >= now)
    .reduce<Certificate | undefined>(
      (first, one) => (first && first.notAfter <= one.notAfter ? first : one),
      undefined,
    )
}
