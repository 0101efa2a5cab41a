/** When expiries are looked at: at the start, every hour, when the computer wakes (many are never restarted), on changes. */
import { powerMonitor } from 'electron'

const hour = 3_600_000

/** `time`: it was time to look; else something has changed. */
export type Occasion = 'time' | 'change'

export interface ExpiryWatchParts {
  look: (occasion: Occasion) => Promise<void>
  /** What is looked at could not be had; it is asked for again at the next occasion. */
  onFailure: (error: unknown) => void
}

export class ExpiryWatch {
  readonly #parts: ExpiryWatchParts
  readonly #onTime = (): void => this.#look('time')
  #timer: NodeJS.Timeout | undefined
  #looking = false
  #next: Occasion | undefined

  constructor(parts: ExpiryWatchParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(this.#onTime, hour)
    this.#timer.unref()
    powerMonitor.on('resume', this.#onTime)
    this.#onTime()
  }

  /** Certificates, what uses them, or how they are counted. Before the start there is nothing to be told of. */
  changed(): void {
    if (this.#timer) this.#look('change')
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    powerMonitor.off('resume', this.#onTime)
  }

  /** What comes while a look is under way makes one more look after it. */
  #look(occasion: Occasion): void {
    this.#next = this.#next === 'time' ? 'time' : occasion
    if (!this.#looking) void this.#lookOn()
  }

  async #lookOn(): Promise<void> {
    const { look, onFailure } = this.#parts
    this.#looking = true
    while (this.#next) {
      const occasion = this.#next
      this.#next = undefined
      await look(occasion).catch(onFailure)
    }
    this.#looking = false
  }
}
