/**
 * The connections to one back end with one client certificate.
 *
 * A pool is never changed: another certificate, authority or address is another pool, with connections and TLS
 * sessions of its own. That is what makes a change hold for the very next call. A pool that is retired finishes the
 * calls under way and then ends.
 */
import { createSecureContext, type SecureContext } from 'node:tls'
import type { PresentedCertificate } from '../../preload/contract/gateway.ts'
import { BackEndConnection } from './back-end-connection.ts'
import type { Identity } from './configuration.ts'
import { failure, type Failure } from './failure.ts'
import type { Limits } from './limits.ts'
import type { ServerVerification } from './server-verification.ts'
import { trustSystemAuthorities } from './system-authorities.ts'
import { connectionFailure, refusedUnsaid } from './tls-failure.ts'

/** Where calls go and what they show there. */
export interface BackEnd {
  protocol: 'http:' | 'https:'
  host: string
  port: number
  /** PEM of the authorities that the back end must chain to; null: the system's store. */
  trustPem: string | null
  verification: ServerVerification
  identity: Identity | null
  /** Whether HTTP/2 is offered. */
  http2: boolean
}

/** A call that waits for a connection. */
export interface ConnectionSeeker {
  onConnection(connection: BackEndConnection): void
  onNoConnection(cause: Failure): void
}

export class BackEndPool {
  readonly backEnd: BackEnd
  readonly #limits: Limits
  /** Of HTTP/1.1, each without a call. */
  readonly #idle: BackEndConnection[] = []
  /** Of HTTP/2, each with any number of calls. */
  readonly #shared: BackEndConnection[] = []
  readonly #seekers: { seeker: ConnectionSeeker; fresh: boolean }[] = []
  readonly #connections = new Set<BackEndConnection>()
  readonly #connecting = new Map<BackEndConnection, NodeJS.Timeout>()
  #context: SecureContext | null = null
  #session: Buffer | null = null
  /** Whether the server asks for a client certificate; null until a handshake has shown it. */
  #asks: boolean | null = null
  /** Whether a handshake that was looked at has come to a good end; until then each is. */
  #accepted = false
  /** How many calls one more connection would take, as the last that opened does. */
  #callsEach = 1
  /** For calls that HTTP/2 does not carry. */
  #http1: BackEndPool | null = null
  /** The back end chose HTTP/2 and then asked for HTTP/1.1. */
  #http1Required = false
  #retired = false

  constructor(backEnd: BackEnd, limits: Limits) {
    this.backEnd = backEnd
    this.#limits = limits
  }

  /** The same back end over HTTP/1.1: this pool, where it does not offer HTTP/2 anyway. */
  get http1(): BackEndPool {
    if (!this.backEnd.http2) return this
    this.#http1 ??= new BackEndPool({ ...this.backEnd, http2: false }, this.#limits)
    return this.#http1
  }

