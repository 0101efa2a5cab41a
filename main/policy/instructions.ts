/**
 * What the gateway applies of a policy, in order: plain data without text positions, so that it can be posted to
 * the worker. One shape per policy of Azure API Management, named after its element.
 *
 * Names and defaults follow https://learn.microsoft.com/azure/api-management/api-management-policies.
 */
import type { CertificateReference } from '../../preload/contract/apis.ts'

/** Where a password comes from: the keychain by the name between `{{` and `}}`, or the text itself. */
export type PasswordSource = { kind: 'named-value'; name: string } | { kind: 'literal'; value: string }

/** Presents the client certificate in the handshake with the back end. The last one met wins. */
export interface AuthenticationCertificate {
  policy: 'authentication-certificate'
  reference: CertificateReference
}

/** Sends `Authorization: Basic …` (RFC 7617) to the back end. The last one met wins. */
export interface AuthenticationBasic {
  policy: 'authentication-basic'
  username: string
  password: PasswordSource
}

/**
 * Sets a header of the request (inbound, backend) or of the response (outbound, on-error). `override` replaces,
 * `skip` leaves a header that is there, `append` adds to it, `delete` removes it (and `values` is empty).
 */
export interface SetHeader {
  policy: 'set-header'
  name: string
  existsAction: 'override' | 'skip' | 'append' | 'delete'
  values: readonly string[]
}

/** From here on calls go to `baseUrl` instead of the API's own `serviceUrl`. */
export interface SetBackendService {
  policy: 'set-backend-service'
  baseUrl: string
}

/**
 * Replaces the path (below the back end's base URL) and query. `template` may hold `{parameter}` of the operation's
 * URL template; `copyUnmatchedParams` adds the query parameters of the call that the template does not name.
 */
export interface RewriteUri {
  policy: 'rewrite-uri'
  template: string
  copyUnmatchedParams: boolean
}

/** Refuses a call without the header, or (where `values` is not empty) with none of the values in it. */
export interface CheckHeader {
  policy: 'check-header'
  name: string
  values: readonly string[]
  ignoreCase: boolean
  failedCheckHttpCode: number
  failedCheckErrorMessage: string
}

/** Answers in the back end's place; nothing after it is applied. */
export interface ReturnResponse {
  policy: 'return-response'
  status: { code: number; reason: string | null }
  headers: readonly SetHeader[]
  body: string | null
}

/**
 * `allow`: refuses (403) a caller outside the list; `forbid`: refuses one in it. Every address is a valid IPv4 or
 * IPv6 address, and both ends of a range are of one family.
 */
export interface IpFilter {
  policy: 'ip-filter'
  action: 'allow' | 'forbid'
  addresses: readonly string[]
  ranges: readonly { from: string; to: string }[]
}

export type Instruction =
  | AuthenticationCertificate
  | AuthenticationBasic
  | SetHeader
  | SetBackendService
  | RewriteUri
  | CheckHeader
  | ReturnResponse
  | IpFilter
