/**
 * Who has a workspace on a network share. The operating system's lock is not to be relied on from one host to another
 * (https://www.sqlite.org/faq.html#q5), so there a file that only one can make says which host it is.
 *
 * Asked for with the lock held: whatever the same host left there is of a process that is no more.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { WarifuError } from '../warifu-error.ts'

export interface Ownership {
  release: () => void
}

export const ownerFile = (folder: string): string => join(folder, 'workspace.owner')

/** Milliseconds after which a file without a name in it is not just being written, but of a process that was killed. */
const writingTakes = 1_000

/** Empty when the file names nobody. */
const hostIn = (file: string): string => {
  try {
    const owner: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof owner === 'object' && owner !== null && 'host' in owner ? String(owner.host) : ''
  } catch {
    return ''
  }
}

const alreadyThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** @returns false when there is one already */
const make = (file: string, now: Date): boolean => {
  try {
    const owner = { host: hostname(), pid: process.pid, since: now.toISOString() }
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (!alreadyThere(error)) throw error
    return false
  }
}

/** Fails with `workspace-open-elsewhere` when another host has the folder. */
export const requireNotElsewhere = (folder: string): void => {
  const host = hostIn(ownerFile(folder))
  if (host !== '' && host !== hostname()) throw new WarifuError('workspace-open-elsewhere', { folder, host })
}

/** Fails with `workspace-open-elsewhere`, else as the file system does. */
export const claimOwnership = (folder: string, now: Date): Ownership => {
  const file = ownerFile(folder)
  if (!make(file, now)) {
    if (hostIn(file) === '') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, writingTakes)
    requireNotElsewhere(folder)
    rmSync(file, { force: true })
    // Another host may have been quicker.
    if (!make(file, now)) throw new WarifuError('workspace-open-elsewhere', { folder, host: hostIn(file) })
  }
  return {
    release: () => {
      if (hostIn(file) === hostname()) rmSync(file, { force: true })
    },
  }
}
