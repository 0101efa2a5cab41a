/** HTTP/2 on a connection to a back end: carries many calls at one time, each on a stream of its own. */
import { connect, type ClientHttp2Session } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import type { ExchangeUser } from '../exchange.ts'
import type { HttpRequest } from '../http1/request.ts'
import { Http2Exchange } from './exchange.ts'

export interface Http2ConnectionEvents {
  /** The back end has said how many streams it takes, and by that accepted the handshake. */
  onReady(): void
  /** A call has ended. */
  onRoom(): void
  onHttp1Required(): void
}

export interface Http2Limits {
  /** Octets of a head. */
  headBytes: number
  /** For one call only, as long as others have none. */
  single: boolean
}

/** What a stream may have under way: fills a path of 1 Gbit/s and 8 ms, and bounds what a slow client holds. */
const streamWindow = 1024 * 1024
/** All streams together; a slow client's share is given back as it arrives, so that it holds up no other. */
const connectionWindow = 16 * streamWindow
/** In MiB: room for the windows of the streams that most servers allow (100 or 128). */
const sessionMemory = 256
/** How long a back end that left a call unanswered may take to say that it is still there. */
const probeMs = 5_000

export class Http2Connection {
  readonly #session: ClientHttp2Session
  readonly #events: Http2ConnectionEvents
  readonly #single: boolean
  /** The last stream that the back end will look at, once it has said so (GOAWAY). */
  #lastStream = Infinity
  #streams = 0
  #used = false
  #probing: NodeJS.Timeout | null = null

  /** @param socket has shaken hands and agreed on `h2`; what it read already is handed on */
  constructor(socket: TLSSocket, limits: Http2Limits, events: Http2ConnectionEvents) {
    this.#events = events
    this.#single = limits.single
    this.#session = connect('https://back-end.invalid', {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: streamWindow, maxHeaderListSize: limits.headBytes },
      maxHeaderListPairs: maxFields,
      maxSessionMemory: sessionMemory,
    })
    this.#session.setLocalWindowSize(connectionWindow)
    this.#session.once('remoteSettings', () => events.onReady())
    this.#session.on('goaway', (_code: number, lastStream: number) => (this.#lastStream = lastStream))
    // The socket tells of it, too, and with the cause.
    this.#session.on('error', () => undefined)
    this.#session.on('close', () => {
      if (this.#probing) clearTimeout(this.#probing)
      socket.destroy()
    })
  }

  /** How many calls it takes at one time. */
  get capacity(): number {
    if (this.#single) return 1
    return Math.min(this.#session.remoteSettings.maxConcurrentStreams ?? Infinity, maxStreams)
  }

  get hasRoom(): boolean {
    const { closed, destroyed } = this.#session
    if (closed || destroyed || this.#lastStream !== Infinity) return false
    return this.#streams < this.capacity && !(this.#single && this.#used)
  }

  get idle(): boolean {
    return this.#streams === 0
  }

  exchange(user: ExchangeUser, request: HttpRequest): Http2Exchange {
    this.#streams++
    this.#used = true
    return new Http2Exchange(this.#session, user, request, {
      onClose: () => {
        this.#streams--
        if (this.#single) this.close()
        this.#events.onRoom()
      },
      onUnanswered: () => this.#probe(),
      leftOut: (id) => id > this.#lastStream,
      onHttp1Required: () => this.#events.onHttp1Required(),
    })
  }

  /** Takes no more calls, and ends when those under way have. */
  close(): void {
    this.#session.close()
  }

  /** A connection that was lost without a word would take call after call. */
  #probe(): void {
    if (this.#probing || this.#session.closed || this.#session.destroyed) return
    this.#probing = setTimeout(() => this.#session.destroy(), probeMs)
    this.#session.ping(() => {
      if (this.#probing) clearTimeout(this.#probing)
      this.#probing = null
    })
  }
}

/** Header fields of an answer; Node's default of 128 is less than the head's size allows. */
const maxFields = 1000
/** Where a back end names no limit. RFC 9113, 6.5.2, recommends that it be no less than 100. */
const maxStreams = 1000
