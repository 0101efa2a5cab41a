/** The PFX files of other projects that lie beside the repository, where they do. */
import { existsSync, readFileSync } from 'node:fs'

/** One open attempt; the fields are described in the corpus' own README. */
export interface CorpusEntry {
  file: string
  password: string
  expect: 'ok' | 'wrong-password' | 'invalid' | 'unsupported'
  certs: number | null
  keys: number | null
  keyType: string | null
  keyTypes?: readonly string[]
  leafSubject: string | null
  leafSha1: string | null
  friendlyName?: string
  notes: string
}

const folder = new URL('../../../../shared/pfx-corpus/', import.meta.url)

export const isCorpusThere = existsSync(folder)

export const corpusEntries = (): CorpusEntry[] =>
  isCorpusThere ? (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as CorpusEntry[]) : []

export const corpusFile = (entry: CorpusEntry): URL => new URL(entry.file, folder)

export const readCorpusFile = (entry: CorpusEntry): Buffer => readFileSync(corpusFile(entry))
