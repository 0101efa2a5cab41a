/** Reads a start tag with its attributes, whose values may be C# expressions with quotes and brackets in them. */
import type { Attribute, Span } from './nodes.ts'
import { checkReferences, error, isNameEnd, isSpace, scanExpression, type ScanState } from './scan-state.ts'

export interface StartTag {
  name: string
  nameSpan: Span
  span: Span
  attributes: readonly Attribute[]
  selfClosing: boolean
}

/** The tag at `at`, where `<` and the first letter of a name stand. It always ends behind where it starts. */
export function scanStartTag(state: ScanState, at: number): StartTag {
  const { text, findings } = state
  const nameSpan = { start: at + 1, end: nameEnd(text, at + 1) }
  const name = text.slice(nameSpan.start, nameSpan.end)
  const attributes = new Map<string, Attribute>()
  const tag = (end: number, selfClosing: boolean): StartTag => ({
    name,
    nameSpan,
    span: { start: at, end },
    attributes: [...attributes.values()],
    selfClosing,
  })
  let to = nameSpan.end
  for (;;) {
    const behindSpaces = skipSpaces(text, to)
    if (text[behindSpaces] === '>') return tag(behindSpaces + 1, false)
    if (text.startsWith('/>', behindSpaces)) return tag(behindSpaces + 2, true)
    if (behindSpaces === text.length || text[behindSpaces] === '<') {
      findings.push(error('malformed-tag', { start: at, end: to }, name))
      return tag(behindSpaces, false)
    }
    const separated = behindSpaces > to
    to = scanAttribute(state, behindSpaces, attributes, separated)
  }
}

/** Reads the attribute at `at` and adds it to the others; the place behind it, or behind what is not one. */
function scanAttribute(
  state: ScanState,
  at: number,
  attributes: Map<string, Attribute>,
  separated: boolean,
): number {
  const { text } = state
  const behindName = nameEnd(text, at)
  const name = text.slice(at, behindName)
  const malformed = (end: number): number => {
    state.findings.push(error('malformed-attribute', { start: at, end }, name))
    return end
  }
  if (name === '') return malformed(at + 1)
  const equals = skipSpaces(text, behindName)
  if (text[equals] !== '=') return malformed(behindName)
  const opening = skipSpaces(text, equals + 1)
  const quote = text[opening]
  if (quote !== '"' && quote !== "'") return malformed(unquotedEnd(text, opening))
  const { value, expression } = scanValue(state, opening + 1, quote)
  if (text[value.end] !== quote) return malformed(value.end)
  const span = { start: at, end: value.end + 1 }
  if (!separated) malformed(span.end)
  if (attributes.has(name)) state.findings.push(error('duplicate-attribute', span, name))
  else attributes.set(name, { name, span, value, quote, expression })
  return span.end
}

/** From behind the opening quote to the closing one, or to a `<` or the end of the text, which end it too. */
function scanValue(state: ScanState, start: number, quote: string): { value: Span; expression: boolean } {
  const { text } = state
  const behindExpression = scanExpression(state, skipSpaces(text, start))
  const literal = behindExpression ?? start
  let end = literal
  while (end < text.length && text[end] !== quote && text[end] !== '<') end += 1
  checkReferences(state, { start: literal, end })
  return { value: { start, end }, expression: behindExpression !== null }
}

function unquotedEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && !isSpace(text[end]) && text[end] !== '>' && text[end] !== '<') end += 1
  return end
}

function nameEnd(text: string, from: number): number {
  let end = from
  while (!isNameEnd(text[end])) end += 1
  return end
}

function skipSpaces(text: string, from: number): number {
  let to = from
  while (isSpace(text[to])) to += 1
  return to
}
