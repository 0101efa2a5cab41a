/** The record as files for other programs: CSV for a spreadsheet, JSON lines for a log collector. */
import type { ActivityEntry, ActivityFormat } from '../../preload/contract/activity.ts'
import { csvFile } from '../csv.ts'

const header = [
  ...['sequence', 'at', 'actor', 'door', 'act', 'subjectKind', 'subjectId', 'subjectName'],
  ...['before', 'after', 'previousHash', 'hash'],
]

const csvRow = (entry: ActivityEntry): string[] => {
  const { sequence, at, actor, door, act, subject, before, after, previousHash, hash } = entry
  const facts = (value: unknown) => (value === null ? '' : JSON.stringify(value))
  const fields = [String(sequence), at, actor, door, act, subject.kind, subject.id, subject.name]
  return [...fields, facts(before), facts(after), previousHash, hash]
}

/** One entry per line, with everything its hash covers (docs/activity.md), so that a reader can verify the chain. */
const toJsonLines = (entries: readonly ActivityEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

export const exportActivity = (entries: readonly ActivityEntry[], format: ActivityFormat): string =>
  format === 'csv' ? csvFile([header, ...entries.map(csvRow)]) : toJsonLines(entries)
