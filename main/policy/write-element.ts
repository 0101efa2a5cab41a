/** Writes a new element in the manner of the document that it comes into. */
import type { PolicyDocument } from './document.ts'
import { habitsOf, indentationOf, type Edit, type Habits } from './edits.ts'
import type { ElementNode } from './nodes.ts'

/** An element to be written; every `source` is in the form of the text, with references where XML needs them. */
export interface WantedElement {
  name: string
  attributes: readonly { name: string; source: string }[]
  children?: readonly WantedChild[]
}

export interface WantedChild {
  name: string
  attributes: readonly { name: string; source: string }[]
  /** Null closes it in its start tag. */
  content: string | null
}

/**
 * The element's source. `closing` is the self-closing tag's end that it should keep the manner of (its trace, see
 * `add-element.ts`); `indentation` is that of the line it begins, null where something stands before it there.
 */
export function sourceOf(
  { name, attributes, children = [] }: WantedElement,
  habits: Habits,
  { closing, indentation }: { closing: string; indentation: string | null },
): string {
  const start = `<${name}${attributesOf(attributes, habits)}`
  if (children.length === 0) return start + closing
  const before = indentation === null ? '' : habits.lineEnd + indentation + habits.indent
  const after = indentation === null ? '' : habits.lineEnd + indentation
  const inside = children.map((child) => before + childSource(child, habits)).join('')
  return `${start}>${inside}${after}</${name}${traceOf(closing)}>`
}

export const childSource = ({ name, attributes, content }: WantedChild, habits: Habits): string => {
  const start = `<${name}${attributesOf(attributes, habits)}`
  return content === null ? `${start} />` : `${start}>${content}</${name}>`
}

const attributesOf = (attributes: WantedElement['attributes'], { quote }: Habits): string =>
  attributes.map(({ name, source }) => ` ${name}=${quote}${source}${quote}`).join('')

/** Puts what is new behind an element, on a line of its own where that begins one. */
export function insertBehind(
  document: PolicyDocument,
  element: ElementNode,
  source: (indentation: string | null) => string,
): Edit {
  const indentation = indentationOf(document.text, element.span.start)
  const before = indentation === null ? '' : habitsOf(document).lineEnd + indentation
  const { end } = element.span
  return { start: end, end, text: before + source(indentation) }
}

/** How a self-closing tag ended, as white space in the end tag of what closes otherwise; ` />` leaves none. */
const traceOf = (closing: string): string => {
  const space = closing.slice(0, -'/>'.length)
  if (space === ' ') return ''
  return space === '' ? ' ' : space
}

/** `/>` with the white space before it; of an element with content, as its end tag tells (`traceOf`). */
export function closingOf(text: string, element: ElementNode): string {
  const { name, startTag, nameSpan, attributes, selfClosing, endTag } = element
  if (selfClosing)
    return text.slice(attributes.at(-1)?.span.end ?? nameSpan.start + name.length, startTag.end)
  const space = endTag === null ? '' : text.slice(endTag.start + `</${name}`.length, endTag.end - 1)
  if (space === '') return ' />'
  return space === ' ' ? '/>' : `${space}/>`
}
