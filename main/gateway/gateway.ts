/**
 * The gateway as the main process sees it: keeps a worker running, gives it its configuration, and knows how it is.
 *
 * A worker that dies is replaced at once with the same port and configuration.
 */
import { randomBytes } from 'node:crypto'
import type { Worker } from 'node:worker_threads'
import { loopbackAccess } from '../../preload/contract/gateway.ts'
import type {
  BackEndCheck,
  GatewayAccess,
  GatewayCall,
  GatewayCallBatch,
  GatewayStatus,
  TestCallAnswer,
  TestCallRequest,
} from '../../preload/contract/gateway.ts'
import { WarifuError } from '../warifu-error.ts'
import { isUnusable, type GatewayConfiguration, type HttpsUnusable } from './configuration.ts'
import { freePort } from './free-port.ts'
import type { CheckTarget } from './handshake/check-back-end.ts'
import type { Limits } from './limits.ts'
import { urlAt } from './listen-address.ts'
import { sendTestCall } from './test-call.ts'
import { isMissingAddress, ListenError, WorkerLink } from './worker-link.ts'

export interface GatewayOptions {
  spawnWorker(): Worker
  limits?: Partial<Limits>
}

/** After so many deaths within a minute a new start would only repeat them. */
const maxDeaths = 5
const deathsWithinMs = 60_000

export type Gateway = InstanceType<typeof EmbeddedGateway>
export const createGateway = (options: GatewayOptions): Gateway => new EmbeddedGateway(options)

interface Place {
  access: GatewayAccess
  /** The address that it stands in for. */
  missing: string | null
}

class EmbeddedGateway {
  readonly #options: GatewayOptions
  readonly #traceSecret = randomBytes(24).toString('base64url')
  readonly #statusListeners = new Set<(status: GatewayStatus) => void>()
  readonly #callListeners = new Set<(batch: GatewayCallBatch) => void>()
  readonly #traces = new Map<string, (call: GatewayCall) => void>()
  #starting: Promise<GatewayStatus> | null = null
  #ending = false
  /** As it was chosen, also while that address is missing. */
  #access = loopbackAccess
  #status: GatewayStatus = { state: 'starting', port: 0 }
  #worker: WorkerLink | null = null
  #configuration: GatewayConfiguration = { version: 0, https: null, apis: [], identities: {} }
  #deaths: number[] = []

  constructor(options: GatewayOptions) {
    this.#options = options
  }

  get status(): GatewayStatus {
    return this.#status
  }

  /** Calls `listener` on every change; the answer ends that. */
  onStatus(listener: (status: GatewayStatus) => void): () => void {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  /** Records of calls, at most ten batches a second. */
  onCalls(listener: (batch: GatewayCallBatch) => void): () => void {
    this.#callListeners.add(listener)
    return () => this.#callListeners.delete(listener)
  }

  /**
   * Starts the worker on `port`, once it is `configured`. A port that is taken is told by the status, with one that is
   * free; so is an address that this machine does not have any more, and 127.0.0.1 takes its place.
   */
  start(
    port: number,
    access = this.#access,
    configured: Promise<void> | null = null,
  ): Promise<GatewayStatus> {
    this.#access = access
    this.#setStatus({ state: 'starting', port, ...this.#scheme() })
    this.#starting = this.#begin(port, configured).finally(() => (this.#starting = null))
    return this.#starting
  }

  async #begin(port: number, configured: Promise<void> | null): Promise<GatewayStatus> {
    if (configured !== null) await configured
    if (this.#ending) return this.#status
    this.#spawn()
    await this.#listenOrExplain(port)
    return this.#status
  }

  async #listenOrExplain(port: number): Promise<void> {
    try {
      await this.#listenAsChosen(port)
    } catch (error) {
      await this.#explain(error, port)
    }
  }

