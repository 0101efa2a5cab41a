/**
 * Takes an element out of a document, with whatever `add-element.ts` added around it: each trace in white space
 * that its table lists is undone here.
 */
import type { PolicyDocument } from './document.ts'
import { lineBreakBefore, type Edit } from './edits.ts'
import type { ElementNode } from './nodes.ts'
import { closingOf } from './write-element.ts'

export function removalOf({ text, root, sections }: PolicyDocument, element: ElementNode): Edit {
  const section = Object.values(sections).find((one) => one === element.parent)
  if (section === undefined || root === null) return withLineBreak(text, element)
  const created = createdSection(text, section, element)
  if (created === 'with-policies' && spaceAround(text, root, section)?.onLines === true) {
    return { ...root.span, text: '' }
  }
  if (created === 'alone') {
    return spaceAround(text, root, section) === null
      ? withLineBreak(text, section)
      : closeAgain(text, root, element)
  }
  return spaceAround(text, section, element) === null
    ? withLineBreak(text, element)
    : closeAgain(text, section, element)
}

export const withLineBreak = (text: string, { span: { start, end } }: ElementNode): Edit => ({
  start: start - lineBreakBefore(text, start).length,
  end,
  text: '',
})

/** Makes the container self-closing, as it was; the element kept the manner of its closing. */
const closeAgain = (text: string, container: ElementNode, element: ElementNode): Edit => ({
  start: container.startTag.end - 1,
  end: container.span.end,
  text: closingOf(text, element),
})

/** Whether a section was added, with or without `<policies>`; null for one that somebody wrote. */
function createdSection(
  text: string,
  section: ElementNode,
  element: ElementNode,
): 'with-policies' | 'alone' | null {
  const base = section.children.find(({ kind }) => kind === 'element')
  if (base?.kind !== 'element' || base.name !== 'base' || section.endTag === null) return null
  if (text.slice(base.span.end, element.span.start) !== ' ') return null
  const before = text.slice(section.startTag.end, base.span.start)
  const after = text.slice(element.span.end, section.endTag.start)
  if (!after.startsWith(' ')) return null
  if (before === '' && after === ' ') return 'with-policies'
  return isLineBreak(before) && isLineBreak(after.slice(1)) ? 'alone' : null
}

/** Whether `inner` stands alone in `container` with the white space around it that opening `<container />` leaves. */
function spaceAround(text: string, container: ElementNode, inner: ElementNode): { onLines: boolean } | null {
  if (container.endTag === null) return null
  const before = text.slice(container.startTag.end, inner.span.start)
  const after = text.slice(inner.span.end, container.endTag.start)
  if (before === ' ' && after === ' ') return { onLines: false }
  return isLineBreak(before) && isLineBreak(after) ? { onLines: true } : null
}

const isLineBreak = (space: string): boolean => /^(?:\r\n|\n|\r)[ \t]*$/.test(space)
