/** What attribute values and texts mean, and how a value is written so that it is read back as it was. */
import type { ElementNode, Span } from './nodes.ts'
import { attributeOf } from './nodes.ts'

/** Only a literal has a meaning here: expressions and named values (`{{name}}`) are known to Azure alone. */
export type Value =
  | { kind: 'absent' }
  | { kind: 'literal'; text: string; span: Span }
  | {
      kind: 'named-value'
      /** Null when there is more than the one reference. */ name: string | null
      span: Span
    }
  | { kind: 'expression'; span: Span }

const wholeNamedValue = /^\s*\{\{\s*([\w.-]+)\s*\}\}\s*$/
const anyNamedValue = /\{\{\s*[\w.-]+\s*\}\}/

export function valueOf(text: string, element: ElementNode, name: string): Value {
  const attribute = attributeOf(element, name)
  if (attribute === undefined) return { kind: 'absent' }
  return meaningOf(
    text.slice(attribute.value.start, attribute.value.end),
    attribute.expression,
    attribute.span,
  )
}

/** The text in an element: pieces and CDATA joined. With elements inside it is their source, as it stands. */
export function contentOf(text: string, element: ElementNode): Value {
  const { start, end } = element.span
  const span = { start, end }
  if (element.children.some((child) => child.kind === 'text' && child.expression)) {
    return { kind: 'expression', span }
  }
  if (element.children.some((child) => child.kind === 'element')) {
    const inside = text.slice(element.startTag.end, element.endTag?.start ?? end)
    return anyNamedValue.test(inside)
      ? { kind: 'named-value', name: null, span }
      : { kind: 'literal', text: inside, span }
  }
  let decoded = ''
  for (const child of element.children) {
    const source = text.slice(child.span.start, child.span.end)
    if (child.kind === 'text') {
      if (anyNamedValue.test(source)) return { kind: 'named-value', name: namedValueIn(source), span }
      decoded += decode(source)
    } else if (child.kind === 'cdata') decoded += source.slice('<![CDATA['.length, -']]>'.length)
  }
  return { kind: 'literal', text: decoded, span }
}

function meaningOf(source: string, expression: boolean, span: Span): Value {
  if (expression) return { kind: 'expression', span }
  if (anyNamedValue.test(source)) return { kind: 'named-value', name: namedValueIn(source), span }
  // XML 1.0 §3.3.3: a line end or tab that is not written as a reference is a blank in an attribute value.
  return { kind: 'literal', text: decode(source.replace(/\r\n|[\t\n\r]/g, ' ')), span }
}

const namedValueIn = (source: string): string | null => wholeNamedValue.exec(source)?.[1] ?? null

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

/** Replaces the references XML knows; anything else stays as it stands. */
export const decode = (source: string): string =>
  source.includes('&')
    ? source.replace(
        /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|apos|quot));/g,
        (whole, hex, decimal, name) => {
          if (typeof name === 'string') return characters[name] ?? whole
          const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole
        },
      )
    : source

/**
 * A value for between quotes of either kind. Besides what XML demands, `@(`, `@{` and `{{` are broken up by a
 * reference, so that a literal is never taken for an expression or a named value.
 */
export const encode = (value: string): string =>
  value
    .replace(/[&<"']/g, (character) => references[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@(?=[({])/g, '&#64;')
    .replace(/\{(?=\{)/g, '&#123;')

/** A text for between tags, where quotes may stand as they are. */
export const encodeContent = (value: string): string =>
  value
    .replace(/[&<>]/g, (character) => references[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@(?=[({])/g, '&#64;')
    .replace(/\{(?=\{)/g, '&#123;')

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
