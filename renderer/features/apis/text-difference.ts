/** Two versions of a text of which a part is another: the lines before and after, with a little of what is around. */

export interface ChangedLine {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const around = 2

/** Empty where they are the same. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  if (before === after) return []
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  const shorter = Math.min(old.length, now.length)
  let first = 0
  while (first < shorter && old[first] === now[first]) first += 1
  let last = 0
  while (last < shorter - first && old.at(-1 - last) === now.at(-1 - last)) last += 1
  const line = (kind: ChangedLine['kind']) => (text: string) => ({ kind, text })
  return [
    ...old.slice(Math.max(0, first - around), first).map(line('same')),
    ...old.slice(first, old.length - last).map(line('removed')),
    ...now.slice(first, now.length - last).map(line('added')),
    ...now.slice(now.length - last, now.length - last + around).map(line('same')),
  ]
}
