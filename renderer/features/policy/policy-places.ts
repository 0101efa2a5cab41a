/** Where in a policy a place is, told from the text alone, which may be half written. */

/** Comments, CDATA, end tags and start tags; one with brackets in an expression is passed over. */
const markup = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\/([\w-]+)\s*>|<([\w-]+)([^<>]*)>/g

/** The elements that are open at the end of the text, outermost first. */
export function openElements(before: string): string[] {
  const open: string[] = []
  for (const [, closed, opened, rest = ''] of before.matchAll(markup)) {
    if (opened !== undefined && !rest.endsWith('/')) open.push(opened)
    const at = closed === undefined ? -1 : open.lastIndexOf(closed)
    if (at >= 0) open.length = at
  }
  return open
}

/** Attributes written as a whole, each with the white space before it. */
export const writtenAttributes = `(?:\\s+[\\w-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*`

export interface NamedPlace {
  from: number
  to: number
  element: string
  /** Null on the element's own name. */
  attribute: string | null
  /** The attribute's value, where the place is in it. */
  value: string | null
}

/** The name or value at a place in the text; null where there is none to explain. */
export function placeAt(text: string, at: number): NamedPlace | null {
  const start = text.lastIndexOf('<', at)
  const tag = /^<\/?([\w-]+)/.exec(text.slice(start, start + 100))
  const [name = '', element = ''] = tag ?? []
  if (start < 0 || element === '') return null
  if (at <= start + name.length) return { from: start, to: start + name.length, element, ...nothing }
  const attributes = /([\w-]+)(\s*=\s*)("[^"]*"|'[^']*')/g
  const end = text.indexOf('<', at)
  const inside = text.slice(start + name.length, end < 0 ? undefined : end)
  for (const { 0: whole, 1: attribute = '', 2: equals = '', 3: quoted = '', index } of inside.matchAll(
    attributes,
  )) {
    const from = start + name.length + index
    if (at < from) return null
    if (/^[^"']*>/.test(inside.slice(0, index).replace(/"[^"]*"|'[^']*'/g, ''))) return null
    const to = from + attribute.length
    if (at <= to) return { from, to, element, attribute, value: null }
    const valueFrom = to + equals.length + 1
    const valueTo = from + whole.length - 1
    if (at >= valueFrom && at <= valueTo) {
      return { from: valueFrom, to: valueTo, element, attribute, value: quoted.slice(1, -1) }
    }
  }
  return null
}

const nothing = { attribute: null, value: null }
