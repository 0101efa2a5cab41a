/**
 * One call: a request on its way to the back end and the answer on its way back. Bodies pass piece by piece, and
 * whichever side is slower sets the pace.
 */
import type { BackEndConnection, ConnectionUser } from './back-end-connection.ts'
import type { ConnectionSeeker } from './back-end-pool.ts'
import type { CallContext, CallResult } from './call-context.ts'
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
import { readResponse, type HttpResponse } from './http1/response.ts'
import type { OwnAnswer } from './route.ts'

/** RFC 9110, 9.2.2: repeating them changes nothing. */
const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])
const endOfHead = Buffer.from('\r\n\r\n')

export class Call implements ConnectionUser, ConnectionSeeker {
  readonly #context: CallContext
  readonly #onEnd: (result: CallResult) => void
  #connection: BackEndConnection | null = null
  /** The request's body that waits for a connection. */
  #held: Buffer[] = []
  #requestDone: boolean
  #responseHead: Buffer | null = null
  #response: HttpResponse | null = null
  #body: BodyReader | null = null
  #framing: AnswerFraming = { dechunk: false, close: false }
  /** The client has not yet taken what was written last. */
  #clientBehind = false
  #upgraded = false
  #tls: BackEndConnection['tls'] = null
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
    this.#requestDone = context.request.framing.kind === 'none'
    const { totalMs, connectMs, firstByteMs } = context.limits
    this.#lastMoment = totalMs === 0 ? Infinity : performance.now() + totalMs
    this.deadline = Math.min(this.#lastMoment, performance.now() + connectMs + firstByteMs)
  }

  /** Begins: the policy's gates first, then the back end. */
  start(): void {
    const { request, route, pool, hop } = this.#context
    if (route.refusal) return this.fail(route.refusal)
    for (const gate of route.gates) {
      const stopped = gate(request, hop.clientAddress)
      if (stopped) return 'code' in stopped ? this.fail(stopped) : this.#answer(stopped)
    }
    pool.acquire(this)
  }

