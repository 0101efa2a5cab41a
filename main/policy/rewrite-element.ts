/** Turns one credential element into another in its place: what both have keeps its order, quotes and spacing. */
import { normaliseThumbprint } from './credentials.ts'
import type { PolicyDocument } from './document.ts'
import { habitsOf, type Edit } from './edits.ts'
import type { Attribute, ElementNode } from './nodes.ts'
import { decode } from './values.ts'
import type { WantedElement } from './write-element.ts'

/** The attributes that say what is presented; any other (such as `id`) is not the form's and stays. */
const owned: ReadonlySet<string> = new Set(['thumbprint', 'certificate-id', 'body', 'password', 'username'])

export function rewriteElement(
  document: PolicyDocument,
  element: ElementNode,
  wanted: WantedElement,
): Edit[] {
  const { text } = document
  const present = element.attributes.filter(({ name }) => owned.has(name))
  const wantedOf = ({ name }: Attribute) => wanted.attributes.find((attribute) => attribute.name === name)
  const missing = wanted.attributes.filter(({ name }) => !present.some((other) => other.name === name))
  const [place, ...superfluous] = present.filter((attribute) => wantedOf(attribute) === undefined)
  const edits = [...renaming(element, wanted.name)]
  for (const attribute of present) {
    const { start, end } = attribute.value
    const source = wantedOf(attribute)?.source
    if (source !== undefined && !meansTheSame(attribute, text.slice(start, end), source)) {
      edits.push({ start, end, text: source })
    }
  }
  const quote = (place ?? element.attributes[0])?.quote ?? habitsOf(document).quote
  const added = missing.map(({ name, source }) => `${name}=${quote}${source}${quote}`).join(' ')
  if (place === undefined) {
    const at = present.at(-1)?.span.end ?? element.nameSpan.end
    if (added !== '') edits.push({ start: at, end: at, text: ` ${added}` })
    return edits
  }
  edits.push(added === '' ? withoutAttribute(text, place) : { ...place.span, text: added })
  edits.push(...superfluous.map((attribute) => withoutAttribute(text, attribute)))
  return edits
}

function renaming({ name, nameSpan, endTag }: ElementNode, wanted: string): Edit[] {
  if (name === wanted) return []
  const edits = [{ ...nameSpan, text: wanted }]
  if (endTag !== null) {
    const start = endTag.start + '</'.length
    edits.push({ start, end: start + name.length, text: wanted })
  }
  return edits
}

/** A value that says the same in another manner (a thumbprint with colons, another reference) is left alone. */
function meansTheSame({ name, expression }: Attribute, present: string, wanted: string): boolean {
  if (present === wanted) return true
  if (expression || present.includes('{{') || name === 'password') return false
  return name === 'thumbprint'
    ? normaliseThumbprint(decode(present)) === wanted
    : decode(present) === decode(wanted)
}

/** Takes an attribute out with the white space before it. */
function withoutAttribute(text: string, { span }: Attribute): Edit {
  const start = text.slice(0, span.start).trimEnd().length
  return { start, end: span.end, text: '' }
}
