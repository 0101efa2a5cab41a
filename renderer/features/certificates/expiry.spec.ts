// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { showLanguage } from '../../locales/text.ts'
import { expiryWords } from './expiry-words.ts'
import { expiryOf } from './expiry.ts'

const start = '2026-01-01T00:00:00.000Z'
const end = '2026-12-31T12:00:00.000Z'
const at = (moment: string) => expiryOf(start, end, 30, Date.parse(moment))

describe('expiry', () => {
  test.each([
    ['long before', '2026-06-01T12:00:00Z', 'valid', 213],
    ['thirty days before', '2026-12-01T12:00:00Z', 'valid', 30],
    ['within thirty days', '2026-12-01T12:00:01Z', 'soon', 29],
    ['on the last day', '2026-12-31T00:00:00Z', 'soon', 0],
    ['at the very end', end, 'soon', 0],
    ['a moment later', '2026-12-31T12:00:01Z', 'expired', 0],
    ['days later', '2027-01-03T12:00:00Z', 'expired', 3],
    ['before the start', '2025-12-30T12:00:00Z', 'not-yet', 2],
  ])('%s', (_, moment, state, days) => {
    expect(at(moment)).toEqual({ state, days })
  })

  test('is told in days, in both languages', async () => {
    await showLanguage('en')
    expect(expiryWords({ state: 'soon', days: 0 })).toBe('Expires today')
    expect(expiryWords({ state: 'expired', days: 1 })).toBe('Expired one day ago')
    expect(expiryWords({ state: 'valid', days: 1_200 })).toBe('1,200 days left')
    await showLanguage('ja')
    expect(expiryWords({ state: 'expired', days: 12 })).toBe('12 日前に期限切れ')
    expect(expiryWords({ state: 'not-yet', days: 3 })).toBe('3 日後に有効')
  })
})