  /**
   * Gives `seeker` an idle connection at once, or a new one when it has opened. `fresh`: only a new one, since
   * an idle one has just turned out to be dead and the others may be as well.
   */
  acquire(seeker: ConnectionSeeker, fresh = false): void {
    if (this.#http1Required) return this.http1.acquire(seeker, fresh)
    const connection =
      this.#shared.find(({ http2 }) => http2?.hasRoom) ?? (fresh ? undefined : this.#idle.pop())
    if (connection) return this.#give(connection, seeker)
    if (this.#seekers.length >= this.#limits.waitingCalls) {
      return seeker.onNoConnection(failure('BackEndBusy', this.backEnd.host))
    }
    this.#seekers.push({ seeker, fresh })
    this.#openIfNeeded()
  }

  /** The call has ended before it got its connection. */
  forget(seeker: ConnectionSeeker): void {
    const place = this.#seekers.findIndex((waiting) => waiting.seeker === seeker)
    if (place >= 0) this.#seekers.splice(place, 1)
    this.#http1?.forget(seeker)
  }

  /** Takes back a connection of HTTP/1.1 whose call is done. `keepAliveSeconds`: as the back end announced it. */
  #release(connection: BackEndConnection, keepAliveSeconds: number | null): void {
    // A recorded connection takes every byte through JavaScript twice, and has told what it was for.
    if (connection.recorded !== null && connection.callsServed > 0) return connection.destroy()
    const place = this.#seekers.findIndex(({ fresh }) => !fresh || connection.callsServed === 0)
    const [waiting] = place < 0 ? [] : this.#seekers.splice(place, 1)
    if (waiting) return waiting.seeker.onConnection(connection)
    if (this.#retired) return connection.destroy()
    // One second less than announced, so that a call does not meet the back end's own closing.
    const idleMs = Math.min(this.#limits.backEndIdleMs, ((keepAliveSeconds ?? Infinity) - 1) * 1000)
    connection.idleUntil = performance.now() + idleMs
    this.#idle.push(connection)
  }

  /** No call begins on it any more; the calls under way keep their connections. */
  retire(): void {
    this.#retired = true
    for (const connection of this.#idle.splice(0)) connection.destroy()
    for (const connection of this.#shared) connection.retire()
    this.#http1?.retire()
  }

  /** Closes idle connections whose time is over. */
  sweep(now: number): void {
    for (let place = this.#idle.length - 1; place >= 0; place--) {
      const connection = this.#idle[place]
      if (connection && connection.idleUntil <= now) {
        this.#idle.splice(place, 1)
        connection.destroy()
      }
    }
    for (const connection of this.#shared) if (connection.idleUntil <= now) connection.retire()
    this.#http1?.sweep(now)
  }

  /** Whether there is any connection. */
  get isOpen(): boolean {
    return this.#connections.size > 0 || this.#http1?.isOpen === true
  }

  #give(connection: BackEndConnection, seeker: ConnectionSeeker): void {
    connection.idleUntil = Infinity
    seeker.onConnection(connection)
  }

  #openIfNeeded(): void {
    const underWay = this.#connecting.size * this.#callsEach
    if (this.#seekers.length > underWay && this.#connections.size < this.#limits.backEndConnections) {
      this.#open()
    }
  }

  #open(): void {
    const { host, port, protocol, identity, verification, http2 } = this.backEnd
    let context: SecureContext | null
    try {
      context = protocol === 'https:' ? this.#secureContext() : null
    } catch {
      const cause = failure('ClientCertificateUnusable', identity?.subject ?? host)
      this.#seekers.shift()?.seeker.onNoConnection(cause)
      return
    }
    const recording = [...this.#connecting.keys()].some(({ recorded }) => recorded !== null)
    const connection = new BackEndConnection(
      {
        host,
        port,
        headBytes: this.#limits.headBytes,
        tls: context && {
          context,
          verification,
          session: this.#session,
          recorded: !this.#accepted && !recording,
          http2,
        },
      },
      {
        onOpen: (opened) => this.#opened(opened),
        onClose: (closed, error) => this.#closed(closed, error),
        onSession: (session) => (this.#session = session),
        onFree: (freed, keepAliveSeconds) => this.#release(freed, keepAliveSeconds),
        onRoom: (shared) => this.#serveFrom(shared),
        onHttp1Required: () => (this.#http1Required = true),
      },
    )
    this.#connections.add(connection)
    const timeout = setTimeout(() => connection.socket.destroy(timedOut()), this.#limits.connectMs)
    this.#connecting.set(connection, timeout)
  }

  #opened(connection: BackEndConnection): void {
    clearTimeout(this.#connecting.get(connection))
    this.#connecting.delete(connection)
    this.#learn(connection)
    this.#accepted ||= connection.recorded !== null
    if (connection.http2 === null) return this.#release(connection, null)
    this.#callsEach = connection.http2.capacity
    // When nothing was known of the back end, each call that came asked for a connection of its own.
    const needless = this.#seekers.length === 0 && this.#shared.some(({ http2 }) => http2?.hasRoom)
    if (needless) return connection.destroy()
    this.#shared.push(connection)
    this.#serveFrom(connection)
  }

  /** Lets calls that wait begin on a connection of HTTP/2. */
  #serveFrom(connection: BackEndConnection): void {
    while (connection.http2?.hasRoom) {
      const next = this.#seekers.shift()
      if (!next) break
      this.#give(connection, next.seeker)
    }
    if (!connection.http2?.idle) return
    if (this.#retired) connection.retire()
    connection.idleUntil = performance.now() + this.#limits.backEndIdleMs
  }

  #closed(connection: BackEndConnection, error: Error | null): void {
    this.#connections.delete(connection)
    for (const list of [this.#idle, this.#shared]) {
      const place = list.indexOf(connection)
      if (place >= 0) list.splice(place, 1)
    }
    if (this.#connecting.has(connection)) {
      this.#learn(connection)
      clearTimeout(this.#connecting.get(connection))
      this.#connecting.delete(connection)
      // A refused session must not be offered again.
      this.#session = null
      this.#seekers.shift()?.seeker.onNoConnection(this.#handshakeFailure(error))
    }
    this.#openIfNeeded()
  }

  /** The certificate that its connections present; null when there is none, or when the server asks for none. */
  get presented(): PresentedCertificate | null {
    const { identity } = this.backEnd
    return identity && this.#asks !== false ? presentedBy(identity) : null
  }

  /** The cause of a connection's end, in this back end's terms. */
  failureOf(error: Error | null): Failure {
    const { host, port, identity } = this.backEnd
    if (error === null) return failure('BackEndClosedConnection', `${host}:${port}`)
    return connectionFailure(error, { host, port, presents: identity?.subject ?? null })
  }

  #learn({ recorded }: BackEndConnection): void {
    this.#asks = recorded?.flight().asksForCertificate ?? this.#asks
  }

  #handshakeFailure(error: Error | null): Failure {
    const { identity } = this.backEnd
    const cause = this.failureOf(error)
    return this.#asks === true ? refusedUnsaid(cause, identity?.subject ?? null) : cause
  }

  #secureContext(): SecureContext {
    const { trustPem, verification, identity } = this.backEnd
    if (trustPem === null) trustSystemAuthorities()
    this.#context ??= createSecureContext({
      minVersion: verification.minimumVersion,
      ...(trustPem === null ? {} : { ca: trustPem }),
      ...(identity && { key: identity.privateKeyPem, cert: identity.certificatePem }),
    })
    return this.#context
  }
}

const presentedBy = ({ certificateId, subject, thumbprint }: Identity): PresentedCertificate => ({
  certificateId,
  subject,
  thumbprint,
})

const timedOut = (): Error => Object.assign(new Error('connect'), { code: 'ETIMEDOUT' })
