// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../../preload/contract/policies.ts'
import type { PolicyEdit } from '../../../preload/contract/policy-form.ts'
import { good } from '../../test/bridge/results.ts'
import { startTest } from '../../test/start.ts'
import { useFormEdits } from './form-edits.ts'

/** A rule a line stands for the policy; main edits the real one. */
const edited = (text: string, edit: PolicyEdit): string => {
  const lines = text.split('\n')
  if (edit.kind === 'remove') lines.splice(edit.rule, 1)
  if (edit.kind === 'set-attribute') lines[edit.rule] = edit.value
  return lines.join('\n')
}
const remove = (rule: number): PolicyEdit => ({ kind: 'remove', rule, policy: 'set-header' })
const rename = (rule: number, value: string): PolicyEdit => ({
  ...{ kind: 'set-attribute', rule, policy: 'set-header', attribute: 'name', value },
})

let text: string
let shown: string
let overtaken: number
let whileEditing: (() => void) | undefined

beforeEach(async () => {
  text = shown = 'A\nB\nC'
  overtaken = 0
  whileEditing = undefined
  const { bridge } = await startTest()
  bridge.policies.edit = (request) => {
    whileEditing?.()
    return Promise.resolve(good(edited(request.text, request.edit)))
  }
})

const openForm = () =>
  useFormEdits({
    scope: () => apiScope('api-1'),
    text: () => text,
    shown: () => shown,
    apply: (next) => (text = next),
    checkNow: () => Promise.resolve().then(() => void (shown = text)),
    overtaken: () => void (overtaken += 1),
  })

describe('an edit that names a rule', () => {
  it('is dropped where the edit before it moved the rules, and the form shows what is there', async () => {
    const form = openForm()
    form.edit(remove(0))
    form.edit(remove(0))
    form.edit(rename(1, 'x'))
    await form.settled()
    expect([text, shown, form.pending.value]).toEqual(['B\nC', 'B\nC', 0])
    expect(overtaken).toBe(1)
  })

  it('is made where the edits before it changed rules in their places', async () => {
    const form = openForm()
    form.edit(rename(1, 'b'))
    form.edit(rename(1, 'bc'))
    form.edit(rename(2, 'c'))
    form.edit(remove(1))
    await form.settled()
    expect(text).toBe('A\nc')
  })

  it('is made when it was typed between what the edits before it left', async () => {
    const form = openForm()
    form.edit(rename(0, 'a'))
    form.edit(rename(0, 'ab'))
    while (shown !== 'a\nB\nC') await Promise.resolve()
    form.edit(rename(0, 'abc'))
    await form.settled()
    expect(text).toBe('abc\nB\nC')
  })

  it('is dropped where somebody typed in the text meanwhile', async () => {
    const form = openForm()
    whileEditing = () => {
      text = `new\n${text}`
      whileEditing = undefined
    }
    form.edit(rename(0, 'a'))
    await form.settled()
    expect([text, shown]).toEqual(['new\nA\nB\nC', 'new\nA\nB\nC'])
    form.edit(rename(1, 'a'))
    await form.settled()
    expect(text).toBe('new\na\nB\nC')
  })
})
