/** Milliseconds from the first change after a backup to the next backup; until then the change log has it. */
const shortestDelay = 10_000

/** A backup takes turns with changes, so it may take at most this part of the time. */
const share = 50

/**
 * Decides when a backup is due: at once after the first change since the start, because only from a backup on are
 * changes logged; then some time after a change, not after every one; and before closing.
 */
export class BackupSchedule {
  readonly #take: () => Promise<void>
  #timer: NodeJS.Timeout | null = null
  #lastTook: number | null = null

  /** @param take takes a backup; what it fails with is not a failure of the change it follows */
  constructor(take: () => Promise<void>) {
    this.#take = take
  }

  changed(): void {
    if (this.#timer !== null) return
    const delay = this.#lastTook === null ? 0 : Math.max(shortestDelay, this.#lastTook * share)
    this.#timer = setTimeout(() => void this.takeIfDue(), delay).unref()
  }

  async takeIfDue(): Promise<void> {
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    const begun = performance.now()
    try {
      await this.#take()
    } catch {
      // A full disk: the next change asks again, and the workspace itself is whole.
    }
    this.#lastTook = performance.now() - begun
  }
}
