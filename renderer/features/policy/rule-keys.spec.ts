import { expect, it } from 'vitest'
import type { PolicyRule } from '../../../preload/contract/policy-form.ts'
import { keyRules, type KeyedRule } from './rule-keys.ts'

/** One rule for each letter. */
const keysOf = (text: string, before: readonly KeyedRule[] = []) =>
  keyRules(
    before,
    Array.from(text, (_, offset): PolicyRule => ({
      policy: 'set-header',
      section: 'inbound',
      offset,
      length: 1,
      fields: null,
    })),
    text,
  )

it.each([
  ['ABC', 'BC', [1, 2]],
  ['ABC', 'AC', [0, 2]],
  ['ABC', 'AB', [0, 1]],
  ['ABC', '', []],
  ['ABC', 'AxC', [0, 1, 2]],
  ['ABC', 'ABxC', [0, 1, -1, 2]],
  ['AAA', 'AAAA', [0, 1, 2, -1]],
  ['AAB', 'AB', [0, 2]],
  ['AB', 'BxA', [-1, -1, -1]],
  ['', 'A', [-1]],
])('from %s to %s a card stays with its rule', (before, after, places) => {
  const old = keysOf(before)
  const next = keysOf(after, old)
  expect(next.map(({ key }) => old.findIndex((rule) => rule.key === key))).toEqual(places)
  expect(new Set(next.map(({ key }) => key)).size).toBe(after.length)
})
