/** Policy documents: the truth about credentials, kept byte for byte as they were written. */
import type { ApiReference, Credentials } from './apis.ts'
import type { PolicyRule, PolicySection } from './policy-form.ts'

/** Whose policy: the one of all APIs, an API's, or an operation's. Each inherits from the one above by `<base />`. */
export type PolicyScope =
  | { kind: 'all-apis' }
  | { kind: 'api'; apiId: string }
  | { kind: 'operation'; apiId: string; operationId: string }

/** A scope that has others above it. */
export type InheritingScope = Exclude<PolicyScope, { kind: 'all-apis' }>

export const apiScope = (apiId: string): PolicyScope => ({ kind: 'api', apiId })

/** A place in a document, both counted from 1; `offset` and `length` are in UTF-16 code units. */
export interface PolicyProblem {
  severity: 'error' | 'warning'
  code: PolicyProblemCode
  line: number
  column: number
  offset: number
  length: number
  /** The name, attribute or value that the problem is about, for its sentence. */
  subject: string
}

export type PolicyProblemCode =
  | 'not-closed'
  | 'closed-without-opening'
  | 'malformed-tag'
  | 'malformed-attribute'
  | 'duplicate-attribute'
  | 'malformed-comment'
  | 'malformed-reference'
  | 'expression-not-closed'
  | 'root-missing'
  | 'text-outside-root'
  | 'section-missing'
  | 'section-unknown'
  | 'section-twice'
  | 'attribute-missing'
  | 'value-invalid'
  | 'certificate-unknown'
  | 'thumbprint-malformed'
  | 'literal-password'
  | 'not-applied'
  | 'access-control-not-applied'

/** What a text means, saved or not. */
export interface PolicyCheck {
  problems: readonly PolicyProblem[]
  credentials: Credentials
  /** Null where the document's form is in doubt: the form shows and edits nothing of it. */
  rules: readonly PolicyRule[] | null
}

export interface Policy extends PolicyCheck {
  scope: PolicyScope
  /** Where nothing was ever saved: the text that says what holds without it. */
  text: string
  /** Null where nothing is kept at this scope. */
  etag: string | null
  /**
   * After a change of the credentials that met somebody else's change elsewhere in the text: what they had saved, on
   * which the credentials were changed once more.
   */
  reappliedOn?: string
}

/**
 * Why the gateway leaves a policy out. `not-supported`: the policy, or one of its options; `named-value`: a `{{name}}` that only Azure knows; `section`:
 * not where Azure allows it; `incomplete`: an attribute is missing or wrong; `depends`: it tests a header that an
 * earlier policy would have set, but that one is not applied; `malformed`: the document itself is.
 */
export type NotAppliedReason =
  | 'not-supported'
  | 'expression'
  | 'named-value'
  | 'conditional'
  | 'section'
  | 'incomplete'
  | 'depends'
  | 'malformed'

/** One element of what holds for a call, with the scope that says it. */
export interface EffectivePart {
  scope: PolicyScope
  policy: string
  /** Its source, moved to the left as far as its first line. */
  text: string
  /** Null where the gateway applies it, or where another gateway than this program's serves the API. */
  notApplied: { because: NotAppliedReason; accessControl: boolean } | null
}

/** What holds for the calls of an API or an operation: every scope's policy in the place of `<base />`. */
export type EffectivePolicy = readonly { section: PolicySection; parts: readonly EffectivePart[] }[]

/** Whether the policy of all APIs reaches an API: the sections in which the API's own policy leaves it out. */
export interface AllApisReach {
  api: ApiReference
  leavesOut: readonly PolicySection[]
}

/** What the policy of another scope than an API's own says to the API's calls. */
export interface OtherScopePolicy {
  /** Of all APIs, or of one of the API's operations. */
  scope: PolicyScope
  /** The operation's; empty for all APIs. */
  displayName: string
  /** What it says by itself; `none` also where the API does not inherit it. */
  credentials: Credentials
  /** The access controls in it that the gateway does not apply, by their elements' names. */
  notApplied: readonly string[]
}
