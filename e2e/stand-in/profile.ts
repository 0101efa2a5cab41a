/**
 * Chromium's own folder (cache, cookies), made for one run and removed after it. A run that was killed cannot remove
 * its folder; the next one does, which is why the name says whose it is.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from './is-running.ts'

const prefix = 'warifu-stand-in-'

export function createProfile(): string {
  removeLeftProfiles()
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

export function removeProfile(folder: string): void {
  // Chromium may still be writing its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function removeLeftProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isNaN(owner) || isRunning(owner)) continue
    try {
      removeProfile(join(tmpdir(), name))
    } catch {
      // Another run is removing it at this moment, or it belongs to another user.
    }
  }
}
