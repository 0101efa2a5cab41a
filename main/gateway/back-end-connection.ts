/**
 * One connection to a back end: plain or TLS, and with HTTP/1.1 used by one call at a time, or with HTTP/2 by many. Which
 * of the two the back end chooses in the handshake (ALPN).
 */
import { connect as connectTcp, type OnReadOpts, type Socket, type TcpNetConnectOpts } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { GatewayCall } from '../../preload/contract/gateway.ts'
import type { Exchange, ExchangeUser } from './exchange.ts'
import { whenAccepted } from './handshake/acceptance.ts'
import { RecordedHandshake } from './handshake/recorded-handshake.ts'
import { Http1Exchange } from './http1/exchange.ts'
import type { HttpRequest } from './http1/request.ts'
import { Http2Connection } from './http2/connection.ts'
import { verificationFailure, verificationOptions, type ServerVerification } from './server-verification.ts'

export interface ConnectionOptions {
  host: string
  port: number
  /** Octets of an answer's head. */
  headBytes: number
  /** Null for plain HTTP. */
  tls: {
    context: SecureContext
    verification: ServerVerification
    session: Buffer | null
    /** Looks at the handshake, to learn whether the server asks for a certificate. Such a connection is slower. */
    recorded: boolean
    /** Offers HTTP/2. */
    http2: boolean
  } | null
}

export interface ConnectionEvents {
  onOpen(connection: BackEndConnection): void
  /** Exactly once, whether or not it had opened. */
  onClose(connection: BackEndConnection, error: Error | null): void
  onSession(session: Buffer): void
  /** A call over HTTP/1.1 is done with it. `keepAliveSeconds`: as the back end announced it. */
  onFree(connection: BackEndConnection, keepAliveSeconds: number | null): void
  /** A call over HTTP/2 is done with its stream. */
  onRoom(connection: BackEndConnection): void
  /** The back end chose HTTP/2 and then asked for HTTP/1.1. */
  onHttp1Required(): void
}

export class BackEndConnection {
  readonly socket: Socket
  /** Null for plain HTTP, and until the handshake is over. */
  tls: GatewayCall['tls'] = null
  /** Of a connection whose handshake was looked at; null else. */
  readonly recorded: RecordedHandshake | null = null
  /** How many calls began on it. */
  callsServed = 0
  /** When the pool should stop offering it, by the monotonic clock in ms. */
  idleUntil = Infinity
  /** Null for HTTP/1.1. */
  http2: Http2Connection | null = null
  readonly #headBytes: number
  readonly #events: ConnectionEvents
  /** The call that has it, over HTTP/1.1. */
  #exchange: Http1Exchange | null = null
  #error: Error | null = null

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    const { tls } = options
    const onread = readInto(sharedBuffer, (bytes) => this.#onBytes(bytes))
    this.#headBytes = options.headBytes
    this.#events = events
    if (tls === null) {
      this.socket = openTcp({ ...options, onread }).on('connect', () => events.onOpen(this))
    } else {
      this.recorded = tls.recorded ? new RecordedHandshake(openTcp(options)) : null
      const socket = openTls(options, tls, this.recorded, onread)
      socket.on('session', (session: Buffer) => events.onSession(session))
      this.socket = socket.on('secureConnect', () => {
        const refused = verificationFailure(socket, tls.verification, options.host)
        if (refused) {
          socket.destroy(refused)
          return
        }
        this.tls = factsOf(socket)
        if (socket.alpnProtocol === 'h2') this.#beginHttp2(socket)
        else this.#beginHttp1(socket)
      })
    }
    this.socket.on('drain', () => this.#exchange?.onDrain())
    this.socket.on('end', () => this.#ended(null))
    this.socket.on('error', (error) => {
      this.#error = error
      this.#ended(error)
    })
    this.socket.on('close', () => {
      this.#ended(this.#error)
      events.onClose(this, this.#error)
    })
  }

  /** Begins a call on it. */
  exchange(user: ExchangeUser, request: HttpRequest): Exchange {
    this.callsServed++
    if (this.http2) return this.http2.exchange(user, request)
    this.#exchange = new Http1Exchange(this, user, request.method, this.#headBytes)
    return this.#exchange
  }

  /** The call over HTTP/1.1 is done with it. */
  free(keepAliveSeconds: number | null): void {
    this.#exchange = null
    this.#events.onFree(this, keepAliveSeconds)
  }

  /** Ends it once no call uses it any more. */
  retire(): void {
    if (this.http2) this.http2.close()
    else if (this.#exchange === null) this.destroy()
  }

  destroy(): void {
    this.#exchange = null
    this.socket.destroy()
  }

  #beginHttp1(socket: TLSSocket): void {
    // Over another stream, as it is when the handshake is looked at, Node has no `onread`.
    if (this.recorded) socket.on('data', (bytes: Buffer) => this.#onBytes(bytes))
    if (this.recorded?.flight().asksForCertificate) whenAccepted(socket, () => this.#events.onOpen(this))
    else this.#events.onOpen(this)
  }

  /** `bytes` are overwritten by what comes next. */
  #onBytes(bytes: Buffer): void {
    if (this.#exchange) this.#exchange.onBytes(bytes)
    // Bytes that nobody asked for: the next call must not take them for its answer.
    else this.socket.destroy()
  }

  #beginHttp2(socket: TLSSocket): void {
    this.http2 = new Http2Connection(
      socket,
      { headBytes: this.#headBytes, single: this.recorded !== null },
      {
        onReady: () => this.#events.onOpen(this),
        onRoom: () => this.#events.onRoom(this),
        onHttp1Required: () => this.#events.onHttp1Required(),
      },
    )
  }

  #ended(error: Error | null): void {
    const exchange = this.#exchange
    this.#exchange = null
    exchange?.onEnd(error)
  }
}

/**
 * For all connections: what has come is looked at before anything else can come. A buffer of its own for each piece
 * and the way through a stream cost a busy gateway about a tenth of its calls.
 */
const sharedBuffer = Buffer.allocUnsafeSlow(64 * 1024)

const readInto = (buffer: Buffer, onBytes: (bytes: Buffer) => void): OnReadOpts => ({
  buffer,
  callback: (length) => {
    onBytes(buffer.subarray(0, length))
    return true
  },
})

const openTcp = ({ host, port, onread }: Pick<TcpNetConnectOpts, 'host' | 'port' | 'onread'>): Socket =>
  connectTcp({ host, port, noDelay: true, ...(onread && { onread }) })

const openTls = (
  { host, port }: ConnectionOptions,
  { context, verification, session, http2 }: NonNullable<ConnectionOptions['tls']>,
  recorded: RecordedHandshake | null,
  onread: OnReadOpts,
): TLSSocket => {
  const socket = connectTls({
    ...(recorded ? { socket: recorded.socket } : { port, onread }),
    host,
    ...verificationOptions(verification, host),
    secureContext: context,
    ...(session === null ? {} : { session }),
    ALPNProtocols: http2 ? ['h2', 'http/1.1'] : ['http/1.1'],
  })
  if (recorded) recorded.follow(socket)
  else socket.setNoDelay(true)
  return socket
}

const factsOf = (socket: TLSSocket): GatewayCall['tls'] => ({
  protocol: socket.getProtocol() ?? 'unknown',
  cipher: socket.getCipher().standardName,
  resumed: socket.isSessionReused(),
})
