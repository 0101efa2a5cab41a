/** What must hold for every policy text there is; each property fails with an `AssertionError` that shows the text. */
import assert from 'node:assert/strict'
import {
  rulePolicies,
  ruleShapes,
  type PolicyEdit,
  type PolicyRule,
  type PolicySection,
  type RuleFields,
} from '../../preload/contract/policy-form.ts'
import { isWarifuError } from '../warifu-error.ts'
import { checkPolicy } from './check.ts'
import { readCredentials, type NamedCertificate } from './credentials.ts'
import { parsePolicy } from './document.ts'
import { editPolicy } from './edit-policy.ts'
import type { PolicyNode } from './nodes.ts'
import { compileProgram } from './program.ts'
import { randomGarbage, randomPolicy, type Random } from './random-policy.ts'
import { findReferences, replaceReference } from './references.ts'
import { findRules } from './rules.ts'
import { scan } from './scanner.ts'
import { setCredentials, type CredentialsSetting } from './set-credentials.ts'

const certificates: readonly NamedCertificate[] = [
  { id: 'orders', thumbprint: 'CA06F56B258B7A0D4F2B05470939478651151984' },
  { id: 'it\'s <"1"> & @(x)', thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' },
]

const usernames = ['orders', 'a"b', "o'hara & <co>", '@(user)', '{{user}}', ' 利用者 ', 'a\tb', '&amp;', '']

type Presented = Exclude<CredentialsSetting, { kind: 'none' }>

function randomSetting(random: Random): Presented {
  const certificate = certificates[random.below(certificates.length)]
  return certificate !== undefined && random.chance(0.6)
    ? { kind: 'mutual', certificate }
    : {
        kind: 'basic',
        username: usernames[random.below(usernames.length)] ?? '',
        passwordReference: '{{basic-orders}}',
      }
}

function assertReads(text: string, setting: Presented): void {
  const read = readCredentials(text, certificates)
  if (setting.kind === 'basic') assert.deepEqual(read, { kind: 'basic', username: setting.username }, text)
  else {
    assert.ok(read.kind === 'mutual', text)
    assert.equal(read.certificateId, setting.certificate.id, text)
  }
}

/** Without credentials before: what is set is read, and unset gives back the original bytes. */
export function setThenUnset(random: Random): void {
  const { text } = randomPolicy(random, { credentials: false })
  const [first, second] = [randomSetting(random), randomSetting(random)]
  const once = setCredentials(text, first)
  assertReads(once, first)
  assert.equal(setCredentials(once, first), once, 'setting the same again changes nothing')
  const twice = setCredentials(once, second)
  assertReads(twice, second)
  assert.equal(setCredentials(once, { kind: 'none' }), text, once)
  assert.equal(setCredentials(twice, { kind: 'none' }), text, twice)
}

const texts = [...usernames, '</value>', '{{{n}}}', "@{ return '\"'; }", '<!-- x -->', ']]>', '&#64;(', '"@(']
const addresses = ['10.0.0.1', '::1', '10.0.0.1-10.0.0.9', 'not an address', '']

function randomRule(random: Random): Extract<PolicyEdit, { kind: 'add' }> {
  const [first, ...more] = rulePolicies
  assert.ok(first !== undefined)
  const policy = random.pick([first, ...more])
  const { sections, attributes, items } = ruleShapes[policy]
  const some = (of: readonly string[]): string => (of[random.below(of.length)] ?? '').trim()
  const named = attributes.flatMap((name) => (random.chance(0.8) ? [[name, some(texts)] as const] : []))
  const listed = Array.from({ length: items === null ? 0 : random.below(4) }, () =>
    some(items === 'addresses' ? addresses : texts),
  )
  const section: PolicySection = sections[random.below(sections.length)] ?? sections[0]
  return { kind: 'add', policy, section, fields: { attributes: Object.fromEntries(named), items: listed } }
}

const rulesOf = (text: string): PolicyRule[] => {
  const found = findRules(parsePolicy(text))
  assert.ok(found !== null, text)
  return found.map(({ rule }) => rule)
}

/** The place of the rule that `after` has and `before` has not: what `add` added. */
const addedPlace = (before: readonly PolicyRule[], after: readonly PolicyRule[]): number => {
  const same = (one: PolicyRule, other: PolicyRule | undefined): boolean =>
    one.section === other?.section && one.policy === other.policy && one.length === other.length
  assert.equal(after.length, before.length + 1)
  return after.findIndex((rule, place) => !same(rule, before[place]))
}

/** Rules and credentials added in any order: what is set is read, and taking them out again gives the bytes back. */
export function addThenRemove(random: Random): void {
  const { text, foreign } = randomPolicy(random, { credentials: false })
  const undo: { before: string; edit: PolicyEdit }[] = []
  let current = text
  for (let adding = 1 + random.below(4); adding > 0; adding -= 1) {
    const before = current
    if (random.chance(0.2) && readCredentials(before, certificates).kind === 'none') {
      current = setCredentials(before, randomSetting(random))
      undo.push({ before, edit: { kind: 'credentials', choice: { kind: 'none' } } })
    } else {
      const edit = randomRule(random)
      const { policy, section, fields } = edit
      current = editPolicy(before, edit, certificates)
      const rules = rulesOf(current)
      const rule = addedPlace(rulesOf(before), rules)
      const added = rules[rule]
      assert.deepEqual([added?.section, added?.fields], [section, fields], current)
      undo.push({ before, edit: { kind: 'remove', rule, policy } })
    }
    assertInOrder(foreign, current)
  }
  for (const { before, edit } of undo.toReversed()) {
    current = editPolicy(current, edit, certificates)
    assert.equal(current, before)
  }
}

/** A rule, changed in one field: that field is read as set, and every other rule stays the same. */
export function changeOneField(random: Random): void {
  const written = randomPolicy(random, { credentials: true }).text
  const isPlain = ({ fields }: PolicyRule): boolean => fields !== null
  // Where nobody wrote a rule that the form can show, one is added.
  const text = rulesOf(written).some(isPlain)
    ? written
    : editPolicy(written, randomRule(random), certificates)
  const rules = rulesOf(text)
  const places = rules.flatMap((one, place) => (isPlain(one) ? [place] : []))
  const rule = places[random.below(places.length)] ?? -1
  const policy = rulePolicies.find((name) => name === rules[rule]?.policy)
  const before = rules[rule]?.fields
  assert.ok(before !== undefined && before !== null && policy !== undefined, text)
  const given = randomRule(random).fields
  const attributes: readonly string[] = ruleShapes[policy].attributes
  const attribute = attributes[random.below(attributes.length)] ?? ''
  const inItems = ruleShapes[policy].items !== null && random.chance(0.5)
  const value = Object.values(given.attributes)[0] ?? ''
  const edit: PolicyEdit = inItems
    ? { kind: 'set-items', rule, policy, items: given.items }
    : { kind: 'set-attribute', rule, policy, attribute, value }
  const expected: RuleFields = inItems
    ? { ...before, items: given.items }
    : { ...before, attributes: { ...before.attributes, [attribute]: value } }
  const changed = editPolicy(text, edit, certificates)
  const after = rulesOf(changed)
  assert.deepEqual(after[rule]?.fields, expected, changed)
  assert.equal(editPolicy(changed, edit, certificates), changed, 'setting the same again changes nothing')
  for (const [place, { offset, length }] of rules.entries()) {
    if (place === rule) continue
    const other = after[place]
    assert.ok(other !== undefined, changed)
    const source = changed.slice(other.offset, other.offset + other.length)
    assert.equal(source, text.slice(offset, offset + length), changed)
  }
  const { offset, length } = rules[rule] ?? { offset: 0, length: 0 }
  assert.ok(changed.startsWith(text.slice(0, offset)), changed)
  assert.ok(changed.endsWith(text.slice(offset + length)), changed)
}

/** With credentials before, wherever: what is set is read, and what the form does not own survives in its order. */
export function setOverOthers(random: Random): void {
  const { text, foreign } = randomPolicy(random, { credentials: true })
  const setting = randomSetting(random)
  const set = setCredentials(text, setting)
  assertReads(set, setting)
  const unset = setCredentials(set, { kind: 'none' })
  assert.deepEqual(readCredentials(unset, certificates), { kind: 'none' }, unset)
  for (const result of [set, unset]) assertInOrder(foreign, result)
}

function assertInOrder(pieces: readonly string[], text: string): void {
  let from = 0
  for (const piece of pieces) {
    const at = text.indexOf(piece, from)
    assert.notEqual(at, -1, `${JSON.stringify(piece)} is missing in ${text}`)
    from = at + piece.length
  }
}

/** Anything may be scanned: nothing throws, and the nodes cover the text without gap or overlap. */
export function garbageIsTaken(random: Random): void {
  const text = randomGarbage(random)
  assertNoGap(text, coveredBy(scan(text).nodes, text, 0), text.length)
  checkPolicy(text, { scope: 'api', certificates })
  compileProgram([
    { scope: 'all-apis', text: randomPolicy(random, { credentials: true }).text },
    { scope: 'api', text },
    { scope: 'operation', text: randomPolicy(random, { credentials: true }).text },
  ])
  const [from, to] = certificates
  assert.ok(from !== undefined && to !== undefined)
  const replaced = replaceReference(text, from, to)
  assert.ok(findReferences(replaced).every(({ value }) => value !== from.thumbprint))
  const setting = randomSetting(random)
  const edit = randomRule(random)
  try {
    assertReads(setCredentials(text, setting), setting)
    assert.ok(rulesOf(editPolicy(text, edit, certificates)).length > 0, text)
  } catch (error) {
    if (!isWarifuError(error) || error.code !== 'policy-invalid') throw error
  }
}

/** The end of the last node, where every node begins at the end of the one before it, or behind stray end tags. */
function coveredBy(nodes: readonly PolicyNode[], text: string, from: number): number {
  let at = from
  for (const node of nodes) {
    assertNoGap(text, at, node.span.start)
    if (node.kind === 'element' && !node.selfClosing) {
      const inside = coveredBy(node.children, text, node.startTag.end)
      assertNoGap(text, inside, node.endTag?.start ?? node.span.end)
    }
    assert.ok(node.span.end > at, text)
    at = node.span.end
  }
  return at
}

function assertNoGap(text: string, end: number, start: number): void {
  assert.ok(start === end || (start > end && text.startsWith('</', end)), text)
}
