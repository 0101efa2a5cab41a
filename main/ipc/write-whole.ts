/** Files that the administrator asked for, written where they chose. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { WarifuError } from '../warifu-error.ts'

/**
 * Writes beside `path` first, so that a full disk leaves what was there before and never half a file. Readable by
 * its owner only, unless `mode` says more. Fails with `file-not-writable` or `disk-full`.
 * @returns the file's name without its folder
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o600): Promise<string> {
  const name = basename(path)
  const unfinished = `${path}.unfinished`
  try {
    await writeFile(unfinished, content, { mode, flush: true })
    await rename(unfinished, path)
    return name
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new WarifuError('disk-full', {})
    throw new WarifuError('file-not-writable', { name, reason: code })
  }
}
