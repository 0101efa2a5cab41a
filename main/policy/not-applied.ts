/** What a policy holds that the gateway does not apply, and which of it must keep an API from being served. */
import type { NotAppliedReason, PolicyScope } from '../../preload/contract/policies.ts'
import type { PolicySection } from '../../preload/contract/policy-form.ts'

export type { NotAppliedReason }
export type ScopeKind = PolicyScope['kind']

export interface NotApplied {
  /** The element's name. */
  policy: string
  section: PolicySection
  scope: ScopeKind
  because: NotAppliedReason
  /** It decides who may call: leaving it out would open what it keeps closed. */
  accessControl: boolean
  /** Where its start tag stands in the scope's text. */
  offset: number
  length: number
}

/**
 * Policies that decide who may call, so that a call which they would have refused must not be forwarded.
 *
 * `include-fragment` may hold any of them. An answer in the back end's place is how conditions refuse a call. Limits
 * of how often one may call (rate-limit, quota) and checks of content are not among them: without these, the same
 * callers reach the same back end.
 */
const accessControls: ReadonlySet<string> = new Set([
  'check-header',
  'include-fragment',
  'ip-filter',
  'return-response',
  'validate-azure-ad-token',
  'validate-client-certificate',
  'validate-graphql-request',
  'validate-jwt',
])

/** Responses cannot be guarded any more when the call was forwarded; so only what comes before counts. */
export const isAccessControl = (policy: string, section: PolicySection): boolean =>
  (section === 'inbound' || section === 'backend') && accessControls.has(policy)
