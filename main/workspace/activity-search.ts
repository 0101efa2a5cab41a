/** Finding entries of the record by what they say. */
import { setImmediate } from 'node:timers/promises'
import type { ActivityEntry, ActivityFilter, ActivityQuery } from '../../preload/contract/activity.ts'

/** Entries looked through at once; between batches everything else in the process has its turn. */
const batch = 500

/** Full-width and half-width forms are one (NFKC), case does not matter. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Characters that stand between the digits of a thumbprint when it is copied from elsewhere (U+200E from Windows). */
const betweenDigits = /[\s:\-\p{Cf}]/gu

/** The words to look for; a thumbprint in groups is one word. Fewer than eight digits are taken as ordinary text. */
const wordsOf = (text: string): string[] => {
  const digits = text.replace(betweenDigits, '')
  if (/^[0-9a-f]{8,}$/iu.test(digits)) return [digits.toLowerCase()]
  return folded(text).split(/\s+/u).filter(Boolean)
}

const saidBy = ({ actor, subject, before, after }: ActivityEntry): string =>
  folded(
    [
      actor,
      subject.name,
      subject.id,
      ...[before, after].flatMap((facts) => Object.values(facts ?? {}).flat()),
    ]
      .filter((value) => value !== null)
      .join('\n'),
  )

const matcherOf = ({ text, namedActs, subject, door }: ActivityFilter) => {
  const words = wordsOf(text)
  return (entry: ActivityEntry): boolean => {
    if (subject !== null && entry.subject.kind !== subject) return false
    if (door !== null && entry.door !== door) return false
    if (words.length === 0 || namedActs.includes(entry.act)) return true
    const said = saidBy(entry)
    return words.every((word) => said.includes(word))
  }
}

/** @param newest reads `limit` entries below the sequence `before`, newest first */
export const searchActivity = async (
  newest: (limit: number, before?: number) => ActivityEntry[],
  { limit, before, filter }: ActivityQuery,
): Promise<ActivityEntry[]> => {
  const matches = matcherOf(filter)
  const found: ActivityEntry[] = []
  for (let below = before ?? undefined; found.length < limit;) {
    const entries = newest(batch, below)
    found.push(...entries.filter(matches))
    if (entries.length < batch) break
    below = entries.at(-1)?.sequence
    await setImmediate()
  }
  return found.slice(0, limit)
}
