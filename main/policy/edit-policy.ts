/**
 * The edits that the form beside the text makes: each by span, so that every other byte of the document stays.
 */
import {
  ruleShapes,
  type CredentialsEdit,
  type PolicyEdit,
  type RuleFields,
  type RulePolicy,
} from '../../preload/contract/policy-form.ts'
import { WarifuError } from '../warifu-error.ts'
import { addElement } from './add-element.ts'
import { credentialElements, type NamedCertificate } from './credentials.ts'
import { assertEditable, parsePolicy, type PolicyDocument } from './document.ts'
import { applyEdits, habitsOf, type Edit } from './edits.ts'
import { attributeOf, type ElementNode } from './nodes.ts'
import { removalOf } from './remove-element.ts'
import { itemEdits, wantedItem } from './rule-items.ts'
import { findRules, type FoundRule } from './rules.ts'
import { setCredentials, type CredentialsSetting } from './set-credentials.ts'
import { encode, valueOf } from './values.ts'
import type { WantedElement } from './write-element.ts'

/**
 * @returns the text with the edit made in it
 * @throws `policy-invalid` where the document's form is in doubt, `not-found` for a certificate that is not among
 * `certificates`, `request-invalid` for a rule that is not there
 */
export function editPolicy(
  text: string,
  edit: PolicyEdit,
  certificates: readonly NamedCertificate[],
): string {
  const document = parsePolicy(text)
  assertEditable(document)
  switch (edit.kind) {
    case 'credentials':
      return setCredentials(text, settingOf(document, edit.choice, certificates))
    case 'add':
      return addElement(document, elementOf(edit.policy, edit.fields), edit.section)
    case 'remove':
      return applyEdits(text, [removalOf(document, ruleAt(document, edit).element)])
    case 'set-attribute':
      return applyEdits(text, attributeEdits(document, ruleAt(document, edit).element, edit))
    case 'set-items': {
      const { element, rule } = ruleAt(document, edit)
      const { items } = ruleShapes[edit.policy]
      if (items === null || rule.fields === null) throw new WarifuError('request-invalid', { field: 'items' })
      return applyEdits(text, itemEdits(document, element, rule.fields.items, edit.items, items))
    }
  }
}

function ruleAt(document: PolicyDocument, { rule, policy }: { rule: number; policy: RulePolicy }): FoundRule {
  const found = findRules(document)?.[rule]
  if (found?.rule.policy !== policy || found.rule.fields === null) {
    throw new WarifuError('request-invalid', { field: 'rule' })
  }
  return found
}

function settingOf(
  document: PolicyDocument,
  choice: CredentialsEdit,
  certificates: readonly NamedCertificate[],
): CredentialsSetting {
  switch (choice.kind) {
    case 'none':
      return choice
    case 'mutual': {
      const certificate = certificates.find(({ id }) => id === choice.certificateId)
      if (certificate === undefined) {
        throw new WarifuError('not-found', { what: 'certificate', id: choice.certificateId })
      }
      return { kind: 'mutual', certificate }
    }
    case 'basic': {
      const last = credentialElements(document).findLast(({ name }) => name === 'authentication-basic')
      const password = last && attributeOf(last, 'password')
      if (password === undefined) throw new WarifuError('request-invalid', { field: 'password' })
      const passwordReference = document.text.slice(password.value.start, password.value.end)
      return { kind: 'basic', username: choice.username, passwordReference }
    }
  }
}

function elementOf(policy: RulePolicy, { attributes, items }: RuleFields): WantedElement {
  const { attributes: known, items: kind } = ruleShapes[policy]
  const written = known.flatMap((name) => {
    const value = attributes[name]
    return value === undefined ? [] : [{ name, source: encode(value) }]
  })
  const children = kind === null ? [] : items.map((item) => wantedItem(kind, item))
  return { name: policy, attributes: written, children }
}

function attributeEdits(
  document: PolicyDocument,
  element: ElementNode,
  { policy, attribute: name, value }: { policy: RulePolicy; attribute: string; value: string },
): Edit[] {
  const known: readonly string[] = ruleShapes[policy].attributes
  if (!known.includes(name)) throw new WarifuError('request-invalid', { field: 'attribute' })
  const attribute = attributeOf(element, name)
  if (attribute === undefined) {
    const { quote } = habitsOf(document)
    const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
    return [{ start: at, end: at, text: ` ${name}=${quote}${encode(value)}${quote}` }]
  }
  const present = valueOf(document.text, element, name)
  return present.kind === 'literal' && present.text === value
    ? []
    : [{ ...attribute.value, text: encode(value) }]
}
