/** The embedded gateway and calls through it. */

export type GatewayStatus =
  | { state: 'starting'; port: number }
  | { state: 'running'; port: number; url: string }
  | {
      state: 'failed'
      port: number
      reason: 'port-taken' | 'not-allowed' | 'worker-failed'
      suggestion: number | null
    }

/** A client certificate as it was presented in a handshake. */
export interface PresentedCertificate {
  certificateId: string
  subject: string
  thumbprint: string
}

export interface TestCallRequest {
  apiId: string
  method: string
  /** Path and query below the API's own path, e.g. `/orders?top=1`. */
  path: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

export interface TestCallAnswer {
  url: string
  status: number
  statusText: string
  headers: readonly (readonly [name: string, value: string])[]
  /** Text of the body, cut at 1 MiB; `bodyBytes` is its whole length. Not text: null. */
  body: string | null
  bodyBytes: number
  durationMs: number
  /** What the gateway presented to the back end for this very call; null when nothing. */
  presented: PresentedCertificate | null
  tls: { protocol: string; cipher: string; resumed: boolean } | null
}

/**
 * Why the gateway itself answered instead of the back end. Its answer is JSON,
 * `{ error: { code, message, apiId?, detail? } }`, with the code also in the header `warifu-error`.
 */
export type GatewayErrorCode =
  // What the client sent
  | 'MalformedRequest'
  | 'RequestHeaderTooLarge'
  | 'RequestBodyTooLarge'
  | 'RequestTimedOut'
  | 'MethodNotSupported'
  | 'HttpVersionNotSupported'
  | 'NoApiMatches'
  | 'NoOperationMatches'
  | 'LoopDetected'
  // What the API is set to do
  | 'ClientCertificateMissing'
  | 'ClientCertificateUnusable'
  | 'PasswordMissing'
  | 'PolicyInvalid'
  | 'PolicyNotApplicable'
  | 'AddressNotAllowed'
  | 'HeaderCheckFailed'
  // How the back end was reached
  | 'BackEndNameNotResolved'
  | 'BackEndRefusedConnection'
  | 'BackEndUnreachable'
  | 'BackEndTimedOut'
  | 'BackEndClosedConnection'
  | 'BackEndProtocolError'
  | 'BackEndBusy'
  // How the handshake with it ended
  | 'BackEndIsNotTls'
  | 'BackEndCertificateNotTrusted'
  | 'BackEndCertificateExpired'
  | 'BackEndCertificateNotYetValid'
  | 'BackEndNameMismatch'
  | 'BackEndRequiresClientCertificate'
  | 'BackEndRefusedCertificate'
  | 'BackEndHandshakeFailed'
  | 'GatewayFailed'

/** One call that went through the gateway. Bodies, header values and query strings are never kept. */
export interface GatewayCall {
  /** Counts up from 1 for each start of the worker. */
  number: number
  /** When the call's head had arrived, ISO 8601 UTC. */
  startedAt: string
  /** From the call's head to the last byte of the answer, in milliseconds. */
  durationMs: number
  method: string
  /** Without the query. */
  path: string
  /** Null where no API matches. */
  apiId: string | null
  /** What the client was answered; 0 when it had left before. */
  status: number
  requestBytes: number
  responseBytes: number
  /** The gateway's own reason, or null when the back end's answer was passed on whole. */
  error: { code: GatewayErrorCode; detail: string } | null
  /** Null when the back end was not reached, asked for no certificate, or is plain HTTP. */
  presented: PresentedCertificate | null
  tls: { protocol: string; cipher: string; resumed: boolean } | null
  /** Whether the call went over a connection that had served another before. */
  connectionReused: boolean
}

/** The newest calls since the last batch; `omitted` is how many more there were. */
export interface GatewayCallBatch {
  calls: readonly GatewayCall[]
  omitted: number
}
