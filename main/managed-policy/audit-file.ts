/**
 * A copy of the record of changes, appended to a file that the organisation names, for its log collector.
 *
 * The workspace remembers up to where it has been copied. An entry may come twice, when the process dies between the
 * two; its sequence and hash tell so. None is left out: what could not be written is written with the next change.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActivityEntry } from '../../preload/contract/activity.ts'

export interface AuditFileOptions {
  file: string
  /** The workspace's own folder, where the position is kept. */
  dataFolder: string
  /** Entries of the record after a sequence, oldest first. */
  entriesAfter: (sequence: number) => readonly ActivityEntry[]
  /** A change has been made by then: that its copy could not be written is told, and hinders nothing. */
  onFailure: (error: unknown) => void
}

export class AuditFile {
  readonly #options: AuditFileOptions
  readonly #positionFile: string
  #copied: number

  constructor(options: AuditFileOptions) {
    this.#options = options
    this.#positionFile = join(options.dataFolder, 'audit-position.json')
    this.#copied = this.#position()
  }

  /** Appends what has been recorded since the last time, one entry in JSON per line (docs/activity.md). */
  copy(): void {
    const { file, entriesAfter, onFailure } = this.#options
    try {
      const entries = entriesAfter(this.#copied)
      const last = entries.at(-1)
      if (last === undefined) return
      appendFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o640 })
      this.#copied = last.sequence
      writeFileSync(this.#positionFile, JSON.stringify({ file, sequence: last.sequence }), { mode: 0o600 })
    } catch (error) {
      onFailure(error)
    }
  }

  /** For another file than before the record is copied from its beginning. */
  #position(): number {
    try {
      const { file, sequence } = JSON.parse(readFileSync(this.#positionFile, 'utf8')) as Record<
        string,
        unknown
      >
      return file === this.#options.file && typeof sequence === 'number' ? sequence : 0
    } catch {
      return 0
    }
  }
}
