/**
 * The gateway itself, without a thread around it: listens for clients, serves calls by the configuration of the
 * moment, and changes to another one between two calls.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { hostname } from 'node:os'
import type { TLSSocket } from 'node:tls'
import { defaultGatewaySettings } from '../../preload/contract/apis.ts'
import { loopbackAccess } from '../../preload/contract/gateway.ts'
import { BackEndPool, type BackEnd } from './back-end-pool.ts'
import type { CallResult } from './call-context.ts'
import { Call } from './call.ts'
import { CallRecorder, type CallSink } from './call-recorder.ts'
import { ClientConnection } from './client-connection.ts'
import { ClientGreeting, ClientTls } from './client-tls.ts'
import { isUnusable, type GatewayConfiguration, type HttpsConfiguration } from './configuration.ts'
import { failure, statusOf } from './failure.ts'
import { isLoop, restOf, traceHeader } from './forwarding.ts'
import type { BodyReader } from './http1/body.ts'
import type { HttpRequest } from './http1/request.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { listenHost } from './listen-address.ts'
import { hostCheck } from './own-host.ts'
import { OperationMatcher } from '../operations/operation-matcher.ts'
import { parseUrlTemplate } from '../operations/url-template.ts'
import { routeOf, type Route } from './route.ts'
import { Router } from './router.ts'

export interface DataPlaneOptions {
  /** What the header of a test call begins with; never told to anybody else. */
  traceSecret: string
  sink: CallSink
  limits?: Partial<Limits>
}

/** An API as it is served: its route and the connections its calls use. */
interface Served {
  path: string
  route: Route
  pool: BackEndPool
  /** Null where the API is served without any. */
  operations: OperationMatcher<Served> | null
}

interface Listener {
  server: Server
  address: string
  port: number
}

/** Code of the error when clients are to be answered HTTPS and the certificate cannot be used. */
const httpsUnusable = 'HTTPS_UNUSABLE'

/** How often what has waited too long is looked for, while there is a connection at all. */
const sweepMs = 250

export class DataPlane {
  readonly #limits: Limits
  readonly #traceSecret: string
  readonly #recorder: CallRecorder
  /** In `Via`: of this run alone, so that two gateways in a row do not take each other for a loop. */
  readonly #pseudonym = `warifu-${randomBytes(6).toString('hex')}`
  readonly #clients = new Set<ClientConnection | ClientGreeting>()
  /** Null while there is no connection: an idle gateway wakes nobody. */
  #sweeper: NodeJS.Timeout | null = null
  #router = new Router<Served>([])
  /** By what shapes a connection, so that a change to one API leaves the others' connections alone. */
  #pools = new Map<string, BackEndPool>()
  #listener: Listener | null = null
  #isOwnHost = hostCheck(loopbackAccess, hostname())
  /** Null: plain HTTP. */
  #https: ClientTls | 'unusable' | null = null
  /** How often it went to another address: who could reach the one before may not reach this, and ends after its call. */
  #moves = 0
  /** How often it went from HTTP to HTTPS or back: who came the way before is told that the connection ends. */
  #schemes = 0
  #stopping = false

  constructor({ traceSecret, sink, limits = {} }: DataPlaneOptions) {
    this.#limits = { ...defaultLimits, ...limits }
    this.#traceSecret = traceSecret
    this.#recorder = new CallRecorder(sink)
  }