  /**
   * Changes the port (0 lets the system choose), the address, or both. When that fails (`gateway-port-taken`,
   * `gateway-address-missing`) the gateway stays where it was. Where it must not listen, for want of the certificate
   * for HTTPS, it fails as opening that did.
   */
  async listen(port: number, access?: GatewayAccess): Promise<GatewayStatus> {
    await this.#starting
    if (this.#worker === null) return this.start(port, access)
    try {
      if (access === undefined) await this.#listenAsChosen(port)
      else await this.#listen(port, { access, missing: null })
      this.#access = access ?? this.#access
    } catch (error) {
      if (!(error instanceof ListenError)) throw error
      const { address } = error
      const { https } = this.#configuration
      if (isUnusable(https)) throw new WarifuError(https.because.code, https.because.details)
      if (isMissingAddress(error)) throw new WarifuError('gateway-address-missing', { address })
      if (this.#status.state === 'failed') await this.#explain(error, port)
      throw new WarifuError('gateway-port-taken', { port, suggestion: await freePort(port, address) })
    }
    return this.#status
  }

  /**
   * Resolves when no call that begins from now on is served by an older configuration. One that was built before the
   * newest is passed over, and its caller waits for the newest.
   */
  async apply(configuration: GatewayConfiguration): Promise<void> {
    const newer = configuration.version > this.#configuration.version
    if (newer) this.#configuration = configuration
    const { version } = this.#configuration
    // Without a worker no call is served; the next worker begins with the newest configuration.
    if (this.#worker === null || version <= this.#worker.confirmed) return
    const confirmation = this.#worker.confirmation(version)
    if (newer) this.#worker.apply(configuration)
    await confirmation
    await this.#followHttps()
  }

  /** The address follows the scheme that the worker answers by; one that stopped for want of a certificate goes on. */
  async #followHttps(): Promise<void> {
    const status = this.#status
    const { https } = this.#configuration
    const stopped = status.state === 'failed' && status.reason === 'certificate-unusable'
    if (isUnusable(https)) {
      if (status.state === 'running' || stopped) this.#tellUnusable(https, status.port)
    } else if (stopped) await this.#listenOrExplain(status.port)
    else if (status.state === 'running') {
      const url = this.#urlAt(status.address, status.port)
      if (url !== status.url) this.#setStatus({ ...status, url })
    }
  }

  #scheme(): { https?: true } {
    return this.#configuration.https === null ? {} : { https: true }
  }

  #urlAt(address: string, port: number): string {
    return urlAt(address, port, this.#configuration.https === null ? 'http' : 'https')
  }

  #tellUnusable({ because }: HttpsUnusable, port: number): void {
    this.#setStatus({
      state: 'failed',
      port,
      reason: 'certificate-unusable',
      suggestion: null,
      https: true,
      because,
    })
  }

  /** Sends a real call through the gateway; fails with `gateway-not-running`, `not-found` or `test-call-failed`. */
  async testCall(request: TestCallRequest): Promise<TestCallAnswer> {
    if (this.#status.state !== 'running') throw new WarifuError('gateway-not-running', {})
    const api = this.#configuration.apis.find(({ id }) => id === request.apiId)
    if (!api) throw new WarifuError('not-found', { what: 'api', id: request.apiId })
    const { https } = this.#configuration
    const trace = randomBytes(9).toString('base64url')
    const record = new Promise<GatewayCall>((resolve) => this.#traces.set(trace, resolve))
    try {
      return await sendTestCall(request, {
        gatewayUrl: this.#status.url,
        certificatePem: https === null || isUnusable(https) ? null : https.certificatePem,
        apiPath: api.path,
        traceValue: `${this.#traceSecret}:${trace}`,
        record,
      })
    } finally {
      this.#traces.delete(trace)
    }
  }

  /** Makes a real handshake with a back end and tells it; only a gateway without a worker fails. */
  async checkBackEnd(target: CheckTarget): Promise<BackEndCheck> {
    if (this.#worker === null) throw new WarifuError('gateway-not-running', {})
    return this.#worker.check(target)
  }

  /** Calls under way finish, within a few seconds. */
  async stop(): Promise<void> {
    this.#ending = true
    const worker = this.#worker
    if (worker === null) return
    this.#worker = null
    await worker.stop()
  }

  #spawn(): void {
    this.#worker = new WorkerLink({
      worker: this.#options.spawnWorker(),
      traceSecret: this.#traceSecret,
      limits: this.#options.limits ?? {},
      onCalls: (batch) => {
        for (const listener of this.#callListeners) listener(batch)
      },
      onTrace: (trace, call) => this.#traces.get(trace)?.(call),
      onCrash: () => this.#onCrash(),
    })
    if (this.#configuration.version > 0) this.#worker.apply(this.#configuration)
  }

  /** On 127.0.0.1 where the chosen address is missing, so that this machine's own calls go on. */
  async #listenAsChosen(port: number): Promise<void> {
    const chosen = this.#access
    try {
      await this.#listen(port, { access: chosen, missing: null })
    } catch (error) {
      if (!isMissingAddress(error)) throw error
      await this.#listen(port, { access: loopbackAccess, missing: chosen.address })
    }
  }

  async #listen(wanted: number, { access, missing }: Place): Promise<void> {
    if (this.#worker === null) throw new ListenError('worker-failed', access.address)
    const port = await this.#worker.listen(wanted, access)
    const { address } = access
    this.#setStatus({ state: 'running', port, url: this.#urlAt(address, port), address, missing })
  }

  #onCrash(): void {
    this.#worker = null
    const { port } = this.#status
    const now = performance.now()
    this.#deaths = [...this.#deaths.filter((death) => now - death < deathsWithinMs), now]
    if (this.#deaths.length > maxDeaths) {
      const failed = { state: 'failed', port, reason: 'worker-failed', suggestion: null } as const
      return this.#setStatus({ ...failed, ...this.#scheme() })
    }
    void this.start(port)
  }

  async #explain(error: unknown, port: number): Promise<void> {
    if (!(error instanceof ListenError)) throw error
    // The worker's death has been told already.
    if (error.code === 'worker-failed') return
    const { https } = this.#configuration
    if (isUnusable(https)) {
      this.#tellUnusable(https, port)
      return
    }
    const reason = error.code === 'EACCES' ? 'not-allowed' : 'port-taken'
    const suggestion = await freePort(port, error.address)
    this.#setStatus({ state: 'failed', port, reason, suggestion, ...this.#scheme() })
  }

  #setStatus(status: GatewayStatus): void {
    this.#status = status
    for (const listener of this.#statusListeners) listener(status)
  }
}
