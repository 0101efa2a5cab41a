import { describe, expect, it } from 'vitest'
import type { Credentials } from '../../../preload/contract/apis.ts'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { choiceOf, isChanged, matching, securityFormOf } from './security-form.ts'

const none: Credentials = { kind: 'none' }
const basic: Credentials = { kind: 'basic', username: 'gateway' }
const mutual: Credentials = {
  kind: 'mutual',
  reference: { by: 'thumbprint', value: 'A'.repeat(40) },
  certificateId: 'one',
}
const other: Credentials = { kind: 'other', reason: 'expression' }

describe('the Security tab’s form', () => {
  it('shows what the policy says and has nothing to save', () => {
    for (const credentials of [none, basic, mutual, other]) {
      expect(isChanged(securityFormOf(credentials), '', credentials)).toBe(false)
    }
  })

  it('counts a new password as a change, but only for Basic', () => {
    expect(isChanged(securityFormOf(basic), 'new', basic)).toBe(true)
    expect(isChanged(securityFormOf(mutual), 'left over', mutual)).toBe(false)
  })

  it('does not count what belongs to another kind', () => {
    expect(isChanged({ ...securityFormOf(none), certificateId: 'one', username: 'x' }, '', none)).toBe(false)
  })
})

describe('what Save sends', () => {
  it('is the choice', () => {
    expect(choiceOf(securityFormOf(mutual), '', none)).toEqual({
      choice: { kind: 'mutual', certificateId: 'one' },
    })
    expect(choiceOf({ kind: 'basic', username: 'a', certificateId: null }, 'secret', none)).toEqual({
      choice: { kind: 'basic', username: 'a', password: 'secret' },
    })
  })

  it('keeps the password that is set when none is typed', () => {
    expect(choiceOf(securityFormOf(basic), '', basic)).toEqual({
      choice: { kind: 'basic', username: 'gateway', password: null },
    })
  })

  it.each([
    [{ kind: null, username: '', certificateId: null }, other, 'kind-missing'],
    [{ kind: 'mutual', username: '', certificateId: null }, none, 'certificate-missing'],
    [{ kind: 'basic', username: '', certificateId: null }, basic, 'username-missing'],
    [{ kind: 'basic', username: 'a:b', certificateId: null }, basic, 'username-colon'],
    [{ kind: 'basic', username: 'a', certificateId: null }, mutual, 'password-missing'],
  ] as const)('waits for what is missing in %j', (form, credentials, problem) => {
    expect(choiceOf(form, '', credentials)).toEqual({ problem })
  })
})

describe('searching certificates', () => {
  const certificates = [
    fakeCertificate(1, { subject: 'CN=Orders', thumbprint: '00112233445566778899AABBCCDDEEFF00112233' }),
    fakeCertificate(2, { subject: 'CN=株式会社ミナト', thumbprint: 'F'.repeat(40) }),
  ]
  const found = (typed: string) => matching(certificates, typed).map(({ id }) => id)

  it('finds by subject in any case and script', () => {
    expect(found('orders')).toEqual(['certificate-1'])
    expect(found('ミナト')).toEqual(['certificate-2'])
    expect(found(' ')).toHaveLength(2)
    expect(found('nothing')).toEqual([])
  })

  it('finds by thumbprint however it was copied', () => {
    expect(found('2233')).toEqual(['certificate-1'])
    expect(found('\u200eaa:bb cc')).toEqual(['certificate-1'])
  })
})
