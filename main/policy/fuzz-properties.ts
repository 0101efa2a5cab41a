/** What must hold for every policy text there is; each property fails with an `AssertionError` that shows the text. */
import assert from 'node:assert/strict'
import { isWarifuError } from '../warifu-error.ts'
import { checkPolicy } from './check.ts'
import { readCredentials, type NamedCertificate } from './credentials.ts'
import type { PolicyNode } from './nodes.ts'
import { compileProgram } from './program.ts'
import { randomGarbage, randomPolicy, type Random } from './random-policy.ts'
import { findReferences, replaceReference } from './references.ts'
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

/** With credentials before, wherever: what is set is read, and what the form does not own survives in its order. */
export function setOverOthers(random: Random): void {
  const { text, foreign } = randomPolicy(random, { credentials: true })
  const setting = randomSetting(random)
  const set = setCredentials(text, setting)
  assertReads(set, setting)
  const unset = setCredentials(set, { kind: 'none' })
  assert.deepEqual(readCredentials(unset, certificates), { kind: 'none' }, unset)
  for (const result of [set, unset]) {
    let from = 0
    for (const piece of foreign) {
      const at = result.indexOf(piece, from)
      assert.notEqual(at, -1, `${JSON.stringify(piece)} is missing in ${result}`)
      from = at + piece.length
    }
  }
}

/** Anything may be scanned: nothing throws, and the nodes cover the text without gap or overlap. */
export function garbageIsTaken(random: Random): void {
  const text = randomGarbage(random)
  assertNoGap(text, coveredBy(scan(text).nodes, text, 0), text.length)
  checkPolicy(text, { scope: 'api', certificates })
  compileProgram([{ scope: 'api', text }])
  const [from, to] = certificates
  assert.ok(from !== undefined && to !== undefined)
  const replaced = replaceReference(text, from, to)
  assert.ok(findReferences(replaced).every(({ value }) => value !== from.thumbprint))
  const setting = randomSetting(random)
  try {
    assertReads(setCredentials(text, setting), setting)
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
