/**
 * One client's connection: reads its requests one after another, strictly, and hands each to a call. What is not
 * valid HTTP is answered once and the connection ends.
 */
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { CallClient } from './call-context.ts'
import type { Call } from './call.ts'
import type { HostCheck } from './own-host.ts'
import { failure, type Failure } from './failure.ts'
import { clientAddress } from './listen-address.ts'
import { handshakeRecord } from './client-tls.ts'
import { failureAnswer } from './forwarding.ts'
import { bodyReader, type BodyReader } from './http1/body.ts'
import { MalformedMessage } from './http1/message-head.ts'
import { UnsupportedVersion, readRequest, type HttpRequest } from './http1/request.ts'
import type { Limits } from './limits.ts'

export interface ClientConnectionOptions {
  limits: Limits
  /** Whether a call was meant for this gateway. */
  isOwnHost: HostCheck
  /** Makes the call for a request; the connection starts it. */
  callFor(request: HttpRequest, body: BodyReader, client: ClientConnection): Call
  /** A request was refused before it became a call. */
  onRefused(cause: Failure): void
  /** The gateway takes no more requests here. */
  stopping(): boolean
  /** Nor does it soon: the next answer to be begun says so. */
  ending(): boolean
}

const endOfHead = Buffer.from('\r\n\r\n')
/** How long a client may go on sending after its connection was closed for writing, so that it reads our answer. */
const lingerMs = 1000

export class ClientConnection implements CallClient {
  readonly address: string
  readonly scheme: 'http' | 'https'
  readonly #transport: Socket
  /** What is said and heard; the transport itself where TLS is not spoken. */
  readonly #socket: Socket
  readonly #options: ClientConnectionOptions
  /** Bytes that have come and are not looked at yet. */
  #unread: Buffer | null = null
  #call: Call | null = null
  #body: BodyReader | null = null
  #upgraded = false
  #closing = false
  #reading = false
  /** When the connection itself is given up, by the monotonic clock; calls have their own. */
  #deadline: number

