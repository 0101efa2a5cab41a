/** One call over a stream of HTTP/2. */
import { constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import type { Exchange, ExchangeUser } from '../exchange.ts'
import { bodyReader, type BodyReader } from '../http1/body.ts'
import { readHead } from '../http1/message-head.ts'
import type { HttpRequest } from '../http1/request.ts'
import type { HttpResponse } from '../http1/response.ts'
import { fieldsOf, requestHeaders, responseOf } from './heads.ts'

const { NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants

export interface Http2ExchangeEvents {
  /** Exactly once; the stream's place is free. */
  onClose(): void
  /** It was given up before the back end had answered anything. */
  onUnanswered(): void
  /** Whether the back end said of the stream with this id, when it ended the connection, that it had not looked at it. */
  leftOut(streamId: number): boolean
  /** The back end will serve this request over HTTP/1.1 only (RFC 9113, 7). */
  onHttp1Required(): void
}

export class Http2Exchange implements Exchange {
  readonly #session: ClientHttp2Session
  readonly #user: ExchangeUser
  readonly #request: HttpRequest
  readonly #events: Http2ExchangeEvents
  /** Takes the chunks off a request's body. */
  readonly #requestBody: BodyReader
  #stream: ClientHttp2Stream | null = null
  #response: HttpResponse | null = null
  #trailers = ''
  #error: Error | null = null
  /** Nothing more is told to the user. */
  #over = false

  constructor(
    session: ClientHttp2Session,
    user: ExchangeUser,
    request: HttpRequest,
    events: Http2ExchangeEvents,
  ) {
    this.#session = session
    this.#user = user
    this.#request = request
    this.#events = events
    this.#requestBody = bodyReader(request.framing)
  }

  begin(head: string, body: readonly Buffer[]): void {
    const chunked = this.#request.framing.kind === 'chunked'
    let stream: ClientHttp2Stream
    try {
      stream = this.#session.request(requestHeaders(head), {
        endStream: this.#requestBody.done,
        waitForTrailers: chunked,
      })
    } catch (error) {
      this.#over = true
      this.#events.onClose()
      return this.#user.onUnreadable(error instanceof Error ? error.message : '')
    }
    this.#stream = stream
    stream.on('continue', () => this.#onInterim(100, []))
    stream.on('headers', (headers, _flags, raw: string[]) => this.#onInterim(headers[':status'] ?? 0, raw))
    stream.on('response', (headers, flags, raw: string[]) =>
      this.#onResponse(headers[':status'] ?? 0, flags, raw),
    )
    stream.on('trailers', (_trailers, _flags, raw: string[]) => {
      for (const { line } of fieldsOf(raw)) this.#trailers += line
    })
    stream.on('wantTrailers', () => this.#sendTrailers(stream))
    stream.on('drain', () => this.#tell((user) => user.onExchangeDrain()))
    stream.on('error', (error: Error) => (this.#error = error))
    stream.on('close', () => this.#onClose(stream))
    for (const piece of body) this.write(piece)
  }

  write(bytes: Buffer): boolean {
    const stream = this.#stream
    if (stream === null || stream.destroyed || stream.closed) return true
    let ready = true
    this.#requestBody.read(bytes, 0, (content) => (ready = stream.write(content)))
    if (this.#requestBody.done) stream.end()
    return ready
  }

  pause(): void {
    this.#stream?.pause()
  }

  resume(): void {
    this.#stream?.resume()
  }

  finish(_response: HttpResponse | null, reusable: boolean): void {
    this.#over = true
    if (!reusable) this.#stream?.close(NGHTTP2_CANCEL)
    // The end of the stream is met only by reading on.
    this.#stream?.resume()
  }

  abandon(): void {
    this.#over = true
    if (this.#response === null) this.#events.onUnanswered()
    this.#stream?.close(NGHTTP2_CANCEL)
    this.#stream?.resume()
  }

  #tell(news: (user: ExchangeUser) => void): void {
    if (!this.#over) news(this.#user)
  }

  #onInterim(status: number, raw: readonly string[]): void {
    const response = responseOf(status, raw, this.#request.method, false)
    this.#tell((user) => user.onInterim(response))
  }

  #onResponse(status: number, flags: number, raw: readonly string[]): void {
    const stream = this.#stream
    if (stream === null || this.#over) return
    const whole = (flags & NGHTTP2_FLAG_END_STREAM) !== 0
    let response: HttpResponse
    try {
      response = responseOf(status, raw, this.#request.method, whole)
    } catch (error) {
      return this.#user.onUnreadable(error instanceof Error ? error.message : '')
    }
    this.#response = response
    const { framing } = response
    const chunked = framing.kind === 'chunked'
    this.#user.onResponse(response, nothing, 0)
    if (framing.kind === 'none') {
      stream.resume()
      return
    }
    stream.on('data', (bytes: Buffer) => {
      this.#tell((user) => user.onResponseBytes(chunked ? chunkOf(bytes) : bytes))
    })
    stream.on('end', () => {
      // Node ends the reading side of a stream that was reset, too. Only NO_ERROR follows a whole body (RFC 9113, 8.1).
      if (!chunked || stream.rstCode !== NGHTTP2_NO_ERROR || stream.aborted) return
      const end = Buffer.from(`0\r\n${this.#trailers}\r\n`, 'latin1')
      this.#tell((user) => user.onResponseBytes(end))
    })
  }

  #sendTrailers(stream: ClientHttp2Stream): void {
    const lines = this.#requestBody.trailers
    const fields = lines === '' ? [] : readHead(`\r\n${lines}\r\n`).fields
    stream.sendTrailers(Object.fromEntries(fields.map(({ name, value }) => [name, value])))
  }

  #onClose({ id, rstCode }: ClientHttp2Stream): void {
    this.#events.onClose()
    if (rstCode === constants.NGHTTP2_HTTP_1_1_REQUIRED) this.#events.onHttp1Required()
    const untouched =
      rstCode === NGHTTP2_REFUSED_STREAM ||
      rstCode === constants.NGHTTP2_HTTP_1_1_REQUIRED ||
      // A stream without an id was never sent.
      id === undefined ||
      this.#events.leftOut(id)
    this.#tell((user) => {
      this.#over = true
      user.onExchangeEnd(this.#error, untouched)
    })
  }
}

const nothing: Buffer = Buffer.alloc(0)

const chunkOf = (content: Buffer): Buffer => {
  const size = `${content.length.toString(16)}\r\n`
  const chunk = Buffer.allocUnsafe(size.length + content.length + 2)
  chunk.write(size, 0, 'latin1')
  content.copy(chunk, size.length)
  chunk.write('\r\n', size.length + content.length, 'latin1')
  return chunk
}
