/**
 * The policy's own text and the text that the editor shows.
 *
 * The editor knows one line end, "\n". A policy may come with "\r\n", or with both mixed, and everything that was
 * not edited must go back byte for byte. So the edits are made on the text itself, at the places they mean there.
 */

/** A replacement in the shown text; `from` and `to` are offsets in the text before any edit. */
export interface Edit {
  from: number
  to: number
  insert: string
}

const lineEnd = /\r\n?|\n/g

/** The text with every line end as "\n". */
export const shownText = (text: string): string => text.replace(lineEnd, '\n')

/** Where an offset of the text itself lies in the shown text (UTF-16 code units, as everywhere here). */
export function shownOffset(text: string, offset: number): number {
  return shownText(text.slice(0, offset)).length
}

/**
 * The text with `edits` made on its shown form (sorted, not overlapping).
 *
 * New lines end as the line before them does. A replacement by what was there already, as undo leaves behind,
 * changes nothing.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const place = ownOffsets(text)
  let result = ''
  let copied = 0
  for (const { from, to, insert } of edits) {
    const start = place(from)
    const end = place(to)
    if (shownText(text.slice(start, end)) === insert) continue
    result += text.slice(copied, start) + insert.replaceAll('\n', lineEndBefore(text, start))
    copied = end
  }
  return result + text.slice(copied)
}

/** The line of an offset, counted from 1. */
export const lineAt = (text: string, offset: number): number =>
  shownText(text.slice(0, offset)).split('\n').length

/** The one replacement that makes `next` of `shown`: what lies between their common beginning and common end. */
export function difference(shown: string, next: string): Edit | null {
  if (shown === next) return null
  const shorter = Math.min(shown.length, next.length)
  let from = 0
  while (from < shorter && shown[from] === next[from]) from += 1
  let kept = 0
  while (kept < shorter - from && shown[shown.length - 1 - kept] === next[next.length - 1 - kept]) kept += 1
  return { from, to: shown.length - kept, insert: next.slice(from, next.length - kept) }
}

/** A function from rising offsets in the shown text to offsets in the text itself. */
function ownOffsets(text: string): (shown: number) => number {
  let own = 0
  let reached = 0
  return (shown) => {
    while (reached < shown) {
      own += text.startsWith('\r\n', own) ? 2 : 1
      reached += 1
    }
    return own
  }
}

/** The line end that the place at `offset` follows; the first one of the text where none comes before. */
function lineEndBefore(text: string, offset: number): string {
  return text.slice(0, offset).match(lineEnd)?.at(-1) ?? text.match(lineEnd)?.[0] ?? '\n'
}
