/** How much and how long the gateway takes from a client and from a back end, with the defaults' reasons. */

export interface Limits {
  /** Octets of a head. Node takes 16 KiB, nginx 32 KiB; Kerberos tokens reach 48 KiB on Windows networks. */
  headBytes: number
  /** Octets of a request body; 0 is no limit, since bodies are streamed and never kept. */
  requestBodyBytes: number
  /** Connections of clients at one time. */
  clientConnections: number
  /** Connections to one back end with one certificate. */
  backEndConnections: number
  /** Calls that may wait for one of them. */
  waitingCalls: number
  /** From the first octet of a request to the end of its head. */
  clientHeadMs: number
  /** Between two requests on a client's connection (nginx: 75 s). */
  clientIdleMs: number
  /** Between two pieces of a body, either way (nginx: 60 s). */
  bodyIdleMs: number
  /** To connect and shake hands with a back end. */
  connectMs: number
  /** From the end of the request to the head of the answer. */
  firstByteMs: number
  /** For a call as a whole; 0 is no limit, since a download may take hours. */
  totalMs: number
  /** How long a connection to a back end waits for the next call: below what servers keep that do not announce it. */
  backEndIdleMs: number
  /** How long calls under way may take when the gateway stops. */
  stopMs: number
}

export const defaultLimits: Limits = {
  headBytes: 64 * 1024,
  requestBodyBytes: 0,
  clientConnections: 10_000,
  backEndConnections: 256,
  waitingCalls: 4096,
  clientHeadMs: 30_000,
  clientIdleMs: 75_000,
  bodyIdleMs: 60_000,
  connectMs: 10_000,
  firstByteMs: 60_000,
  totalMs: 0,
  backEndIdleMs: 15_000,
  stopMs: 5000,
}
