/**
 * Adds a credential element to a document that has none, creating inbound and `<policies>` where they are absent.
 *
 * What is added must be told from what was there, so that taking the element out again gives back the original
 * bytes. Each case therefore leaves its own trace in white space, which `remove-element.ts` knows (`_` is a blank):
 *
 * | before                              | after                                                               |
 * | ----------------------------------- | ------------------------------------------------------------------- |
 * | `<base />` first on its line        | element on a line of its own behind it                              |
 * | `<base />` elsewhere                | element behind it, no space                                         |
 * | content on lines, no `<base />`     | element on the first line of its own                                |
 * | other content, or only white space  | element right behind the start tag, no space                        |
 * | `<inbound />`                       | element alone, white space on both sides, closed as inbound was     |
 * | no inbound                          | `<base />_<element />_` alone on a line in a new inbound            |
 * | no `<policies>`                     | the same without the line ends around it                            |
 */
import type { PolicyDocument } from './document.ts'
import { applyEdits, firstIndentation, habitsOf, indentationOf, lineIndentation, type Edit } from './edits.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import type { WantedElement } from './rewrite-element.ts'

export function addElement(document: PolicyDocument, wanted: WantedElement): string {
  const { text, root, sections } = document
  const { lineEnd, indent, quote } = habitsOf(document)
  const attributes = wanted.attributes
    .map(({ name, source }) => ` ${name}=${quote}${source}${quote}`)
    .join('')
  const element = (closing: string): string => `<${wanted.name}${attributes}${closing}`
  if (root === null) {
    const inbound = `<inbound><base /> ${element(' />')} </inbound>`
    return `${text}<policies>${lineEnd}${indent}${inbound}${lineEnd}</policies>`
  }
  const edits = sections.inbound === undefined ? intoRoot(root) : intoInbound(sections.inbound)
  return applyEdits(text, edits)

  function intoInbound(inbound: ElementNode): Edit[] {
    if (inbound.selfClosing) return fill(inbound, element(closingOf(text, inbound)))
    const base = elementsIn(inbound).findLast(holdsBase)
    if (base === undefined) return [atStartOf(inbound, element(' />'))]
    const indentation = indentationOf(text, base.span.start)
    const before = indentation === null ? '' : lineEnd + indentation
    return [{ start: base.span.end, end: base.span.end, text: before + element(' />') }]
  }

  function intoRoot(policies: ElementNode): Edit[] {
    const outer = firstIndentation(text, policies) ?? lineIndentation(text, policies.span.start) + indent
    const inbound = (closing: string): string =>
      `<inbound>${lineEnd}${outer}${indent}<base /> ${element(closing)} ${lineEnd}${outer}</inbound>`
    return policies.selfClosing
      ? fill(policies, inbound(closingOf(text, policies)))
      : [atStartOf(policies, inbound(' />'))]
  }

  /** Opens a self-closing element around new content. */
  function fill(container: ElementNode, content: string): Edit[] {
    const { start, end } = container.span
    const tag = { start: end - closingOf(text, container).length, end }
    const outer = indentationOf(text, start)
    const [before, after] = outer === null ? [' ', ' '] : [lineEnd + outer + indent, lineEnd + outer]
    return [{ ...tag, text: `>${before}${content}${after}</${container.name}>` }]
  }

  function atStartOf(container: ElementNode, content: string): Edit {
    const at = container.startTag.end
    const inside = text.slice(at, container.endTag?.start ?? at)
    const onLines = /^[ \t]*[\r\n]/.test(inside) && inside.trim() !== ''
    const outer = firstIndentation(text, container) ?? lineIndentation(text, container.span.start) + indent
    return { start: at, end: at, text: onLines ? lineEnd + outer + content : content }
  }
}

/** `/>` with the white space before it. */
export function closingOf(text: string, { name, startTag, nameSpan, attributes }: ElementNode): string {
  const from = attributes.at(-1)?.span.end ?? nameSpan.start + name.length
  return text.slice(from, startTag.end)
}

/** A `<base />`, or control flow with one inside. */
const holdsBase = (element: ElementNode): boolean => {
  const pending = [element]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.name === 'base') return true
    pending.push(...elementsIn(next))
  }
  return false
}
