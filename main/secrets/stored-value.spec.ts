import { describe, expect, it } from 'vitest'
import { fromStoredValue, longestValue, toStoredValue } from './stored-value.ts'

const passwords = [
  'secret',
  '',
  '"',
  '"quoted"',
  'a\0b',
  '\ud800',
  'パスワード',
  '🔑',
  ' blank ',
  '\\',
  '"not json',
]

describe('a value in the keychain', () => {
  it.each(passwords)('comes back as it was written: %j', (password) => {
    const stored = toStoredValue(password)
    expect(stored).not.toBe('')
    expect(stored).not.toContain('\0')
    expect(fromStoredValue(stored)).toBe(password)
  })

  it('stays readable where the keychain can hold it as it is', () => {
    expect(toStoredValue('secret')).toBe('secret')
  })

  it('is refused by the number of its bytes, not of its characters', () => {
    expect(toStoredValue('a'.repeat(longestValue))).toHaveLength(longestValue)
    expect(() => toStoredValue('a'.repeat(longestValue + 1))).toThrow('password-too-long')
    expect(() => toStoredValue('割'.repeat(longestValue / 3 + 1))).toThrow('password-too-long')
  })
})
