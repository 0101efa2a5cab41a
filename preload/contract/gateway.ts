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
