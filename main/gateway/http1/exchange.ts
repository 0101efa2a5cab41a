/** One call over a connection of HTTP/1.1, which is its own until the answer is whole. */
import type { BackEndConnection } from '../back-end-connection.ts'
import type { Exchange, ExchangeUser } from '../exchange.ts'
import { readResponse, type HttpResponse } from './response.ts'

const endOfHead = Buffer.from('\r\n\r\n')

export class Http1Exchange implements Exchange {
  readonly #connection: BackEndConnection
  readonly #user: ExchangeUser
  readonly #method: string
  readonly #headBytes: number
  /** What has come of a head that is not whole. */
  #partOfHead: Buffer | null = null
  #answered = false

  constructor(connection: BackEndConnection, user: ExchangeUser, method: string, headBytes: number) {
    this.#connection = connection
    this.#user = user
    this.#method = method
    this.#headBytes = headBytes
  }

  begin(head: string, body: readonly Buffer[]): void {
    const { socket } = this.#connection
    if (body.length === 0) socket.write(head, 'latin1')
    else socket.write(Buffer.concat([Buffer.from(head, 'latin1'), ...body]))
  }

  write(bytes: Buffer, written?: () => void): boolean {
    return this.#connection.socket.write(bytes, written)
  }

  pause(): void {
    this.#connection.socket.pause()
  }

  resume(): void {
    this.#connection.socket.resume()
  }

  finish(response: HttpResponse | null, reusable: boolean): void {
    if (!reusable || !response?.keepAlive) return this.#connection.destroy()
    this.#connection.socket.resume()
    this.#connection.free(response.keepAliveSeconds)
  }

  abandon(): void {
    this.#connection.destroy()
  }

  /** `bytes` are overwritten by what comes next. */
  onBytes(bytes: Buffer): void {
    if (this.#answered) return this.#user.onResponseBytes(Buffer.from(bytes))
    const read = this.#partOfHead === null ? bytes : Buffer.concat([this.#partOfHead, bytes])
    this.#partOfHead = null
    this.#readHead(read, 0)
  }

  onDrain(): void {
    this.#user.onExchangeDrain()
  }

  onEnd(error: Error | null): void {
    this.#user.onExchangeEnd(error, false)
  }

  #readHead(read: Buffer, from: number): void {
    const end = read.indexOf(endOfHead, from)
    if (end < 0 || end - from > this.#headBytes) {
      if (read.length - from > this.#headBytes) return this.#user.onUnreadable('The head is too large.')
      this.#partOfHead = Buffer.from(read.subarray(from))
      return
    }
    let response: HttpResponse
    try {
      response = readResponse(read.toString('latin1', from, end + 4), this.#method)
    } catch (error) {
      return this.#user.onUnreadable(error instanceof Error ? error.message : '')
    }
    if (response.status < 200 && response.status !== 101) {
      this.#user.onInterim(response)
      if (end + 4 < read.length) this.#readHead(read, end + 4)
      return
    }
    this.#answered = true
    this.#user.onResponse(response, read, end + 4)
  }
}
