/** Which card of the form goes on showing which rule, once the text has changed and the rules' places with it. */
import type { PolicyRule } from '../../../preload/contract/policy-form.ts'

export interface KeyedRule {
  key: number
  source: string
}

let lastKey = 0

/**
 * A key for each rule of `text`. What stands as it stood before or behind the change keeps its key, and so do the
 * rules between where they are as many as before: they were changed in their places.
 */
export function keyRules(
  before: readonly KeyedRule[],
  rules: readonly PolicyRule[],
  text: string,
): KeyedRule[] {
  const sources = rules.map(({ offset, length }) => text.slice(offset, offset + length))
  const moved = sources.length - before.length
  const shorter = Math.min(sources.length, before.length)
  let start = 0
  while (start < shorter && before[start]?.source === sources[start]) start++
  let end = sources.length
  while (end > start + Math.max(0, moved) && before[end - 1 - moved]?.source === sources[end - 1]) end--
  return sources.map((source, place) => {
    const same =
      place < start || moved === 0 ? before[place] : place >= end ? before[place - moved] : undefined
    return { key: same?.key ?? ++lastKey, source }
  })
}
