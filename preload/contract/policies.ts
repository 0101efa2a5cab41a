/** The policy document of an API: the truth about its credentials, kept byte for byte as it was written. */
import type { Credentials } from './apis.ts'

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

export interface Policy {
  apiId: string
  text: string
  etag: string
  problems: readonly PolicyProblem[]
  credentials: Credentials
}

/** What a text that is not saved yet would mean. */
export interface PolicyCheck {
  problems: readonly PolicyProblem[]
  credentials: Credentials
}
