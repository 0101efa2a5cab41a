/** The policies of a document as the form beside the text shows them. */
import {
  isRulePolicy,
  policySections,
  ruleShapes,
  type PolicyRule,
  type PolicySection,
  type RuleFields,
} from '../../preload/contract/policy-form.ts'
import { isCredentialPolicy } from './credentials.ts'
import type { PolicyDocument } from './document.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import { contentOf, valueOf } from './values.ts'

export interface FoundRule {
  rule: PolicyRule
  element: ElementNode
}

/**
 * What stands right in the sections, in their order, but for what the form shows elsewhere (credentials) or what says
 * nothing (`<base />`, a bare `<forward-request />`). Null where the document's form is in doubt.
 */
export function findRules(document: PolicyDocument): FoundRule[] | null {
  if (document.broken) return null
  return policySections.flatMap((section) => {
    const there = document.sections[section]
    return (there === undefined ? [] : elementsIn(there))
      .filter((element) => isShown(element, section))
      .map((element) => ({ element, rule: ruleOf(document.text, element, section) }))
  })
}

const isShown = ({ name, attributes }: ElementNode, section: PolicySection): boolean => {
  if (name === 'base' || (name === 'forward-request' && attributes.length === 0)) return false
  return section !== 'inbound' || !isCredentialPolicy(name)
}

const ruleOf = (text: string, element: ElementNode, section: PolicySection): PolicyRule => ({
  policy: element.name,
  section,
  offset: element.span.start,
  length: element.span.end - element.span.start,
  fields: fieldsOf(text, element, section),
})

function fieldsOf(text: string, element: ElementNode, section: PolicySection): RuleFields | null {
  const { name } = element
  if (!isRulePolicy(name)) return null
  const { sections, attributes: known, items: kind } = ruleShapes[name]
  if (!includes(sections, section)) return null
  const attributes: Record<string, string> = {}
  for (const attribute of element.attributes) {
    const value = valueOf(text, element, attribute.name)
    // `id` only names the policy; any other attribute says what the form would hide.
    if (attribute.name === 'id') continue
    if (value.kind !== 'literal' || !includes(known, attribute.name)) return null
    attributes[attribute.name] = value.text
  }
  if (kind === null) return elementsIn(element).length === 0 ? { attributes, items: [] } : null
  const items = elementsIn(element).map((child) => readItem(text, child, kind))
  return items.every((item) => item !== null) ? { attributes, items } : null
}

/** An item as one text, without white space around it; null where that would not be all it says. */
function readItem(text: string, child: ElementNode, kind: 'values' | 'addresses'): string | null {
  if (kind === 'addresses' && child.name === 'address-range') {
    const [from, to] = [valueOf(text, child, 'from'), valueOf(text, child, 'to')]
    const plain = from.kind === 'literal' && to.kind === 'literal' && child.attributes.length === 2
    return plain ? `${from.text.trim()}-${to.text.trim()}` : null
  }
  if (child.name !== (kind === 'addresses' ? 'address' : 'value') || child.attributes.length > 0) return null
  if (!child.children.every((inside) => inside.kind === 'text' || inside.kind === 'cdata')) return null
  const content = contentOf(text, child)
  return content.kind === 'literal' ? content.text.trim() : null
}

const includes = (names: readonly string[], name: string): boolean => names.includes(name)
