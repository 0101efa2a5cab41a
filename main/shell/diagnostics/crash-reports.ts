/** Crash reports stay on this computer: nothing uploads them, and only the newest few are kept. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const kept = 5

export interface CrashReport {
  file: string
  at: string
  bytes: number
}

/** Newest first. A report holds parts of memory, so what is told of it is that it is there. */
export function crashReports(folder: string): CrashReport[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dmp'))
      .map((file) => ({ file, stat: statSync(join(folder, file)) }))
      .toSorted((one, other) => other.stat.mtimeMs - one.stat.mtimeMs)
      .map(({ file, stat }) => ({ file, at: stat.mtime.toISOString(), bytes: stat.size }))
  } catch {
    return []
  }
}

export function forgetOldCrashReports(folder: string): void {
  for (const { file } of crashReports(folder).slice(kept)) rmSync(join(folder, file), { force: true })
}
