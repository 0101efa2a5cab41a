/** Edits by span, and the habits of a document that a new piece of it should follow. */
import type { PolicyDocument } from './document.ts'
import { elementsIn, type Attribute, type ElementNode, type Span } from './nodes.ts'

/** Puts `text` in the place of the span; an empty span inserts. */
export interface Edit extends Span {
  text: string
}

/** Carries out edits that do not overlap; everything between them stays as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + text.slice(from)
}

export interface Habits {
  lineEnd: string
  /** One step of indentation. */
  indent: string
  quote: Attribute['quote']
}

const defaultIndent = '    '

export function habitsOf({ text, root, elements }: PolicyDocument): Habits {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const outer = root === null ? null : indentationOf(text, root.span.start)
  const inner = root === null ? null : firstIndentation(text, root)
  const indent = outer !== null && inner?.startsWith(outer) === true ? inner.slice(outer.length) : ''
  const withAttribute = elements.find(({ attributes }) => attributes.length > 0)
  return {
    lineEnd,
    indent: indent === '' ? defaultIndent : indent,
    quote: withAttribute?.attributes[0]?.quote ?? '"',
  }
}

/** The white space before a place that is first on its line; null where something else stands before it. */
export function indentationOf(text: string, at: number): string | null {
  let start = at
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1
  const before = text[start - 1]
  return before === undefined || before === '\n' || before === '\r' || before === '\uFEFF'
    ? text.slice(start, at)
    : null
}

/** The white space at the start of the line in which a place is. */
export function lineIndentation(text: string, at: number): string {
  let start = at
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1
  return /^\uFEFF?([ \t]*)/.exec(text.slice(start, at))?.[1] ?? ''
}

/** How the first element that begins a line in `parent` is indented; null where none does. */
export function firstIndentation(text: string, parent: ElementNode): string | null {
  for (const child of elementsIn(parent)) {
    const indentation = indentationOf(text, child.span.start)
    if (indentation !== null) return indentation
  }
  return null
}

const lineBreakAndIndentation = /(?:\r\n|\n|\r)[ \t]*$/

/** The line end and indentation right before a place; empty where something else stands before it. */
export function lineBreakBefore(text: string, at: number): string {
  const indentation = indentationOf(text, at)
  if (indentation === null) return ''
  return lineBreakAndIndentation.exec(text.slice(Math.max(0, at - indentation.length - 2), at))?.[0] ?? ''
}
