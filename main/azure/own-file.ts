/** Small files of the program's own: written whole or not at all, readable by their owner only. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { WarifuError } from '../warifu-error.ts'

/** Fails with `disk-full` or `own-file-not-writable`. */
export const writeOwnFile = async (file: string, content: string | Uint8Array): Promise<void> => {
  const unfinished = `${file}.unfinished`
  try {
    await writeFile(unfinished, content, { mode: 0o600, flush: true })
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new WarifuError('disk-full', {})
    throw new WarifuError('own-file-not-writable', { name: file, reason: code })
  }
}
