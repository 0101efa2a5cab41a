/**
 * Adds an element to a section of a document, creating the section and `<policies>` where they are absent.
 *
 * It comes behind the last of its kind, so that what one adds stands in the order of adding. Where there is none, it
 * must be told from what was there, so that taking it out again gives back the original bytes. Each case therefore
 * leaves its own trace in white space, which `remove-element.ts` knows (`_` is a blank):
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
import { policySections, type PolicySection } from '../../preload/contract/policy-form.ts'
import type { PolicyDocument } from './document.ts'
import { applyEdits, firstIndentation, habitsOf, indentationOf, lineIndentation, type Edit } from './edits.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import { closingOf, insertBehind, sourceOf, type WantedElement } from './write-element.ts'

export function addElement(
  document: PolicyDocument,
  wanted: WantedElement,
  section: PolicySection = 'inbound',
): string {
  const { text, root, sections } = document
  const habits = habitsOf(document)
  const { lineEnd, indent } = habits
  const element = (indentation: string | null, closing = ' />'): string =>
    sourceOf(wanted, habits, { closing, indentation })
  if (root === null) {
    const created = `<${section}><base /> ${element(null)} </${section}>`
    return `${text}<policies>${lineEnd}${indent}${created}${lineEnd}</policies>`
  }
  const there = sections[section]
  return applyEdits(text, there === undefined ? intoRoot(root) : intoSection(there))

  function intoSection(there: ElementNode): Edit[] {
    if (there.selfClosing) return fill(there, element)
    const before =
      elementsIn(there).findLast(({ name }) => name === wanted.name) ?? elementsIn(there).findLast(holdsBase)
    return [before === undefined ? atStartOf(there, element) : insertBehind(document, before, element)]
  }

  function intoRoot(policies: ElementNode): Edit[] {
    const outer = firstIndentation(text, policies) ?? lineIndentation(text, policies.span.start) + indent
    const created = (closing?: string): string =>
      `<${section}>${lineEnd}${outer}${indent}<base /> ${element(null, closing)} ${lineEnd}${outer}</${section}>`
    if (policies.selfClosing) return fill(policies, (_indentation, closing) => created(closing))
    const before = policySections
      .slice(0, policySections.indexOf(section))
      .flatMap((name) => sections[name] ?? [])
      .at(-1)
    return [
      before === undefined
        ? atStartOf(policies, () => created())
        : insertBehind(document, before, () => created()),
    ]
  }

  /** Opens a self-closing element around new content. */
  function fill(
    container: ElementNode,
    content: (indentation: string | null, closing: string) => string,
  ): Edit[] {
    const { start, end } = container.span
    const closing = closingOf(text, container)
    const outer = indentationOf(text, start)
    const [before, after] = outer === null ? [' ', ' '] : [lineEnd + outer + indent, lineEnd + outer]
    const inside = before + content(outer === null ? null : outer + indent, closing) + after
    return [{ start: end - closing.length, end, text: `>${inside}</${container.name}>` }]
  }

  function atStartOf(container: ElementNode, content: (indentation: string | null) => string): Edit {
    const at = container.startTag.end
    const inside = text.slice(at, container.endTag?.start ?? at)
    const onLines = /^[ \t]*[\r\n]/.test(inside) && inside.trim() !== ''
    const outer = firstIndentation(text, container) ?? lineIndentation(text, container.span.start) + indent
    return { start: at, end: at, text: onLines ? lineEnd + outer + content(outer) : content(null) }
  }
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
