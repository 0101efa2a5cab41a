import { describe, expect, it } from 'vitest'
import { reportOn, type Report } from './script-report.ts'
import { corpusEntries, isCorpusThere, readCorpusFile, type CorpusEntry } from './testing/corpus.ts'

const open = (entry: CorpusEntry): Report => reportOn(entry.file, readCorpusFile(entry), entry.password)

const leafOf = (report: Report): Report['certificates'][number] | undefined =>
  report.certificates.find(({ key }) => key !== null)

const isPairIn = (report: Report): boolean => report.keys.some(({ certificate }) => certificate !== null)

const contentsAgree = (report: Report, entry: CorpusEntry): void => {
  if (entry.certs !== null) expect(report.certificates).toHaveLength(entry.certs)
  if (entry.keys !== null) expect(report.keys).toHaveLength(entry.keys)
  if (entry.keyType !== null) expect(report.keys[0]?.keyType).toBe(entry.keyType)
  if (entry.keyTypes) expect(report.keys.map(({ keyType }) => keyType)).toEqual(entry.keyTypes)
}

const title = isCorpusThere
  ? 'the files of other projects'
  : 'the files of other projects (../shared/pfx-corpus is not there)'

describe.skipIf(!isCorpusThere)(title, () => {
  const entries = corpusEntries()
  const named = (expected: CorpusEntry['expect']): [string, CorpusEntry][] =>
    entries
      .filter(({ expect: outcome }) => outcome === expected)
      .map((entry) => [`${entry.file}, ${JSON.stringify(entry.password)}`, entry])

  it.each(named('ok'))('opens %s', (_, entry) => {
    const report = open(entry)
    expect(report).toMatchObject({ outcome: 'ok', code: null })
    contentsAgree(report, entry)
    const leaf = leafOf(report)
    expect(leaf?.thumbprint.toLowerCase() ?? null).toBe(entry.leafSha1)
    expect(leaf?.subject ?? null).toBe(entry.leafSubject)
    // Names are cut at 256 characters and lose what cannot be seen.
    if (entry.friendlyName) expect(entry.friendlyName.startsWith(leaf?.friendlyName ?? '-')).toBe(true)
  })

  it.each(named('wrong-password'))('says that the password is wrong for %s', (_, entry) => {
    expect(open(entry)).toMatchObject({ outcome: 'wrong-password', code: 'wrong-password' })
  })

  it.each(named('invalid'))('says what is wrong with %s, and not that it is the password', (_, entry) => {
    const report = open(entry)
    expect(report.outcome).toBe('invalid')
    expect(isPairIn(report)).toBe(false)
  })

  it.each(named('unsupported'))('opens, or refuses by name, %s', (_, entry) => {
    const report = open(entry)
    expect(['ok', 'unsupported']).toContain(report.outcome)
    if (report.outcome === 'ok') contentsAgree(report, entry)
  })
})
