/**
 * One call: a request on its way to the back end and the answer on its way back. Bodies pass piece by piece, and
 * whichever side is slower sets the pace.
 */
import type { BackEndConnection } from './back-end-connection.ts'
import type { BackEndPool, ConnectionSeeker } from './back-end-pool.ts'
import type { CallContext, CallResult } from './call-context.ts'
import type { Exchange, ExchangeUser } from './exchange.ts'
import { failure, statusOf, type Failure } from './failure.ts'
import {
  answerFraming,
  failureAnswer,
  ownAnswer,
  requestHead,
  responseHead,
  type AnswerFraming,
} from './forwarding.ts'
import { bodyReader, type BodyReader } from './http1/body.ts'
import type { HttpResponse } from './http1/response.ts'
import type { OwnAnswer } from './route.ts'

/** RFC 9110, 9.2.2: repeating them changes nothing. */
const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])

/** Of a body, kept for sending it again: more than most calls of APIs carry. */
const maxHeldBytes = 64 * 1024

export class Call implements ExchangeUser, ConnectionSeeker {
  readonly #context: CallContext
  readonly #onEnd: (result: CallResult) => void
  readonly #pool: BackEndPool
  #exchange: Exchange | null = null
  /** The request's body so far, in case it must be sent (again); null once it is too long for that. */
  #held: Buffer[] | null = []
  #heldBytes = 0
  #requestDone: boolean
  #response: HttpResponse | null = null
  #body: BodyReader | null = null
  #framing: AnswerFraming = { dechunk: false, close: false }
  /** The client has not yet taken what was written last. */
  #clientBehind = false
  #upgraded = false
  #tls: BackEndConnection['tls'] = null
  #httpVersion: CallResult['httpVersion'] = null
  #connectionReused = false
  #retried = false
  #ended = false
  #error: Failure | null = null
  /** By the monotonic clock in ms: when the call is given up unless something happens before. */
  deadline: number
  readonly #lastMoment: number