  /** @param secured TLS over the transport, which may still be shaking hands */
  constructor(transport: Socket, secured: TLSSocket | null, options: ClientConnectionOptions) {
    const socket = secured ?? transport
    this.#transport = transport
    this.#socket = socket
    this.#options = options
    this.scheme = secured === null ? 'http' : 'https'
    this.address = clientAddress(transport.remoteAddress ?? '')
    this.#deadline = performance.now() + options.limits.clientHeadMs
    socket.on('data', (bytes: Buffer) => this.#onBytes(bytes))
    socket.on('drain', () => this.#call?.onClientDrain())
    // A client that stops sending has left, as nginx understands it too.
    socket.on('end', () => this.#onGone())
    socket.on('error', () => this.#onGone())
    socket.on('close', () => this.#onGone())
  }

  get ending(): boolean {
    return this.#options.ending()
  }

  write(bytes: Buffer): boolean {
    return this.#socket.write(bytes)
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
    if (this.#unread !== null) this.#read()
  }

  onCallEnd(close: boolean): void {
    this.#call = null
    this.#body = null
    if (close || this.#options.stopping()) return this.#close()
    this.#deadline = performance.now() + this.#options.limits.clientIdleMs
    this.resume()
  }

  abort(): void {
    this.#call = null
    this.#closing = true
    // RST rather than FIN where the length is not known, so that a cut answer is not taken for a whole one.
    this.#transport.resetAndDestroy()
  }

  onUpgrade(): void {
    this.#upgraded = true
    this.resume()
  }

  /** Ends what takes too long. */
  sweep(now: number): void {
    if (this.#call) {
      if (this.#call.deadline <= now) this.#call.onDeadline()
    } else if (this.#deadline <= now) {
      if (this.#unread !== null && !this.#closing) this.refuse(failure('RequestTimedOut'))
      else this.#socket.destroy()
    }
  }

  /** Ends the connection at once if no call is under way, else after it. */
  stop(): void {
    if (this.#call === null) this.#socket.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #onBytes(bytes: Buffer): void {
    if (this.#closing) return
    if (this.#upgraded) return this.#call?.onTunnelBytes(bytes)
    if (this.#call === null && this.#unread === null) {
      // The time for a head runs from its first byte.
      this.#deadline = performance.now() + this.#options.limits.clientHeadMs
    }
    this.#unread = this.#unread === null ? bytes : Buffer.concat([this.#unread, bytes])
    this.#read()
  }

  /** Looks at what has come, as far as it is this request's; what follows waits for the answer. */
  #read(): void {
    if (this.#reading) return
    this.#reading = true
    try {
      while (this.#unread !== null && !this.#closing && this.#step(this.#unread)) {
        // Each step takes something off the unread bytes.
      }
    } finally {
      this.#reading = false
    }
  }

  /** Answers false when there is nothing more to do with what is there. */
  #step(bytes: Buffer): boolean {
    if (this.#upgraded) {
      this.#unread = null
      this.#call?.onTunnelBytes(bytes)
      return false
    }
    if (this.#call === null) return this.#readHead(bytes)
    if (this.#body !== null && !this.#body.done) return this.#readBody(bytes, this.#call, this.#body)
    // The next request, early: it waits, and so does the client.
    this.#socket.pause()
    return false
  }

  #readHead(bytes: Buffer): boolean {
    // RFC 9112, 2.2: an empty line before the request line is passed over.
    const from = bytes[0] === 13 && bytes[1] === 10 ? 2 : 0
    const end = bytes.indexOf(endOfHead, from)
    const { headBytes } = this.#options.limits
    if (end < 0 || end - from > headBytes) {
      if (bytes[0] === handshakeRecord) this.refuse(failure('MalformedRequest', 'TLS, where HTTP is spoken.'))
      else if (bytes.length > headBytes)
        this.refuse(failure('RequestHeaderTooLarge', `more than ${headBytes} bytes`))
      else if (bytes.includes(bareLineFeeds))
        this.refuse(failure('MalformedRequest', 'A line does not end in CRLF.'))
      return false
    }
    let request: HttpRequest
    try {
      request = readRequest(bytes.toString('latin1', from, end + 4))
    } catch (error) {
      this.refuse(refusalOf(error))
      return false
    }
    if (!this.#options.isOwnHost(request.host)) {
      this.refuse(failure('HostNotAllowed', request.host))
      return false
    }
    this.#unread = end + 4 === bytes.length ? null : bytes.subarray(end + 4)
    this.#body = bodyReader(request.framing)
    this.#call = this.#options.callFor(request, this.#body, this)
    this.#call.start()
    return true
  }

  #readBody(bytes: Buffer, call: Call, body: BodyReader): boolean {
    let to: number
    try {
      to = body.read(bytes, 0)
    } catch (error) {
      call.fail(refusalOf(error))
      return false
    }
    this.#unread = to === bytes.length ? null : bytes.subarray(to)
    const { requestBodyBytes } = this.#options.limits
    if (requestBodyBytes > 0 && body.contentBytes > requestBodyBytes) {
      call.fail(failure('RequestBodyTooLarge', `more than ${requestBodyBytes} bytes`))
      return false
    }
    call.onRequestBody(to === bytes.length ? bytes : bytes.subarray(0, to))
    if (body.done) call.onRequestEnd()
    return true
  }

  /** Answers that this is not a call, and ends the connection. */
  refuse(cause: Failure): void {
    this.#options.onRefused(cause)
    this.write(failureAnswer(cause, null, true, 'GET'))
    this.#close()
  }

  /** Says that nothing more comes, and lets the client read it before the connection is torn down. */
  #close(): void {
    this.#closing = true
    this.#unread = null
    this.#deadline = performance.now() + lingerMs
    this.#socket.end()
    this.#socket.resume()
  }

  #onGone(): void {
    const call = this.#call
    this.#call = null
    call?.onClientGone()
    if (!this.#closing) this.#socket.destroy()
    this.#closing = true
  }
}

const bareLineFeeds = Buffer.from('\n\n')

const refusalOf = (error: unknown): Failure => {
  if (error instanceof UnsupportedVersion) return failure('HttpVersionNotSupported', error.message)
  if (error instanceof MalformedMessage) return failure('MalformedRequest', error.message)
  throw error
}
