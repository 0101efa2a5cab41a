/** How well a text answers to what was typed into the palette. */
import { folded } from '../certificates/certificate-filter.ts'

/** Katakana is read as hiragana: who types かな finds カナ. Half-width forms are folded before. */
const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))

export const searchable = (text: string): string => toHiragana(folded(text))

/**
 * 0 where `query` does not fit; the larger, the better: the whole text, its beginning, the beginning of a word,
 * anywhere, and last its characters in their order with others between (`osg` finds `orders-gateway`). Both are
 * `searchable`; every word of the query must fit.
 */
export function matchOf(text: string, query: string): number {
  const words = query.split(' ').filter(Boolean)
  let least = 5
  for (const word of words) {
    const score = wordMatch(text, word)
    if (score === 0) return 0
    least = Math.min(least, score)
  }
  return least
}

function wordMatch(text: string, word: string): number {
  if (text === word) return 5
  const at = text.indexOf(word)
  if (at === 0) return 4
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 2 : 3
  return isSpread(text, word) ? 1 : 0
}

/** One or two characters are spread over nearly every text. */
function isSpread(text: string, word: string): boolean {
  if (word.length < 3) return false
  let at = -1
  for (const character of word) {
    at = text.indexOf(character, at + 1)
    if (at < 0) return false
  }
  return true
}
