/** The record as files for other programs: CSV for a spreadsheet, JSON lines for a log collector. */
import type { ActivityEntry, ActivityFormat } from '../../preload/contract/activity.ts'

/**
 * A value that a spreadsheet would take for a formula; a certificate's name comes from outside. OWASP, "CSV
 * Injection": such a value is led by an apostrophe.
 */
const formula = /^[=+\-@\t\r]/

/** RFC 4180, section 2, 5–7. */
const csvField = (value: string): string =>
  `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

const header = [
  ...['sequence', 'at', 'actor', 'door', 'act', 'subjectKind', 'subjectId', 'subjectName'],
  ...['before', 'after', 'previousHash', 'hash'],
]

const csvRow = (entry: ActivityEntry): string => {
  const { sequence, at, actor, door, act, subject, before, after, previousHash, hash } = entry
  const facts = (value: unknown) => (value === null ? '' : JSON.stringify(value))
  const fields = [String(sequence), at, actor, door, act, subject.kind, subject.id, subject.name]
  return [...fields, facts(before), facts(after), previousHash, hash].map(csvField).join(',')
}

/** With a byte order mark, by which spreadsheets tell UTF-8, and CRLF as RFC 4180 has it. */
const toCsv = (entries: readonly ActivityEntry[]): string =>
  `\uFEFF${[header.map(csvField).join(','), ...entries.map(csvRow)].join('\r\n')}\r\n`

/** One entry per line, with everything its hash covers (docs/activity.md), so that a reader can verify the chain. */
const toJsonLines = (entries: readonly ActivityEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

export const exportActivity = (entries: readonly ActivityEntry[], format: ActivityFormat): string =>
  format === 'csv' ? toCsv(entries) : toJsonLines(entries)
