import { describe, expect, it } from 'vitest'
import { suggestionsAt } from './policy-suggestions.ts'

const certificates = [{ id: 'orders', thumbprint: 'A1B2'.repeat(10), commonName: 'orders-gateway' }]
const at = (before: string) => suggestionsAt(before, certificates)
const names = (before: string) =>
  at(before)?.suggestions.map((one) => (one.kind === 'value' ? one.text : one.name)) ?? []

describe('what the editor offers', () => {
  it('is the policies that may stand there after an opening bracket', () => {
    expect(names('<policies><inbound>\n  <auth')).toContain('authentication-certificate')
    expect(at('<inbound>\n  <auth')?.from).toBe(13)
    expect(names('<policies><inbound><base /></inbound><outbound><')).toEqual([
      'base',
      'set-header',
      'return-response',
    ])
  })

  it('is what belongs into the element that is open', () => {
    expect(names('<')).toEqual(['policies'])
    expect(names('<policies>\n<')).toEqual(['inbound', 'backend', 'outbound', 'on-error'])
    expect(names('<inbound><ip-filter action="allow"><address>::1</address><')).toEqual([
      'address',
      'address-range',
    ])
    expect(names('<inbound><return-response><')).toEqual(['set-header', 'set-status', 'set-body'])
    expect(names('<inbound><!-- <ip-filter> --><choose><when condition="@(1 < 2)"><')).toContain(
      'check-header',
    )
  })

  it('is the end of the element that is open', () => {
    expect(at('<inbound><base /></')).toEqual({
      from: 19,
      suggestions: [{ kind: 'closing', name: 'inbound' }],
    })
    expect(at('</')).toBeNull()
  })

  it('is the attributes that are not written yet', () => {
    expect(names('<set-header ')).toEqual(['name', 'exists-action'])
    expect(names('<set-header name="X-A" ex')).toEqual(['exists-action'])
    expect(names("<set-header name = 'X-A'\n  ")).toEqual(['exists-action'])
  })

  it('is the certificates of the workspace where one is named', () => {
    const found = at('<authentication-certificate thumbprint="')
    expect(found?.suggestions).toEqual([
      { kind: 'value', attribute: 'thumbprint', text: 'A1B2'.repeat(10), detail: 'orders-gateway' },
    ])
    expect(names("<authentication-certificate certificate-id='or")).toEqual(['orders'])
  })

  it('is the values of a closed set', () => {
    expect(names('<ip-filter action="')).toEqual(['allow', 'forbid'])
    expect(names('<set-header name="a" exists-action="')).toHaveLength(4)
    expect(names('<rewrite-uri template="/a" copy-unmatched-params="')).toEqual(['true', 'false'])
  })

  it('is nothing in text, expressions and elements of other kinds', () => {
    expect(at('<value>some text')).toBeNull()
    expect(at('<set-header name="@(context.Request.Headers["a"')).toBeNull()
    expect(names('<choose ')).toEqual([])
  })
})
