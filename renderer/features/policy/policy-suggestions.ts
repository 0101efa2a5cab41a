/** What may be written at a place in a policy, told from the text before it. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { attributesOf, policyElements, type PolicyElementName } from './policy-elements.ts'

export type Suggestion =
  | { kind: 'element'; name: PolicyElementName }
  | { kind: 'attribute'; name: string }
  | { kind: 'value'; text: string; detail?: string }

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
  const element = /^<([\w-]*)$/.exec(tag)
  if (element) {
    const names = Object.keys(policyElements) as PolicyElementName[]
    return { from: start + 1, suggestions: names.map((name) => ({ kind: 'element', name })) }
  }
  const [, name = '', inside = ''] = /^<([\w-]+)(\s[^]*)$/.exec(tag) ?? []
  return insideTag(name, inside, before.length, certificates)
}

function insideTag(
  name: string,
  inside: string,
  at: number,
  certificates: readonly Choosable[],
): Suggestions | null {
  const attributes = attributesOf(name)
  const value = /^(?:\s+[\w-]+="[^"]*")*\s+([\w-]+)="([^"]*)$/.exec(inside)
  if (value) {
    const [, attribute = '', typed = ''] = value
    return { from: at - typed.length, suggestions: valuesOf(attribute, attributes, certificates) }
  }
  const attribute = /^((?:\s+[\w-]+="[^"]*")*)\s+([\w-]*)$/.exec(inside)
  if (!attribute) return null
  const [, written = '', typed = ''] = attribute
  const free = Object.keys(attributes).filter((known) => !written.includes(` ${known}=`))
  return { from: at - typed.length, suggestions: free.map((known) => ({ kind: 'attribute', name: known })) }
}

function valuesOf(
  attribute: string,
  attributes: Readonly<Record<string, readonly string[]>>,
  certificates: readonly Choosable[],
): Suggestion[] {
  const detailed = (text: string, detail: string): Suggestion => ({ kind: 'value', text, detail })
  if (!Object.hasOwn(attributes, attribute)) return []
  if (attribute === 'thumbprint') return certificates.map((one) => detailed(one.thumbprint, one.commonName))
  if (attribute === 'certificate-id') return certificates.map((one) => detailed(one.id, one.commonName))
  return (attributes[attribute] ?? []).map((text) => ({ kind: 'value', text }))
}
