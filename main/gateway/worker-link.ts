/** The conversation with one worker: what it is told, and who waits for what it answers. */
import type { Worker } from 'node:worker_threads'
import type {
  BackEndCheck,
  GatewayAccess,
  GatewayCall,
  GatewayCallBatch,
} from '../../preload/contract/gateway.ts'
import { WarifuError } from '../warifu-error.ts'
import type { GatewayConfiguration } from './configuration.ts'
import type { CheckTarget } from './handshake/check-back-end.ts'
import type { Limits } from './limits.ts'
import type { FromWorker, ToWorker } from './messages.ts'

interface Waiting<Value> {
  resolve(value: Value): void
  reject(error: unknown): void
}

export interface WorkerLinkOptions {
  worker: Worker
  /** By which it tells test calls of this program. */
  traceSecret: string
  limits: Partial<Limits>
  onCalls(batch: GatewayCallBatch): void
  onTrace(trace: string, call: GatewayCall): void
  /** It has ended without having been asked to; whoever waited for it has been told. */
  onCrash(): void
}

export class WorkerLink {
  readonly #worker: Worker
  readonly #options: WorkerLinkOptions
  /** Who waits for the worker to confirm a version. */
  #applying: { version: number; resolve(): void }[] = []
  /** The newest version that the worker serves by. */
  #confirmed = 0
  /** In the order in which they were asked, which is that of the answers. */
  readonly #listening: (Waiting<number> & { address: string })[] = []
  readonly #checking = new Map<number, Waiting<BackEndCheck>>()
  #lastCheck = 0
  /** Set by `stop`. */
  #stopped: (() => void) | null = null

  constructor(options: WorkerLinkOptions) {
    const { worker, traceSecret, limits } = options
    this.#worker = worker
    this.#options = options
    worker.on('message', (message: FromWorker) => this.#onMessage(message))
    // An error that ends the thread comes before its exit, which is where it is dealt with.
    worker.on('error', () => undefined)
    worker.on('exit', () => this.#onExit())
    this.#tell({ kind: 'begin', traceSecret, limits })
  }

  get confirmed(): number {
    return this.#confirmed
  }

  apply(configuration: GatewayConfiguration): void {
    this.#tell({ kind: 'apply', configuration })
  }

  /** Resolves when no call that begins from now on is served by a configuration before `version`. */
  confirmation(version: number): Promise<void> {
    return new Promise((resolve) => this.#applying.push({ version, resolve }))
  }

  /** Answers the port. Fails with `ListenError`. */
  listen(port: number, access: GatewayAccess): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#listening.push({ address: access.address, resolve, reject })
      this.#tell({ kind: 'listen', port, access })
    })
  }

  /** Fails with `gateway-not-running` when the worker ends meanwhile. */
  check(target: CheckTarget): Promise<BackEndCheck> {
    const id = ++this.#lastCheck
    return new Promise((resolve, reject) => {
      this.#checking.set(id, { resolve, reject })
      this.#tell({ kind: 'check', id, target })
    })
  }

  /** Calls under way finish, within a few seconds. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#stopped = resolve
      this.#tell({ kind: 'stop' })
    })
    await this.#worker.terminate()
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  #onMessage(message: FromWorker): void {
    switch (message.kind) {
      case 'applied': {
        const confirmed = this.#applying.filter(({ version }) => version <= message.version)
        this.#applying = this.#applying.filter(({ version }) => version > message.version)
        this.#confirmed = message.version
        for (const waiting of confirmed) waiting.resolve()
        return
      }
      case 'listening':
        return this.#listening.shift()?.resolve(message.port)
      case 'listen-failed': {
        const waiting = this.#listening.shift()
        return waiting?.reject(new ListenError(message.code, waiting.address))
      }
      case 'calls':
        return this.#options.onCalls(message.batch)
      case 'trace':
        return this.#options.onTrace(message.trace, message.call)
      case 'checked':
        this.#checking.get(message.id)?.resolve(message.check)
        this.#checking.delete(message.id)
        return
      case 'stopped':
        return this.#stopped?.()
    }
  }

  #onExit(): void {
    if (this.#stopped !== null) return this.#stopped()
    for (const waiting of this.#listening.splice(0))
      waiting.reject(new ListenError('worker-failed', waiting.address))
    for (const waiting of this.#checking.values()) waiting.reject(new WarifuError('gateway-not-running', {}))
    this.#checking.clear()
    // A dead worker serves no call by any configuration, and the next one begins with the newest.
    for (const waiting of this.#applying.splice(0)) waiting.resolve()
    this.#options.onCrash()
  }
}

/** The worker could not listen: `code` is the system's, `worker-failed` when it ended meanwhile. */
export class ListenError extends Error {
  readonly code: string
  readonly address: string

  constructor(code: string, address: string) {
    super(code)
    this.code = code
    this.address = address
  }
}

/** Such as of a network that was left, or on macOS of 127.0.0.0/8 but 127.0.0.1. */
export const isMissingAddress = (error: unknown): boolean =>
  error instanceof ListenError && error.code === 'EADDRNOTAVAIL'