  constructor(context: CallContext, onEnd: (result: CallResult) => void) {
    this.#context = context
    this.#onEnd = onEnd
    // Another protocol can follow on a connection of HTTP/1.1 only.
    this.#pool = context.request.upgrade === null ? context.pool : context.pool.http1
    this.#requestDone = context.request.framing.kind === 'none'
    const { totalMs, connectMs, firstByteMs } = context.limits
    this.#lastMoment = totalMs === 0 ? Infinity : performance.now() + totalMs
    this.deadline = Math.min(this.#lastMoment, performance.now() + connectMs + firstByteMs)
  }

  /** Begins: the policy's gates first, then the back end. */
  start(): void {
    const { request, route, hop } = this.#context
    if (route.refusal) return this.fail(route.refusal)
    for (const gate of route.gates) {
      const stopped = gate(request, hop.clientAddress)
      if (stopped) return 'code' in stopped ? this.fail(stopped) : this.#answer(stopped)
    }
    this.#pool.acquire(this)
  }

  /** A piece of the request's body, as it came. */
  onRequestBody(bytes: Buffer): void {
    if (this.#ended) return
    this.#hold(bytes)
    if (this.#exchange === null) return this.#context.client.pause()
    this.#extendDeadline(this.#context.limits.bodyIdleMs)
    const written = this.#held === null ? () => release(bytes) : undefined
    if (!this.#exchange.write(bytes, written)) this.#context.client.pause()
  }

  onRequestEnd(): void {
    this.#requestDone = true
    this.#extendDeadline(this.#context.limits.firstByteMs)
  }

  /** The client has left. */
  onClientGone(): void {
    if (this.#ended) return
    this.#endWith(0)
    this.#dropExchange()
  }

  /** The client takes bytes again. */
  onClientDrain(): void {
    this.#clientBehind = false
    this.#extendDeadline(this.#upgraded ? Infinity : this.#context.limits.bodyIdleMs)
    this.#exchange?.resume()
  }

  onConnection(connection: BackEndConnection): void {
    const { request, route, hop, client, limits } = this.#context
    this.#tls = connection.tls
    this.#httpVersion = connection.http2 ? '2' : '1.1'
    this.#connectionReused = connection.callsServed > 0
    this.#extendDeadline(this.#requestDone ? limits.firstByteMs : limits.bodyIdleMs)
    this.#exchange = connection.exchange(this, request)
    // Before there was a connection, or another is asked for, everything is held.
    this.#exchange.begin(requestHead(request, route, hop), this.#held ?? [])
    if (!this.#requestDone) client.resume()
  }

  onNoConnection(cause: Failure): void {
    this.fail(cause)
  }

  onInterim(response: HttpResponse): void {
    const { request, route, client, hop } = this.#context
    const head = responseHead(response, route, this.#framing, hop.pseudonym)
    if (request.minor === 1) client.write(Buffer.from(head, 'latin1'))
  }

  onResponse(response: HttpResponse, bytes: Buffer, from: number): void {
    const { request, route, limits, hop } = this.#context
    if (response.status === 101 && request.upgrade === null) {
      return this.onUnreadable('It changed the protocol unasked.')
    }
    if (route.responseAnswer && response.status !== 101) {
      this.#dropExchange()
      return this.#answer(route.responseAnswer)
    }
    this.#response = response
    this.#held = null
    this.#framing = answerFraming(response, request)
    // An answer that came before the whole request leaves bytes behind that nobody will read.
    if (this.#closes()) this.#framing.close = true
    this.#extendDeadline(limits.bodyIdleMs)
    const head = responseHead(response, route, this.#framing, hop.pseudonym)
    if (response.status === 101) return this.#upgrade(head, bytes.subarray(from))
    this.#body = bodyReader(response.framing)
    this.#onBody(bytes, from, head)
  }

  onResponseBytes(bytes: Buffer): void {
    if (this.#upgraded) this.#toClient(bytes)
    else this.#onBody(bytes, 0)
  }

  onUnreadable(detail: string): void {
    this.fail(failure('BackEndProtocolError', detail))
  }

  onExchangeDrain(): void {
    this.#extendDeadline(this.#upgraded ? Infinity : this.#context.limits.bodyIdleMs)
    this.#context.client.resume()
  }

  onExchangeEnd(error: Error | null, untouched: boolean): void {
    this.#exchange = null
    if (this.#ended) return
    if (this.#upgraded) return this.#finish(true)
    if (this.#body !== null && this.#response?.framing.kind === 'until-close' && error === null) {
      return this.#finish(true)
    }
    if (this.#response === null && this.#mayRetry(untouched)) {
      this.#retried = true
      return this.#pool.acquire(this, true)
    }
    this.fail(this.#explained(this.#pool.failureOf(error)))
  }

  /** Nothing came in time. */
  onDeadline(): void {
    if (this.#clientBehind) {
      this.onClientGone()
      return this.#context.client.abort()
    }
    const { backEnd } = this.#pool
    const phase =
      this.#exchange === null ? 'no connection' : this.#response === null ? 'no answer' : 'no more bytes'
    if (!this.#requestDone && this.#exchange !== null) return this.fail(failure('RequestTimedOut'))
    this.fail(failure('BackEndTimedOut', `${backEnd.host}:${backEnd.port}: ${phase}`))
  }

  /** Ends the call with the gateway's own answer, or cuts the answer that has begun. */
  fail(cause: Failure): void {
    if (this.#ended) return
    const { client, request, route } = this.#context
    this.#error = cause
    const begun = this.#response !== null
    this.#endWith(begun ? (this.#response?.status ?? 0) : statusOf(cause.code))
    this.#dropExchange()
    if (begun) return client.abort()
    const close = this.#closes()
    client.write(failureAnswer(cause, route, close, request.method))
    client.onCallEnd(close)
  }

  /** Bytes after the upgrade, from the client. */
  onTunnelBytes(bytes: Buffer): void {
    if (this.#exchange && !this.#exchange.write(bytes)) this.#context.client.pause()
  }

  #onBody(read: Buffer, from: number, head = ''): void {
    // Only called with a body.
    const body = this.#body as BodyReader
    const pieces: Buffer[] = []
    let to: number
    try {
      to = body.read(read, from, this.#framing.dechunk ? (piece) => pieces.push(piece) : undefined)
    } catch (error) {
      return this.onUnreadable(error instanceof Error ? error.message : '')
    }
    const content = this.#framing.dechunk ? Buffer.concat(pieces) : read.subarray(from, to)
    this.#toClient(head === '' ? content : joined(head, content))
    if (body.done) return this.#finish(to === read.length)
    this.#extendDeadline(this.#context.limits.bodyIdleMs)
  }

  #toClient(bytes: Buffer): void {
    if (bytes.length === 0 || this.#context.client.write(bytes)) return
    this.#clientBehind = true
    this.#exchange?.pause()
  }

  #upgrade(head: string, rest: Buffer): void {
    this.#upgraded = true
    this.deadline = Infinity
    this.#toClient(joined(head, rest))
    this.#context.client.onUpgrade()
  }

  /** The answer is whole. `clean`: the connection holds nothing of another answer. */
  #finish(clean: boolean): void {
    const { client } = this.#context
    const exchange = this.#exchange
    this.#exchange = null
    this.#endWith(this.#response?.status ?? 0)
    exchange?.finish(this.#response, clean && this.#requestDone && !this.#upgraded)
    client.onCallEnd(this.#framing.close || this.#upgraded)
  }

  #answer(answer: OwnAnswer): void {
    const { client, request } = this.#context
    const close = this.#closes()
    this.#endWith(answer.status)
    client.write(ownAnswer(answer, close, request.method))
    client.onCallEnd(close)
  }

  /** Whether the connection ends after an answer that begins now. */
  #closes(): boolean {
    const { client, request } = this.#context
    return client.ending || !request.keepAlive || !this.#requestDone
  }

  /**
   * A connection that had served before may have been closed by the back end just as the request was sent. Then it
   * has not been looked at, and a request that is still whole and idempotent is sent again, once. So is any that the
   * back end says it has not looked at.
   */
  #mayRetry(untouched: boolean): boolean {
    if (this.#retried || !this.#requestIsWhole()) return false
    return untouched || (this.#connectionReused && idempotentMethods.has(this.#context.request.method))
  }

  /** Some servers (Node's, for one) refuse a certificate without an alert: they close after the handshake. */
  #explained(cause: Failure): Failure {
    const presented = this.#tls && this.#pool.presented
    if (cause.code !== 'BackEndClosedConnection' || this.#connectionReused || !presented) return cause
    return failure(
      cause.code,
      `${cause.detail}: after the handshake, in which it was shown ${presented.subject}`,
    )
  }

  #requestIsWhole(): boolean {
    return this.#requestDone && this.#held !== null
  }

  /** While no connection takes it the client is stopped, so that what comes then is little and must be kept. */
  #hold(bytes: Buffer): void {
    if (this.#held === null) return
    this.#heldBytes += bytes.length
    if (this.#exchange !== null && this.#heldBytes > maxHeldBytes) this.#held = null
    else this.#held.push(bytes)
  }

  #dropExchange(): void {
    this.#pool.forget(this)
    this.#exchange?.abandon()
    this.#exchange = null
  }

  #endWith(status: number): void {
    this.#ended = true
    this.deadline = Infinity
    this.#onEnd({
      status,
      responseBytes: this.#body?.contentBytes ?? 0,
      error: this.#error,
      tls: this.#tls,
      presented: this.#tls && this.#pool.presented,
      httpVersion: this.#httpVersion,
      connectionReused: this.#connectionReused,
    })
  }

  #extendDeadline(ms: number): void {
    this.deadline = Math.min(this.#lastMoment, performance.now() + ms)
  }
}

/**
 * Gives the memory of a piece back that nobody looks at any more: of long bodies the collector would let some 64 MiB
 * gather before it came for them. A piece that shares its memory, as in Node's pool for small ones, is left to it.
 */
const release = ({ buffer, byteLength }: Buffer): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** Head and first piece of the body in one buffer, so that they leave in one segment. */
const joined = (head: string, content: Buffer): Buffer => {
  const bytes = Buffer.allocUnsafe(head.length + content.length)
  bytes.write(head, 0, 'latin1')
  content.copy(bytes, head.length)
  return bytes
}