  /** A piece of the request's body, as it came. */
  onRequestBody(bytes: Buffer): void {
    if (this.#ended) return
    if (this.#connection === null) {
      this.#held.push(bytes)
      this.#context.client.pause()
      return
    }
    this.#extendDeadline(this.#context.limits.bodyIdleMs)
    if (!this.#connection.socket.write(bytes)) this.#context.client.pause()
  }

  onRequestEnd(): void {
    this.#requestDone = true
    this.#extendDeadline(this.#context.limits.firstByteMs)
  }

  /** The client has left. */
  onClientGone(): void {
    if (this.#ended) return
    this.#endWith(0)
    this.#dropConnection()
  }

  /** The client takes bytes again. */
  onClientDrain(): void {
    this.#clientBehind = false
    this.#extendDeadline(this.#upgraded ? Infinity : this.#context.limits.bodyIdleMs)
    this.#connection?.socket.resume()
  }

  onConnection(connection: BackEndConnection): void {
    const { request, route, hop, client } = this.#context
    this.#connection = connection
    this.#tls = connection.tls
    this.#connectionReused = connection.callsServed > 0
    connection.use(this)
    this.#extendDeadline(this.#context.limits.firstByteMs)
    const { socket } = connection
    const head = requestHead(request, route, hop)
    if (this.#held.length === 0) {
      socket.write(head, 'latin1')
    } else {
      socket.write(Buffer.concat([Buffer.from(head, 'latin1'), ...this.#held]))
      // Kept until the answer begins, in case the connection turns out to be dead.
      if (!this.#requestDone) this.#held = []
    }
    if (!this.#requestDone) client.resume()
  }

  onNoConnection(cause: Failure): void {
    this.fail(cause)
  }

  onBackEndBytes(bytes: Buffer): void {
    if (this.#upgraded) return this.#toClient(bytes)
    if (this.#body !== null) return this.#onBody(bytes, 0)
    const read = this.#responseHead === null ? bytes : Buffer.concat([this.#responseHead, bytes])
    this.#responseHead = null
    this.#onHead(read)
  }

  onBackEndDrain(): void {
    this.#extendDeadline(this.#upgraded ? Infinity : this.#context.limits.bodyIdleMs)
    this.#context.client.resume()
  }

  onBackEndEnd(error: Error | null): void {
    const connection = this.#connection
    this.#connection = null
    if (this.#ended) return
    if (this.#upgraded) return this.#finish(true)
    if (this.#body !== null && this.#response?.framing.kind === 'until-close' && error === null) {
      return this.#finish(true)
    }
    if (this.#response === null && this.#mayRetry()) {
      this.#retried = true
      connection?.destroy()
      return this.#context.pool.acquire(this, true)
    }
    this.#connection = connection
    this.fail(this.#explained(this.#context.pool.failureOf(error)))
  }

  /** Nothing came in time. */
  onDeadline(): void {
    if (this.#clientBehind) {
      this.onClientGone()
      return this.#context.client.abort()
    }
    const { backEnd } = this.#context.pool
    const phase =
      this.#connection === null ? 'no connection' : this.#response === null ? 'no answer' : 'no more bytes'
    if (!this.#requestDone && this.#connection !== null) return this.fail(failure('RequestTimedOut'))
    this.fail(failure('BackEndTimedOut', `${backEnd.host}:${backEnd.port}: ${phase}`))
  }

  /** Ends the call with the gateway's own answer, or cuts the answer that has begun. */
  fail(cause: Failure): void {
    if (this.#ended) return
    const { client, request, route } = this.#context
    this.#error = cause
    const begun = this.#response !== null
    this.#endWith(begun ? (this.#response?.status ?? 0) : statusOf(cause.code))
    this.#dropConnection()
    if (begun) return client.abort()
    const close = !request.keepAlive || !this.#requestDone
    client.write(failureAnswer(cause, route, close, request.method))
    client.onCallEnd(close)
  }

  /** Bytes after the upgrade, from the client. */
  onTunnelBytes(bytes: Buffer): void {
    if (this.#connection && !this.#connection.socket.write(bytes)) this.#context.client.pause()
  }

  #onHead(read: Buffer): void {
    const { request, limits, client, hop, route } = this.#context
    const end = read.indexOf(endOfHead)
    if (end < 0 || end > limits.headBytes) {
      if (read.length > limits.headBytes)
        return this.fail(failure('BackEndProtocolError', 'The head is too large.'))
      this.#responseHead = read
      return
    }
    let response: HttpResponse
    try {
      response = readResponse(read.toString('latin1', 0, end + 4), request.method)
    } catch (error) {
      return this.fail(failure('BackEndProtocolError', error instanceof Error ? error.message : ''))
    }
    if (response.status === 101 && request.upgrade === null) {
      return this.fail(failure('BackEndProtocolError', 'It changed the protocol unasked.'))
    }
    if (response.status < 200 && response.status !== 101) {
      const interim = responseHead(response, route, this.#framing, hop.pseudonym)
      if (request.minor === 1) client.write(Buffer.from(interim, 'latin1'))
      if (end + 4 < read.length) this.#onHead(read.subarray(end + 4))
      return
    }
    if (route.responseAnswer && response.status !== 101) {
      this.#dropConnection()
      return this.#answer(route.responseAnswer)
    }
    this.#response = response
    this.#held = []
    this.#framing = answerFraming(response, request)
    // An answer that came before the whole request leaves bytes behind that nobody will read.
    if (!this.#requestDone) this.#framing.close = true
    this.#extendDeadline(limits.bodyIdleMs)
    const head = responseHead(response, route, this.#framing, hop.pseudonym)
    if (response.status === 101) return this.#upgrade(head, read.subarray(end + 4))
    this.#body = bodyReader(response.framing)
    this.#onBody(read, end + 4, head)
  }

  #onBody(read: Buffer, from: number, head = ''): void {
    // Only called with a body.
    const body = this.#body as BodyReader
    const pieces: Buffer[] = []
    let to: number
    try {
      to = body.read(read, from, this.#framing.dechunk ? (piece) => pieces.push(piece) : undefined)
    } catch (error) {
      return this.fail(failure('BackEndProtocolError', error instanceof Error ? error.message : ''))
    }
    const content = this.#framing.dechunk ? Buffer.concat(pieces) : read.subarray(from, to)
    this.#toClient(head === '' ? content : joined(head, content))
    if (body.done) return this.#finish(to === read.length)
    this.#extendDeadline(this.#context.limits.bodyIdleMs)
  }

  #toClient(bytes: Buffer): void {
    if (bytes.length === 0 || this.#context.client.write(bytes)) return
    this.#clientBehind = true
    this.#connection?.socket.pause()
  }

  #upgrade(head: string, rest: Buffer): void {
    this.#upgraded = true
    this.deadline = Infinity
    this.#toClient(joined(head, rest))
    this.#context.client.onUpgrade()
  }

  /** The answer is whole. `clean`: the connection holds nothing of another answer. */
  #finish(clean: boolean): void {
    const { client, pool } = this.#context
    const connection = this.#connection
    const response = this.#response
    this.#endWith(response?.status ?? 0)
    this.#connection = null
    if (connection) {
      connection.socket.resume()
      if (clean && this.#requestDone && response?.keepAlive && !this.#upgraded) {
        pool.release(connection, response.keepAliveSeconds)
      } else {
        connection.destroy()
      }
    }
    client.onCallEnd(this.#framing.close || this.#upgraded)
  }

  #answer(answer: OwnAnswer): void {
    const { client, request } = this.#context
    const close = !request.keepAlive || !this.#requestDone
    this.#endWith(answer.status)
    client.write(ownAnswer(answer, close, request.method))
    client.onCallEnd(close)
  }

  /**
   * A connection that had served before may have been closed by the back end just as the request was sent. Then it
   * has not been looked at, and a request that is still whole and idempotent is sent again, once.
   */
  #mayRetry(): boolean {
    const { method } = this.#context.request
    return this.#connectionReused && !this.#retried && this.#requestIsWhole() && idempotentMethods.has(method)
  }

  /** Some servers (Node's, for one) refuse a certificate without an alert: they close after the handshake. */
  #explained(cause: Failure): Failure {
    const presented = this.#tls && this.#context.pool.presented
    if (cause.code !== 'BackEndClosedConnection' || this.#connectionReused || !presented) return cause
    return failure(
      cause.code,
      `${cause.detail}: after the handshake, in which it was shown ${presented.subject}`,
    )
  }

  #requestIsWhole(): boolean {
    return this.#requestDone && (this.#context.request.framing.kind === 'none' || this.#held.length > 0)
  }

  #dropConnection(): void {
    this.#context.pool.forget(this)
    this.#connection?.destroy()
    this.#connection = null
  }

  #endWith(status: number): void {
    this.#ended = true
    this.deadline = Infinity
    this.#onEnd({
      status,
      responseBytes: this.#body?.contentBytes ?? 0,
      error: this.#error,
      tls: this.#tls,
      presented: this.#tls && this.#context.pool.presented,
      connectionReused: this.#connectionReused,
    })
  }

  #extendDeadline(ms: number): void {
    this.deadline = Math.min(this.#lastMoment, performance.now() + ms)
  }
}

/** Head and first piece of the body in one buffer, so that they leave in one segment. */
const joined = (head: string, content: Buffer): Buffer => {
  const bytes = Buffer.allocUnsafe(head.length + content.length)
  bytes.write(head, 0, 'latin1')
  content.copy(bytes, head.length)
  return bytes
}
