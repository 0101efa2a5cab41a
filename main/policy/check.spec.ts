import { describe, expect, it } from 'vitest'
import { checkPolicy, requireValid } from './check.ts'
import { defaultPolicy } from './default-policy.ts'

const newPolicy = defaultPolicy({ kind: 'api' })

const thumbprint = 'CA06F56B258B7A0D4F2B05470939478651151984'
const certificates = [{ id: 'orders', thumbprint }]
const check = (text: string) => checkPolicy(text, { scope: 'api', certificates })
const inbound = (policies: string): string =>
  `<policies>\n<inbound>${policies}</inbound><backend/><outbound/><on-error/></policies>`
const problems = (policies: string) =>
  check(inbound(policies)).problems.map(({ severity, code, line, column, subject }) => [
    severity,
    code,
    line,
    column,
    subject,
  ])

describe('checking a policy', () => {
  it('finds nothing in the policy of a new API', () => {
    expect(check(newPolicy)).toEqual({ problems: [], credentials: { kind: 'none' }, rules: [] })
  })

  it('tells the credentials together with the problems', () => {
    expect(check(inbound(`<authentication-certificate thumbprint="${thumbprint}" />`))).toMatchObject({
      problems: [],
      credentials: { kind: 'mutual', certificateId: 'orders' },
    })
  })

  it.each([
    [
      'a certificate that is not there',
      '<authentication-certificate certificate-id="gone" />',
      ['error', 'certificate-unknown', 2, 54, 'gone'],
    ],
    [
      'a thumbprint that is none',
      '<authentication-certificate thumbprint="CA06" />',
      ['error', 'thumbprint-malformed', 2, 38, 'CA06'],
    ],
    [
      'a password in the text, without showing it',
      '<authentication-basic username="u" password="secret" />',
      ['warning', 'literal-password', 2, 45, 'authentication-basic'],
    ],
    [
      'a missing attribute',
      '<authentication-basic password="{{p}}" />',
      ['error', 'attribute-missing', 2, 10, 'username'],
    ],
    [
      'a word that the policy does not know',
      '<set-header name="a" exists-action="replace"><value>1</value></set-header>',
      ['error', 'value-invalid', 2, 31, 'replace'],
    ],
    ['a policy that is not applied', '<cors />', ['warning', 'not-applied', 2, 10, 'cors']],
    [
      'an access control that is not applied',
      '<validate-jwt />',
      ['warning', 'access-control-not-applied', 2, 10, 'validate-jwt'],
    ],
  ])('reports %s', (_what, policies, expected) => {
    expect(problems(policies)).toEqual([expected])
  })

  it('reports sections that are missing, unknown or there twice', () => {
    const codes = check('<policies><inbound/><inbound/><inbond/></policies>').problems.map(
      ({ severity, code, subject }) => [severity, code, subject],
    )
    expect(codes).toEqual([
      ['warning', 'section-missing', 'backend'],
      ['warning', 'section-missing', 'outbound'],
      ['warning', 'section-missing', 'on-error'],
      ['error', 'section-twice', 'inbound'],
      ['error', 'section-unknown', 'inbond'],
    ])
  })

  it('takes an empty text for a missing root', () => {
    expect(check('').problems).toMatchObject([
      { severity: 'error', code: 'root-missing', line: 1, column: 1 },
    ])
  })

  it('does not guess at the meaning of a document whose form is in doubt', () => {
    expect(check(`${inbound('<cors />')}<policies>`)).toMatchObject({
      problems: [{ code: 'not-closed' }, { code: 'text-outside-root' }],
      credentials: { kind: 'other', reason: 'policy-invalid' },
    })
  })

  it('does not take every text in an expression for a certificate', () => {
    expect(problems('<authentication-certificate certificate-id="@(x ? "a" : "b")" />')).toEqual([
      ['warning', 'not-applied', 2, 10, 'authentication-certificate'],
    ])
  })

  it('keeps a long list short without losing the errors in it', () => {
    const { problems: found } = check(inbound(`${'<cors />'.repeat(2000)}<rewrite-uri />`))
    expect(found).toHaveLength(1000)
    const details = { problem: 'attribute-missing', subject: 'template' }
    expect(() => requireValid(found)).toThrow(
      expect.objectContaining({
        code: 'policy-invalid',
        details: expect.objectContaining(details) as object,
      }) as Error,
    )
  })
})
