import { describe, expect, it } from 'vitest'
import { suggestionsAt } from './policy-suggestions.ts'

const certificates = [{ id: 'orders', thumbprint: 'A1B2'.repeat(10), commonName: 'orders-gateway' }]
const at = (before: string) => suggestionsAt(before, certificates)
const names = (before: string) =>
  at(before)?.suggestions.map((one) => (one.kind === 'value' ? one.text : one.name)) ?? []

describe('what the editor offers', () => {
  it('is the policies after an opening bracket', () => {
    expect(names('<inbound>\n  <auth')).toContain('authentication-certificate')
    expect(at('<inbound>\n  <auth')?.from).toBe(13)
  })

  it('is the attributes that are not written yet', () => {
    expect(names('<set-header ')).toEqual(['name', 'exists-action'])
    expect(names('<set-header name="X-A" ex')).toEqual(['exists-action'])
  })

  it('is the certificates of the workspace where one is named', () => {
    const found = at('<authentication-certificate thumbprint="')
    expect(found?.suggestions).toEqual([{ kind: 'value', text: 'A1B2'.repeat(10), detail: 'orders-gateway' }])
    expect(names('<authentication-certificate certificate-id="or')).toEqual(['orders'])
  })

  it('is the values of a closed set', () => {
    expect(names('<ip-filter action="')).toEqual(['allow', 'forbid'])
  })

  it('is nothing in text, expressions and elements of other kinds', () => {
    expect(at('<value>some text')).toBeNull()
    expect(at('<set-header name="@(context.Request.Headers["a"')).toBeNull()
    expect(names('<choose ')).toEqual([])
  })
})
