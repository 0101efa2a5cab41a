/** Policy documents: the truth about credentials, kept byte for byte as they were written. */
import type { Credentials } from './apis.ts'
import type { PolicyRule } from './policy-form.ts'

/** Whose policy: the one of all APIs, an API's, or an operation's. Each inherits from the one above by `<base />`. */
export type PolicyScope =
  | { kind: 'all-apis' }
  | { kind: 'api'; apiId: string }
  | { kind: 'operation'; apiId: string; operationId: string }

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
