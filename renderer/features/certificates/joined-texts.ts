/**
 * The texts of many items as one, so that a search runs through memory from end to end and does not go from text to
 * text, wherever each of ten thousand lies.
 */
export interface JoinedTexts {
  text: string
  /** Where the text of each item begins, and after the last one where another would. */
  starts: Uint32Array
}

/** No text has it in itself. */
const between = '\n'

export function joinTexts(texts: readonly string[]): JoinedTexts {
  const starts = new Uint32Array(texts.length + 1)
  for (const [place, text] of texts.entries())
    starts[place + 1] = (starts[place] ?? 0) + text.length + between.length
  return { text: texts.join(between), starts }
}

/** For each item 1 where its text has `part` in it, else 0. */
export function placesWith({ text, starts }: JoinedTexts, part: string): Uint8Array {
  const found = new Uint8Array(starts.length - 1)
  let place = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, starts[place])) {
    while ((starts[place + 1] ?? Infinity) <= at) place += 1
    found[place] = 1
    place += 1
  }
  return found
}
