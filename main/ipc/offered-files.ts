/** Files that come together: chosen in one dialog, or the PFX files of a folder. Each is held, or says why it is not. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isPfxName, offeredFilesMost } from '../../preload/contract/files.ts'
import type { OfferedFile, OfferedFiles } from '../../preload/contract/files.ts'
import { WarifuError } from '../warifu-error.ts'
import type { HeldFiles } from './held-files.ts'

/** Takes the first of `paths`, one after the other: a system lets a program open a few hundred files at once only. */
export async function holdAll(files: HeldFiles, paths: readonly string[]): Promise<OfferedFiles> {
  const taken = paths.slice(0, offeredFilesMost)
  const offered: OfferedFile[] = []
  for (const path of taken) offered.push({ name: basename(path), held: await files.holdOrExplain(path) })
  return { files: offered, omitted: paths.length - taken.length }
}

/** The files in the folder itself that are called like a PFX, by name. Fails with `file-not-readable`. */
export async function holdFolder(files: HeldFiles, folder: string): Promise<OfferedFiles> {
  const names = await namesIn(folder)
  return holdAll(
    files,
    names.map((name) => join(folder, name)),
  )
}

/** Beside each file that a Mac copies to a foreign disk it leaves one called `._NAME` (AppleDouble), which is no PFX. */
const isOffered = (name: string): boolean => isPfxName(name) && !name.startsWith('._')

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.filter((entry) => !entry.isDirectory() && isOffered(entry.name))
    return names.map(({ name }) => name).sort(new Intl.Collator('en', { numeric: true }).compare)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new WarifuError('file-not-readable', { name: basename(folder), reason })
  }
}
