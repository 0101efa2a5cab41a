/**
 * The log: what went wrong, for the administrator's own eyes, in `<userData>/logs/warifu.log`.
 *
 * Guards the disk against secrets: only names of channels, codes and stack traces of surprises are written, never
 * a request, an answer or a header. Kept small: at 1 MiB the file becomes `warifu.old.log`.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sizeLimit = 1_048_576

export class Log {
  readonly #file: string
  readonly #oldFile: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#file = join(folder, 'warifu.log')
    this.#oldFile = join(folder, 'warifu.old.log')
  }

  /** Writing the log must never be why something else fails: a full disk loses the line, nothing more. */
  write(where: string, error: unknown): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    try {
      this.#makeRoom()
      appendFileSync(this.#file, `${new Date().toISOString()} ${where} ${what}\n`, { mode: 0o600 })
    } catch {
      return
    }
  }

  #makeRoom(): void {
    const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0
    if (size > sizeLimit) renameSync(this.#file, this.#oldFile)
  }
}
