/**
 * Looks for updates, now and once a day, and downloads one when somebody asks for it. Nothing of the updater is loaded
 * and nothing asked of the network where updates are off.
 */
import type { UpdateStatus, NoUpdates } from '../../../preload/contract/updates.ts'
import { isWarifuError } from '../../warifu-error.ts'
import type { UpdateClient } from './update-client.ts'

export interface UpdatesOptions {
  off: NoUpdates | undefined
  /** Called when the first check is made, never where updates are off. */
  load: () => Promise<UpdateClient>
  onStatus: (status: UpdateStatus) => void
  /** Told of what nobody expected; answers with a reference. */
  onUnexpected: (error: unknown) => string
  now: () => Date
}

/** Before the first check the program should be up and usable. */
const firstCheckAfterMs = 30_000
const checkEveryMs = 86_400_000

export class Updates {
  readonly #options: UpdatesOptions
  #client: UpdateClient | undefined
  #status: UpdateStatus
  #cancelling = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(options: UpdatesOptions) {
    this.#options = options
    const { off } = options
    this.#status = off === undefined ? { state: 'current', checkedAt: null } : { state: 'off', because: off }
  }

  get status(): UpdateStatus {
    return this.#status
  }

  /** Checks by itself from now on; only tells when there is something. */
  watch(): void {
    if (this.#status.state === 'off') return
    this.#timer = setTimeout(() => {
      void this.check()
      this.#timer = setInterval(() => void this.check(), checkEveryMs).unref()
    }, firstCheckAfterMs).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#cancelling.abort()
  }

  /** A check while something is under way, or while an update waits, changes nothing. */
  async check(): Promise<UpdateStatus> {
    if (['off', 'checking', 'downloading', 'ready'].includes(this.#status.state)) return this.#status
    return this.#work({ state: 'checking' }, async (client) => {
      const version = await client.check()
      return version === null
        ? { state: 'current', checkedAt: this.#options.now().toISOString() }
        : { state: 'available', version }
    })
  }

  /** Downloads what the last check found, and resolves when it is verified, cancelled or failed. */
  async download(): Promise<UpdateStatus> {
    if (this.#status.state !== 'available') return this.#status
    const { version } = this.#status
    this.#cancelling = new AbortController()
    const { signal } = this.#cancelling
    return this.#work({ state: 'downloading', version, percent: 0 }, async (client) => {
      try {
        await client.download((percent) => this.#set({ state: 'downloading', version, percent }), signal)
        return { state: 'ready', version }
      } catch (error) {
        if (isWarifuError(error) && error.code === 'cancelled') return { state: 'available', version }
        throw error
      }
    })
  }

  cancel(): void {
    this.#cancelling.abort()
  }

  /** Ends the program and installs; without it the update is installed when the program ends by itself. */
  installNow(): void {
    if (this.#status.state === 'ready') this.#client?.installNow()
  }

  async #work(
    during: UpdateStatus,
    work: (client: UpdateClient) => Promise<UpdateStatus>,
  ): Promise<UpdateStatus> {
    this.#set(during)
    try {
      this.#client ??= await this.#options.load()
      this.#set(await work(this.#client))
    } catch (error) {
      const failure = isWarifuError(error)
        ? error.toFailure()
        : ({ code: 'unexpected', details: { reference: this.#options.onUnexpected(error) } } as const)
      this.#set({ state: 'failed', failure })
    }
    return this.#status
  }

  #set(status: UpdateStatus): void {
    this.#status = status
    this.#options.onStatus(status)
  }
}
