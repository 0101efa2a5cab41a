// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { showLanguage } from '../../locales/text.ts'
import { describeFindings, isBlocked, keyWords } from './findings.ts'

beforeEach(() => showLanguage('en'))

test('what forbids an upload comes first, what is merely worth knowing last', () => {
  const told = describeFindings([
    { code: 'self-signed' },
    { code: 'expired', since: '2026-01-02T12:00:00Z' },
    { code: 'weak-key', key: { algorithm: 'RSA', bits: 1024 } },
  ])
  expect(told.map(({ severity }) => severity)).toEqual(['blocking', 'warning', 'note'])
  expect(told[0]?.text).toContain('RSA, 1024 bits')
  expect(told[1]?.text).toContain('2 Jan 2026')
})

test('an expired certificate may be uploaded all the same', () => {
  expect(isBlocked([{ code: 'expired', since: '2026-01-02T12:00:00Z' }])).toBe(false)
  expect(isBlocked([{ code: 'already-uploaded', certificateId: 'x', sameFile: true }])).toBe(true)
})

test('a key is named in the standard’s words', () => {
  expect(keyWords({ algorithm: 'EC', curve: 'P-256' })).toBe('EC P-256')
  expect(keyWords({ algorithm: 'Ed25519' })).toBe('Ed25519')
})
