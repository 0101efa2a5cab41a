/** What a call works with, and what it leaves behind. */
import type { GatewayCall } from '../../preload/contract/gateway.ts'
import type { BackEndPool } from './back-end-pool.ts'
import type { Failure } from './failure.ts'
import type { Hop } from './forwarding.ts'
import type { HttpRequest } from './http1/request.ts'
import type { Limits } from './limits.ts'
import type { Route } from './route.ts'

/** The client's side of a call. */
export interface CallClient {
  /** The answer whose head is written now is the last on this connection. */
  readonly ending: boolean
  /** Answers false when the client is slower than the back end. */
  write(bytes: Buffer): boolean
  /** Stops and goes on reading the request's body. */
  pause(): void
  resume(): void
  /** The answer has been written whole; `close`: nothing else comes on this connection. */
  onCallEnd(close: boolean): void
  /** The answer was cut: the client must see that it is not whole. */
  abort(): void
  /** From now on both sides speak another protocol. */
  onUpgrade(): void
}

export interface CallContext {
  client: CallClient
  request: HttpRequest
  route: Route
  pool: BackEndPool
  hop: Hop
  limits: Limits
}

/** What the record of a call needs at its end. */
export interface CallResult {
  status: number
  responseBytes: number
  error: Failure | null
  /** Of the connection; null where there was none, or where it is plain HTTP. */
  tls: GatewayCall['tls']
  presented: GatewayCall['presented']
  httpVersion: GatewayCall['httpVersion']
  connectionReused: boolean
}
