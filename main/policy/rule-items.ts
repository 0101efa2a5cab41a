/** The elements inside a rule that list something: header values, addresses and ranges of them. */
import type { PolicyDocument } from './document.ts'
import { habitsOf, indentationOf, type Edit } from './edits.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import { withLineBreak } from './remove-element.ts'
import { encode, encodeContent } from './values.ts'
import { childSource, closingOf, insertBehind, type WantedChild } from './write-element.ts'

/** An item as it is written: `10.0.0.1-10.0.0.9` is a range where addresses are listed. */
export function wantedItem(kind: 'values' | 'addresses', text: string): WantedChild {
  const [, from, to] = (kind === 'addresses' && /^([^-]+)-([^-]+)$/.exec(text)) || []
  if (from !== undefined && to !== undefined) {
    const attributes = [
      { name: 'from', source: encode(from) },
      { name: 'to', source: encode(to) },
    ]
    return { name: 'address-range', attributes, content: null }
  }
  const name = kind === 'addresses' ? 'address' : 'value'
  return { name, attributes: [], content: encodeContent(text) }
}

/**
 * Makes the list say `wanted` where it says `present`. What both begin and end with stays as it is, with whatever
 * stands between; of what is left, each takes the place of the one before it.
 */
export function itemEdits(
  document: PolicyDocument,
  element: ElementNode,
  present: readonly string[],
  wanted: readonly string[],
  kind: 'values' | 'addresses',
): Edit[] {
  const children = elementsIn(element)
  const shorter = Math.min(present.length, wanted.length)
  let before = 0
  while (before < shorter && present[before] === wanted[before]) before += 1
  let after = 0
  while (after < shorter - before && present.at(-1 - after) === wanted.at(-1 - after)) after += 1
  const old = children.slice(before, children.length - after)
  const next = wanted.slice(before, wanted.length - after).map((text) => wantedItem(kind, text))
  const edits = old.map((child, place): Edit => {
    const replacement = next[place]
    return replacement === undefined
      ? withLineBreak(document.text, child)
      : replacing(document, child, replacement)
  })
  const added = next.slice(old.length)
  if (added.length === 0) return edits
  const last = old.at(-1) ?? children[before - 1]
  return [...edits, last === undefined ? inside(document, element, added) : behind(document, last, added)]
}

/** The content alone where the element stays the same. */
function replacing(document: PolicyDocument, child: ElementNode, wanted: WantedChild): Edit {
  const { startTag, endTag, span, name, selfClosing } = child
  if (name === wanted.name && wanted.content !== null && endTag !== null && !selfClosing) {
    return { start: startTag.end, end: endTag.start, text: wanted.content }
  }
  return { ...span, text: childSource(wanted, habitsOf(document)) }
}

function behind(document: PolicyDocument, last: ElementNode, added: readonly WantedChild[]): Edit {
  const habits = habitsOf(document)
  const [first, ...more] = added.map((child) => childSource(child, habits))
  return insertBehind(document, last, (indentation) =>
    [first, ...more].join(indentation === null ? '' : habits.lineEnd + indentation),
  )
}

/** Into an element that lists nothing yet. */
function inside(document: PolicyDocument, element: ElementNode, added: readonly WantedChild[]): Edit {
  const { text } = document
  const habits = habitsOf(document)
  const outer = indentationOf(text, element.span.start)
  const before = outer === null ? '' : habits.lineEnd + outer + habits.indent
  const content = added.map((child) => before + childSource(child, habits)).join('')
  if (!element.selfClosing) {
    const at = element.startTag.end
    // Of an empty element the end tag goes on a line of its own; white space that is there does the same.
    const after = outer === null || element.endTag?.start !== at ? '' : habits.lineEnd + outer
    return { start: at, end: at, text: content + after }
  }
  const end = element.span.end
  const after = outer === null ? '' : habits.lineEnd + outer
  return { start: end - closingOf(text, element).length, end, text: `>${content}${after}</${element.name}>` }
}
