/** What the page loads before it shows anything: index.html, the scripts and styles that it names, and its words. */
import { extractFile, listPackage } from '@electron/asar'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Compressed, in bytes; also held by renderer/build.spec.ts, which need not pack to find out. */
export const firstLoadLimit = 120_000

/** With the larger of the languages, of which only one is loaded. In bytes, as they lie in the archive. */
export function firstLoadSize(asar: string): { stored: number; compressed: number } {
  const page = read(asar, 'index.html')
  const named = [...page.toString().matchAll(/(?:src|href)="[./]*(assets\/[^"]+)"/gu)].map(([, path = '']) =>
    read(asar, path),
  )
  const languages = listPackage(asar, { isPack: false })
    .flatMap((path) => /assets[\\/](?:ja|en)-[^\\/]+\.js$/u.exec(path) ?? [])
    .map((path) => read(asar, path))
  const words = languages
    .map((table) => size([table]))
    .toSorted((one, other) => other.compressed - one.compressed)
  const all = [size([page, ...named]), ...words.slice(0, 1)]
  return {
    stored: all.reduce((sum, { stored }) => sum + stored, 0),
    compressed: all.reduce((sum, { compressed }) => sum + compressed, 0),
  }
}

const size = (files: readonly Buffer[]): { stored: number; compressed: number } => ({
  stored: files.reduce((sum, file) => sum + file.length, 0),
  compressed: files.reduce((sum, file) => sum + gzipSync(file).length, 0),
})

const read = (asar: string, path: string): Buffer => extractFile(asar, join('out', 'renderer', path))
