/** The embedded gateway and calls through it. */
import type { CertificateFacts } from './certificates.ts'
import type { Failure } from './errors.ts'
import type { OperationReference } from './operations.ts'

/** `https`: clients call by HTTPS, or will. */
export type GatewayStatus =
  | { state: 'starting'; port: number; https?: true }
  | {
      state: 'running'
      port: number
      /** Where it is called from this machine, by `http:` or `https:`. */
      url: string
      /** Where it listens: an IP address, or `all` of this machine's. */
      address: string
      /** The address that was chosen and is not there any more, so that it listens on 127.0.0.1 instead. */
      missing: string | null
    }
  | {
      state: 'failed'
      port: number
      reason: 'port-taken' | 'not-allowed' | 'worker-failed'
      suggestion: number | null
      https?: true
    }
  | {
      state: 'failed'
      port: number
      /** Callers expect HTTPS, and are not answered by anything less. */
      reason: 'certificate-unusable'
      suggestion: null
      https: true
      /** Why the certificate for HTTPS cannot be used. */
      because: Failure
    }

/** Who can call the gateway: from where, and by which names. */
export interface GatewayAccess {
  /** One of this machine's IP addresses, or `all` of them. */
  address: string
  /** Names by which clients may call it besides this machine's own; on a loopback address none counts. */
  hosts: readonly string[]
}

/** What is chosen, and what could be. */
export interface GatewayAccessView {
  access: GatewayAccess
  /** As the operating system calls this machine. */
  hostName: string
  addresses: readonly MachineAddress[]
}

export interface MachineAddress {
  address: string
  /** The network interface that has it, e.g. `eth0`. */
  interfaceName: string
}

/** More names than any machine goes by. */
export const gatewayHostsMost = 50

export const loopbackAccess: GatewayAccess = { address: '127.0.0.1', hosts: [] }

/** Whether only this machine reaches it. */
export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.')

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
 * `{ error: { code, message, apiId?, detail?, alert? } }`, with the code also in the header `warifu-error`.
 */
export type GatewayErrorCode =
  // What the client sent
  | 'MalformedRequest'
  | 'HttpsRequired'
  | 'HostNotAllowed'
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
  | 'RewriteParameterMissing'
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
  /** The API's operation that it met, as that was called then; null where the API has none or none matches. */
  operation: OperationReference | null
  /** What the client was answered; 0 when it had left before. */
  status: number
  requestBytes: number
  responseBytes: number
  /** The gateway's own reason, or null when the back end's answer was passed on whole. */
  error: { code: GatewayErrorCode; detail: string; alert?: TlsAlert } | null
  /** Null when the back end was not reached, asked for no certificate, or is plain HTTP. */
  presented: PresentedCertificate | null
  tls: { protocol: string; cipher: string; resumed: boolean } | null
  /** Spoken with the back end; null when it was not reached. */
  httpVersion: '1.1' | '2' | null
  /** Whether the call went over a connection that had served another before. */
  connectionReused: boolean
}

/** How many calls an API had. Failed: the gateway answered for itself, or 5xx. */
export interface ApiTally {
  /** Null stands for calls that no API matched. */
  apiId: string | null
  calls: number
  failed: number
}

/** A handshake in which a client certificate was shown and not refused. */
export interface GoodHandshake {
  certificateId: string
  /** ISO 8601 UTC. */
  at: string
  apiId: string | null
}

/** What is remembered of calls, or what changed of it: newest call last; `omitted` more were counted only. */
export interface RecentCalls {
  calls: readonly GatewayCall[]
  omitted: number
  tallies: readonly ApiTally[]
  handshakes: readonly GoodHandshake[]
}

/** The calls since the last batch: as many as are told one by one, the counts of all, and what certificates they showed. */
export type GatewayCallBatch = RecentCalls

/** TLS alerts by their names in RFC 8446, 6, as a server may end a handshake with them. */
export const tlsAlerts = [
  'access_denied',
  'bad_certificate',
  'bad_certificate_status_response',
  'bad_record_mac',
  'certificate_expired',
  'certificate_required',
  'certificate_revoked',
  'certificate_unknown',
  'decode_error',
  'decrypt_error',
  'handshake_failure',
  'illegal_parameter',
  'insufficient_security',
  'internal_error',
  'missing_extension',
  'no_application_protocol',
  'no_renegotiation',
  'protocol_version',
  'record_overflow',
  'unexpected_message',
  'unknown_ca',
  'unrecognized_name',
  'unsupported_certificate',
  'unsupported_extension',
  'user_canceled',
] as const
export type TlsAlert = (typeof tlsAlerts)[number]

/** What is wrong with one certificate of a back end's chain. */
export type ServerChainProblem = 'expired' | 'not-yet-valid' | 'other-name' | 'self-signed' | 'issuer-missing'

export interface BackEndCheckRequest {
  apiId: string
  /** The operation whose policy, with those above it, says what is presented; absent: the API's. */
  operationId?: string
  /** What to present instead of what the policy says: a certificate, or null for none. Absent: as the policy says. */
  certificateId?: string | null
}

/** A real handshake with a back end, told in three lines. */
export interface BackEndCheck {
  /** ISO 8601 UTC. */
  at: string
  durationMs: number
  /** `host:port` as it was called. */
  place: string
  /** Whether a certificate was to be presented, had it been asked for. */
  certificateChosen: boolean
  serverAskedFor: {
    /** e.g. `TLSv1.3`; null when the server did not come so far. */
    protocol: string | null
    /** IANA name, e.g. `TLS_AES_256_GCM_SHA384`; null when the handshake was not completed. */
    cipher: string | null
    /** The application protocol that the server chose; null when it chose none. */
    alpn: string | null
    /** Whether it asked for a client certificate; null when that could not be seen. */
    clientCertificate: boolean | null
    /** Names of the authorities it accepts (RFC 4514); empty means that it named none, which allows any. */
    authorities: readonly string[]
    /** Names as in RFC 8446, 4.2.3, e.g. `ecdsa_secp256r1_sha256`. */
    signatureAlgorithms: readonly string[]
    /** Its own certificates as it sent them, the leaf first. */
    chain: readonly { certificate: CertificateFacts; problems: readonly ServerChainProblem[] }[]
  }
  weSent:
    | {
        kind: 'certificate'
        certificate: PresentedCertificate
        /** Subjects of what was sent with it, towards the root. */
        chain: readonly string[]
        /** Whether an authority that the server named issued it or one of its chain; null when it named none. */
        namedAuthority: boolean | null
      }
    | { kind: 'nothing'; because: 'not-asked' | 'none-chosen' | 'no-handshake' | 'plain-http' }
  serverSaid:
    /** `status` is of a GET of the base URL; null when only the handshake was looked at. */
    | { kind: 'accepted'; status: number | null }
    /** Some servers complete the handshake and refuse by an HTTP answer (nginx: 400). */
    | { kind: 'refused-in-http'; status: number; because: 'no-certificate' | 'certificate' }
    | { kind: 'failed'; code: GatewayErrorCode; detail: string; alert: TlsAlert | null }
}