  /** From here on every call that begins is served by `configuration`; calls under way keep what they began with. */
  apply(configuration: GatewayConfiguration): void {
    this.#answerBy(configuration.https)
    const before = this.#pools
    const pools = new Map<string, BackEndPool>()
    const serve = (route: Route, operations: Served['operations']): Served => {
      const key = poolKey(route.backEnd)
      const pool = pools.get(key) ?? before.get(key) ?? new BackEndPool(route.backEnd, this.#limits)
      pools.set(key, pool)
      return { path: route.path, route, pool, operations }
    }
    const served = configuration.apis.map((api): Served => {
      const operations = api.operations.map((operation) => {
        const template = parseUrlTemplate(operation.urlTemplate)
        const served = { ...api, ...operation, id: api.id }
        const route = routeOf(served, configuration.identities, { ...operation, template })
        return { method: operation.method, template, target: serve(route, null) }
      })
      const matcher = operations.length === 0 ? null : new OperationMatcher(operations)
      return serve(routeOf(api, configuration.identities), matcher)
    })
    this.#router = new Router(served)
    this.#pools = pools
    for (const [key, pool] of before) if (!pools.has(key)) pool.retire()
  }

  /**
   * Connections that are open go on where the scheme stays. Where it changes the next answer on each is its last; by
   * HTTP that is to come by HTTPS.
   */
  #answerBy(https: HttpsConfiguration | null): void {
    const before = this.#https
    if (https === null) this.#https = null
    else if (isUnusable(https)) this.#https = 'unusable'
    else if (before instanceof ClientTls) before.use(https)
    else this.#https = new ClientTls(https)
    if (this.#https === before) return
    this.#schemes++
    if (this.#https !== 'unusable') return
    this.#listener?.server.close()
    this.#listener = null
    for (const client of this.#clients) client.stop()
  }

  /**
   * Listens on `port` (0: any that is free) and stops listening elsewhere. Answers the port. When that fails it
   * listens where it did. Fails with the code `httpsUnusable` where it must not listen.
   */
  async listen(port: number, access = loopbackAccess): Promise<number> {
    this.#requireUsable()
    const before = this.#listener
    const moves = before !== null && before.address !== access.address
    if (before === null || moves || before.port !== port) {
      // One port cannot be had on one address and on all of them at once, not even by the same program.
      if (moves) before.server.close()
      try {
        this.#listener = await this.#open(port, access.address)
      } catch (error) {
        if (moves) this.#listener = await this.#open(before.port, before.address)
        throw error
      }
      if (!moves) before?.server.close()
      // The configuration may have changed meanwhile.
      this.#requireUsable()
    }
    this.#isOwnHost = hostCheck(access, hostname())
    if (moves) {
      this.#moves++
      for (const client of this.#clients) client.stop()
    }
    return this.#listener?.port ?? port
  }

  #requireUsable(): void {
    if (this.#https !== 'unusable') return
    this.#listener?.server.close()
    this.#listener = null
    throw Object.assign(new Error(httpsUnusable), { code: httpsUnusable })
  }

  async #open(port: number, address: string): Promise<Listener> {
    const server = createServer({ noDelay: true }, (socket) => this.#onClient(socket))
    server.maxConnections = this.#limits.clientConnections
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, ...listenHost(address), backlog: 1024 }, resolve)
    })
    // A server that listens on TCP has an address of this form.
    return { server, address, port: (server.address() as AddressInfo).port }
  }

