/** What the page loads before it shows anything: index.html and the scripts and styles that it names. */
import { extractFile } from '@electron/asar'
import { join } from 'node:path'

/** In bytes, as they lie in the archive. */
export function firstLoadSize(asar: string): number {
  const page = read(asar, 'index.html')
  const named = [...page.toString().matchAll(/(?:src|href)="[./]*(assets\/[^"]+)"/gu)].map(
    ([, path = '']) => path,
  )
  return named.reduce((sum, path) => sum + read(asar, path).length, page.length)
}

const read = (asar: string, path: string): Buffer => extractFile(asar, join('out', 'renderer', path))
