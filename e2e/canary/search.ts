/** Looks for canaries in bytes and in whole folders, for all forms of all of them in one pass. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Canary } from './canaries.ts'

interface Wanted {
  canary: string
  encoding: string
  bytes: Buffer
}

/** Every form is longer; three bytes index a table of 16 MiB. */
const head = 3

const keyAt = (bytes: Uint8Array, place: number): number =>
  ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0)

/** @returns for bytes, which canaries are in them and how they are written, e.g. `password of the PFX (UTF-16LE)` */
export const searcherOf = (canaries: readonly Canary[]): ((bytes: Buffer) => string[]) => {
  const begins = new Uint8Array(2 ** (8 * head))
  const wanted = new Map<number, Wanted[]>()
  for (const { name, forms } of canaries) {
    for (const { encoding, bytes } of forms) {
      const key = keyAt(bytes, 0)
      begins[key] = 1
      wanted.set(key, [...(wanted.get(key) ?? []), { canary: name, encoding, bytes }])
    }
  }
  return (bytes) => {
    const found = new Set<string>()
    for (let place = 0; place + head <= bytes.length; place++) {
      const key = keyAt(bytes, place)
      if (begins[key] === 0) continue
      for (const one of wanted.get(key) ?? []) {
        const here = bytes.subarray(place, place + one.bytes.length)
        if (one.bytes.equals(here)) found.add(`${one.canary} (${one.encoding})`)
      }
    }
    return [...found]
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** @returns each file below `folder` that holds a canary, with what it holds; and how many files there were */
export const searchFolder = (
  folder: string,
  search: (bytes: Buffer) => string[],
): { files: number; found: Record<string, string[]> } => {
  const files = filesBelow(folder)
  const found: Record<string, string[]> = {}
  for (const file of files) {
    const inFile = search(readIfThere(file))
    // A file's name can tell as well.
    const inName = search(Buffer.from(file))
    if (inFile.length + inName.length > 0) found[relative(folder, file)] = [...inFile, ...inName]
  }
  return { files: files.length, found }
}

/** Chromium removes files of its own while they are being listed. */
const readIfThere = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