  /** Takes no more calls; resolves when those under way have ended, or have been cut after the limit's time. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#listener?.server.close()
    for (const client of this.#clients) client.stop()
    const end = performance.now() + this.#limits.stopMs
    while (this.#clients.size > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    for (const client of this.#clients) client.destroy()
    for (const pool of this.#pools.values()) pool.retire()
    this.#stopSweeping()
    this.#recorder.flush()
  }

  #onClient(socket: Socket): void {
    const tls = this.#https
    if (tls === null) return void this.#serve(socket, null)
    // It came before the listener was closed.
    if (tls === 'unusable') return void socket.destroy()
    const greeting = new ClientGreeting(socket, this.#limits.clientHeadMs, (speaksTls) => {
      this.#clients.delete(greeting)
      if (speaksTls) return void this.#serve(socket, tls.wrap(socket))
      const client = this.#serve(socket, null)
      if (this.#https === null) client.resume()
      else client.refuse(failure('HttpsRequired'))
    })
    this.#keep(greeting, socket)
  }

  #serve(socket: Socket, secured: TLSSocket | null): ClientConnection {
    const [moves, schemes] = [this.#moves, this.#schemes]
    const stopping = (): boolean => this.#stopping || moves !== this.#moves
    const client = new ClientConnection(socket, secured, {
      limits: this.#limits,
      isOwnHost: (host) => this.#isOwnHost(host),
      callFor: (request, body, connection) => this.#callFor(request, body, connection),
      onRefused: (cause) =>
        this.#recorder.add({
          ...this.#recorder.begin('', '', { apiId: null, operation: null }),
          status: statusOf(cause.code),
          error: cause,
        }),
      stopping,
      ending: () => stopping() || schemes !== this.#schemes,
    })
    this.#keep(client, socket)
    return client
  }

  #keep(client: ClientConnection | ClientGreeting, socket: Socket): void {
    this.#clients.add(client)
    this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs)
    socket.on('close', () => this.#clients.delete(client))
  }

  #callFor(request: HttpRequest, body: BodyReader, client: ClientConnection): Call {
    const served = this.#servedOf(request)
    const { route, pool } = this.#refusalOf(request, served, client) ?? served ?? this.#unmatched
    const record = this.#recorder.begin(request.method, request.path, route)
    const trace = this.#traceOf(request)
    const startedAt = performance.now()
    const hop = { pseudonym: this.#pseudonym, clientAddress: client.address, scheme: client.scheme }
    const onEnd = (result: CallResult): void => {
      record.durationMs = performance.now() - startedAt
      record.requestBytes = body.contentBytes
      Object.assign(record, result)
      this.#recorder.add(record, trace)
    }
    return new Call({ client, request, route, pool, hop, limits: this.#limits }, onEnd)
  }

  /** Stands for the API where none matches, or where the call cannot be served whatever the API says. */
  readonly #unmatched: Served = (() => {
    const route = closedRoute(null, failure('NoApiMatches'))
    return { path: '', route, pool: new BackEndPool(route.backEnd, defaultLimits), operations: null }
  })()

  /** The API of a call, or the operation of it. */
  #servedOf({ method, path, query }: HttpRequest): Served | null {
    const api = this.#router.find(path)
    if (api === null || api.operations === null) return api
    const operation = api.operations.find(method, restOf(path, api.path), query)
    return operation ?? { ...api, route: closedRoute(api.route.apiId, failure('NoOperationMatches')) }
  }

  #refusalOf(request: HttpRequest, served: Served | null, { scheme }: ClientConnection): Served | null {
    const refused = (cause: Route['refusal']): Served => ({
      ...this.#unmatched,
      route: closedRoute(served?.route.apiId ?? null, cause),
    })
    if (scheme === 'http' && this.#https !== null) return refused(failure('HttpsRequired'))
    if (request.method === 'CONNECT' || request.method === 'TRACE')
      return refused(failure('MethodNotSupported'))
    return isLoop(request, this.#pseudonym) ? refused(failure('LoopDetected')) : null
  }

  /** The id of a test call, if this is one of ours. */
  #traceOf({ fields }: HttpRequest): string | null {
    const value = fields.find(({ name }) => name === traceHeader)?.value
    return value?.startsWith(this.#traceSecret) ? value.slice(this.#traceSecret.length + 1) : null
  }

  #sweep(): void {
    const now = performance.now()
    for (const client of this.#clients) client.sweep(now)
    for (const pool of this.#pools.values()) pool.sweep(now)
    // A back end is connected to for a client's call: before there is another client, no connection comes.
    const isOpen = this.#clients.size > 0 || [...this.#pools.values()].some((pool) => pool.isOpen)
    if (!isOpen) this.#stopSweeping()
  }

  #stopSweeping(): void {
    if (this.#sweeper !== null) clearInterval(this.#sweeper)
    this.#sweeper = null
  }
}

const closedRoute = (apiId: string | null, refusal: Route['refusal']): Route => ({
  ...routeOf(
    {
      id: apiId ?? '',
      displayName: '',
      path: '',
      serviceUrl: 'http://gateway.invalid',
      trustPem: null,
      verification: defaultGatewaySettings,
      http2: false,
      inbound: [],
      backend: [],
      outbound: [],
      onError: [],
      certificateId: null,
      passwords: {},
      refusal,
    },
    {},
  ),
  apiId,
})

/** Two back ends with the same key may share connections. */
const poolKey = ({ protocol, host, port, trustPem, verification, identity, http2 }: BackEnd): string =>
  JSON.stringify([
    ...[protocol, host, port, trustPem, verification, http2],
    ...[identity?.certificateId, identity?.certificatePem],
  ])
