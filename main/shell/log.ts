/**
 * The log: what went wrong, for the administrator's own eyes, in `<userData>/logs/warifu.log`.
 *
 * Guards the disk against secrets: only names of channels, codes and stack traces of surprises are written, never
 * a request, an answer or a header; and what looks like a secret all the same is taken out. Kept small: at 1 MiB the
 * file becomes `warifu.1.log`, and of those there are four.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redact } from './redact.ts'

const sizeLimit = 1_048_576
const kept = 4

export type LogLevel = 'error' | 'warning' | 'info'

export class Log {
  readonly #folder: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
  }

  /** Something failed that should not have. */
  error(where: string, error: unknown): void {
    this.#write('error', where, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }

  /** Something was passed over. */
  warning(where: string, what: string): void {
    this.#write('warning', where, what)
  }

  /** Something an administrator may want to know later: a start, a version. */
  info(where: string, what: string): void {
    this.#write('info', where, what)
  }

  /** Everything that is kept, oldest first. */
  read(): string {
    const names = Array.from({ length: kept }, (_none, index) => this.#old(kept - index))
    return [...names, this.#current].map(readIfThere).join('')
  }

  get #current(): string {
    return join(this.#folder, 'warifu.log')
  }

  #old(number: number): string {
    return join(this.#folder, `warifu.${number}.log`)
  }

  /** Writing the log must never be why something else fails: a full disk loses the line, nothing more. */
  #write(level: LogLevel, where: string, what: string): void {
    try {
      this.#makeRoom()
      const line = `${new Date().toISOString()} ${level} ${where} ${redact(what).text}\n`
      appendFileSync(this.#current, line, { mode: 0o600 })
    } catch {
      return
    }
  }

  #makeRoom(): void {
    const size = statSync(this.#current, { throwIfNoEntry: false })?.size ?? 0
    if (size <= sizeLimit) return
    for (let number = kept - 1; number > 0; number--) renameIfThere(this.#old(number), this.#old(number + 1))
    renameSync(this.#current, this.#old(1))
  }
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to)
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
