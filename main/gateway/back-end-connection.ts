/** One connection to a back end: plain or TLS, used by one call at a time. */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { GatewayCall } from '../../preload/contract/gateway.ts'
import { whenAccepted } from './handshake/acceptance.ts'
import { RecordedHandshake } from './handshake/recorded-handshake.ts'
import { verificationFailure, verificationOptions, type ServerVerification } from './server-verification.ts'

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
  tls: {
    context: SecureContext
    verification: ServerVerification
    session: Buffer | null
    /** Looks at the handshake, to learn whether the server asks for a certificate. Such a connection is slower. */
    recorded: boolean
  } | null
}

export interface ConnectionEvents {
  onOpen(connection: BackEndConnection): void
  /** Exactly once, whether or not it had opened. */
  onClose(connection: BackEndConnection, error: Error | null): void
  onSession(session: Buffer): void
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
  #user: ConnectionUser | null = null
  #error: Error | null = null

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    const { tls } = options
    if (tls === null) {
      this.socket = openTcp(options).on('connect', () => events.onOpen(this))
    } else {
      this.recorded = tls.recorded ? new RecordedHandshake(openTcp(options)) : null
      const socket = openTls(options, tls, this.recorded)
      socket.on('session', (session: Buffer) => events.onSession(session))
      this.socket = socket.on('secureConnect', () => {
        const refused = verificationFailure(socket, tls.verification, options.host)
        if (refused) {
          socket.destroy(refused)
          return
        }
        this.tls = factsOf(socket)
        if (this.recorded?.flight().asksForCertificate) whenAccepted(socket, () => events.onOpen(this))
        else events.onOpen(this)
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
  { context, verification, session }: NonNullable<ConnectionOptions['tls']>,
  recorded: RecordedHandshake | null,
): TLSSocket => {
  const socket = connectTls({
    ...(recorded ? { socket: recorded.socket } : { port }),
    host,
    ...verificationOptions(verification, host),
    secureContext: context,
    ...(session === null ? {} : { session }),
    ALPNProtocols: ['http/1.1'],
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
