/** What may be written at a place in a policy, told from the text before it. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { attributesOf, elementsWithin, type PolicyElementName } from './policy-elements.ts'
import { openElements, writtenAttributes } from './policy-places.ts'

export type Suggestion =
  | { kind: 'element'; name: PolicyElementName }
  | { kind: 'closing'; name: string }
  | { kind: 'attribute'; element: string; name: string }
  | { kind: 'value'; attribute: string; text: string; detail?: string }

export interface Suggestions {
  /** Where the word begins that a suggestion replaces. */
  from: number
  suggestions: readonly Suggestion[]
}

type Choosable = Pick<Certificate, 'id' | 'thumbprint' | 'commonName'>

/** Null where nothing is known to fit: in text, in expressions, in elements that are not ours. */
export function suggestionsAt(before: string, certificates: readonly Choosable[]): Suggestions | null {
  const start = before.lastIndexOf('<')
  const tag = before.slice(start)
  if (start < 0 || tag.includes('>')) return null
  if (/^<[\w-]*$/.test(tag)) {
    const names = elementsWithin(openElements(before.slice(0, start)))
    return { from: start + 1, suggestions: names.map((name) => ({ kind: 'element', name })) }
  }
  if (/^<\/[\w-]*$/.test(tag)) {
    const name = openElements(before.slice(0, start)).at(-1)
    return name === undefined ? null : { from: start + 2, suggestions: [{ kind: 'closing', name }] }
  }
  const [, name = '', inside = ''] = /^<([\w-]+)(\s[^]*)$/.exec(tag) ?? []
  return insideTag(name, inside, before.length, certificates)
}

const beforeValue = new RegExp(`^${writtenAttributes}\\s+([\\w-]+)\\s*=\\s*(?:"([^"]*)|'([^']*))$`)
const beforeAttribute = new RegExp(`^(${writtenAttributes})\\s+([\\w-]*)$`)

function insideTag(
  element: string,
  inside: string,
  at: number,
  certificates: readonly Choosable[],
): Suggestions | null {
  const attributes = attributesOf(element)
  const value = beforeValue.exec(inside)
  if (value) {
    const [, attribute = '', double, single = ''] = value
    const typed = double ?? single
    return { from: at - typed.length, suggestions: valuesOf(attribute, attributes, certificates) }
  }
  const attribute = beforeAttribute.exec(inside)
  if (!attribute) return null
  const [, written = '', typed = ''] = attribute
  const free = Object.keys(attributes).filter((known) => !new RegExp(`\\s${known}\\s*=`).test(written))
  return {
    from: at - typed.length,
    suggestions: free.map((name) => ({ kind: 'attribute', element, name })),
  }
}

function valuesOf(
  attribute: string,
  attributes: Readonly<Record<string, readonly string[]>>,
  certificates: readonly Choosable[],
): Suggestion[] {
  if (!Object.hasOwn(attributes, attribute)) return []
  const value = (text: string): Suggestion => ({ kind: 'value', attribute, text })
  const named = ({ commonName }: Choosable, text: string) => ({ ...value(text), detail: commonName })
  if (attribute === 'thumbprint') return certificates.map((one) => named(one, one.thumbprint))
  if (attribute === 'certificate-id') return certificates.map((one) => named(one, one.id))
  return (attributes[attribute] ?? []).map(value)
}
