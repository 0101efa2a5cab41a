/**
 * The texts of many items as one, so that a search runs through memory from end to end and does not go from text to
 * text, wherever each of ten thousand lies.
 */
export interface JoinedTexts {
  text: string
  /** Where the text of each item begins, and after the last one where another would. */
  starts: Uint32Array
}

/** Ends each text; none has it in itself. */
const end = '\n'
const none: JoinedTexts = { text: '', starts: new Uint32Array(1) }

/** `texts` after those that are joined already. */
export function joinTexts(texts: readonly string[], before: JoinedTexts = none): JoinedTexts {
  const first = before.starts.length - 1
  const starts = new Uint32Array(first + texts.length + 1)
  starts.set(before.starts)
  for (const [place, text] of texts.entries())
    starts[first + place + 1] = (starts[first + place] ?? 0) + text.length + end.length
  return { text: before.text + texts.map((text) => text + end).join(''), starts }
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
