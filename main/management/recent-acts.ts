/** What is needed to take back the latest acts, each under an id. In memory: who wants an act back wants it soon. */
import { randomUUID } from 'node:crypto'

export class RecentActs<Kept> {
  readonly #most: number
  readonly #kept = new Map<string, Kept>()

  /** @param most more than anybody is offered at once; the oldest go first */
  constructor(most: number) {
    this.#most = most
  }

  /** @returns the id to take it back by */
  keep(act: Kept): string {
    const undo = randomUUID()
    this.#kept.set(undo, act)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return undo
  }

  get(undo: string): Kept | undefined {
    return this.#kept.get(undo)
  }

  forget(undo: string): void {
    this.#kept.delete(undo)
  }
}
