/** What is in an `app.asar`, and what of it should not be. */
import { getRawHeader } from '@electron/asar'
import type { DirectoryRecord } from '@electron/asar'
import { statSync } from 'node:fs'

export interface PackedFile {
  /** From the archive's root, with slashes: `out/main/index.js`. */
  path: string
  size: number
  /** Lies beside the archive, in `app.asar.unpacked`. */
  unpacked: boolean
  /** SHA-256 of its content. */
  hash: string
}

/** A program of 3 MB has no need of 15; what makes it grow past that was not meant to be there. */
export const sizeLimit = 15_000_000

/** Only built files, and of the production dependencies the one that cannot be bundled. */
const expected = [
  /^package\.json$/u,
  /^out\/main\/(shared\/)?[\w-]+\.js$/u,
  /^out\/preload\/index\.cjs$/u,
  /^out\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|svg|png|woff2))$/u,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|prebuilds\/[a-z\d]+-[a-z\d]+\/keytar\.node)$/u,
]

/** Without these there is no program, whatever else is right. */
const needed = ['package.json', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

export const listAsar = (asar: string): PackedFile[] => filesIn(getRawHeader(asar).header, '')

function filesIn(folder: DirectoryRecord, prefix: string): PackedFile[] {
  return Object.entries(folder.files).flatMap(([name, entry]) => {
    const path = `${prefix}${name}`
    if ('files' in entry) return filesIn(entry, `${path}/`)
    return [{ path, size: entry.size, unpacked: entry.unpacked, hash: entry.integrity.hash }]
  })
}

/** What differs between two archives that should be the same. */
export function findDifferences(first: readonly PackedFile[], second: readonly PackedFile[]): string[] {
  const lines = (files: readonly PackedFile[]): Map<string, string> =>
    new Map(files.map((file) => [JSON.stringify(file), file.path]))
  const [ours, theirs] = [lines(first), lines(second)]
  const different = [...ours, ...theirs].filter(([line]) => !(ours.has(line) && theirs.has(line)))
  return [...new Set(different.map(([, path]) => `${path} differs between two builds of the same sources`))]
}

/** One sentence for each thing that is wrong; none when the archive is as it should be. */
export function findProblems(files: readonly PackedFile[], asarSize: number): string[] {
  const paths = files.map(({ path }) => path)
  const native = files.filter(({ path }) => path.endsWith('.node'))
  return [
    ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...paths
      .filter((path) => !expected.some((form) => form.test(path)))
      .map((path) => `${path} is unexpected`),
    ...native
      .filter(({ unpacked }) => !unpacked)
      .map(({ path }) => `${path} is not unpacked: it cannot be loaded`),
    ...(native.length === 1 ? [] : [`${native.length} native modules instead of one`]),
    ...(asarSize > sizeLimit ? [`${asarSize} bytes are more than ${sizeLimit}`] : []),
  ]
}

export const sizeOf = (path: string): number => statSync(path).size
