/** One connection to a back end: plain or TLS, used by one call at a time. */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { GatewayCall, PresentedCertificate } from '../../preload/contract/gateway.ts'

/** What a call learns from its connection. */
export type ConnectionFacts = Pick<GatewayCall, 'presented' | 'tls'>

/** The call that uses the connection right now. */
export interface ConnectionUser {
  onBackEndBytes(bytes: Buffer): void
  onBackEndDrain(): void
  /** The connection has ended; `error` is null for an orderly end. */
  onBackEndEnd(error: Error | null): void
}

export interface ConnectionOptions {
  host: string
  port: number
  /** Null for plain HTTP. */
  tls: { context: SecureContext; session: Buffer | null; presents: PresentedCertificate | null } | null
}

export interface ConnectionEvents {
  onOpen(connection: BackEndConnection): void
  /** Exactly once, whether or not it had opened. */
  onClose(connection: BackEndConnection, error: Error | null): void
  onSession(session: Buffer): void
}

export class BackEndConnection {
  readonly socket: Socket
  facts: ConnectionFacts = { presented: null, tls: null }
  /** How many calls began on it. */
  callsServed = 0
  /** When the pool should stop offering it, by the monotonic clock in ms. */
  idleUntil = Infinity
  #user: ConnectionUser | null = null
  #error: Error | null = null

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    const { tls } = options
    if (tls === null) {
      this.socket = openTcp(options).on('connect', () => events.onOpen(this))
    } else {
      const socket = openTls(options, tls, events)
      this.socket = socket.on('secureConnect', () => {
        this.facts = factsOf(socket, tls.presents)
        events.onOpen(this)
      })
    }
    this.socket.on('data', (bytes) => {
      if (this.#user) this.#user.onBackEndBytes(bytes)
      // Bytes that nobody asked for: the next call must not take them for its answer.
      else this.socket.destroy()
    })
    this.socket.on('drain', () => this.#user?.onBackEndDrain())
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

  use(user: ConnectionUser): void {
    this.#user = user
    this.callsServed++
  }

  /** The call is done with it. */
  free(): void {
    this.#user = null
  }

  destroy(): void {
    this.#user = null
    this.socket.destroy()
  }

  #ended(error: Error | null): void {
    const user = this.#user
    this.#user = null
    user?.onBackEndEnd(error)
  }
}

const openTcp = ({ host, port }: ConnectionOptions): Socket => connectTcp({ host, port, noDelay: true })

const openTls = (
  { host, port }: ConnectionOptions,
  tls: NonNullable<ConnectionOptions['tls']>,
  events: ConnectionEvents,
): TLSSocket => {
  const socket = connectTls({
    host,
    port,
    // RFC 6066, 3: an address is not a server name.
    ...(isIP(host) ? {} : { servername: host }),
    secureContext: tls.context,
    ...(tls.session === null ? {} : { session: tls.session }),
    ALPNProtocols: ['http/1.1'],
  })
  socket.setNoDelay(true)
  socket.on('session', (session: Buffer) => events.onSession(session))
  return socket
}

const factsOf = (socket: TLSSocket, presents: PresentedCertificate | null): ConnectionFacts => ({
  presented: presents,
  tls: {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    resumed: socket.isSessionReused(),
  },
})
