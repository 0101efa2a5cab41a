/** Runs the full-disk test in a file system of a megabyte, mounted for that process alone and gone with it. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FullDiskCounts {
  attempts: number
  done: number
  /** Refused with `disk-full`, with everything as it was before. */
  refused: number
}

const workerFile = fileURLToPath(new URL('./full-disk-worker.ts', import.meta.url))

/** A mount namespace of its own needs no rights where user namespaces are allowed. */
const mountThenRun = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$0" "$2" "$1" "$3"'

/** Why it cannot run here; null when it can. */
export const fullDiskHindrance = (): string | null => {
  if (process.platform !== 'linux') return 'needs Linux for a small file system of its own'
  const { status } = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'])
  return status === 0 ? null : 'this machine does not allow mounting a small file system'
}

/** Throws at the first act after which something is not whole. */
export const fullDiskTest = async (): Promise<FullDiskCounts> => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-full-disk-'))
  const smallDisk = join(folder, 'small-disk')
  mkdirSync(smallDisk)
  try {
    const args = ['-rm', 'sh', '-c', mountThenRun, process.execPath, smallDisk, workerFile, folder]
    const output = await new Promise<string>((resolve, reject) => {
      execFile('unshare', args, (error, stdout, stderr) => {
        if (error) reject(new Error(stderr))
        else resolve(stdout)
      })
    })
    return JSON.parse(output) as FullDiskCounts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
