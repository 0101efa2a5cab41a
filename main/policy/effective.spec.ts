import { describe, expect, it } from 'vitest'
import type { PolicyScope } from '../../preload/contract/policies.ts'
import { effectivePolicy } from './effective.ts'

const allApis: PolicyScope = { kind: 'all-apis' }
const api: PolicyScope = { kind: 'api', apiId: 'orders' }
const operation: PolicyScope = { kind: 'operation', apiId: 'orders', operationId: 'list' }

const outermost = {
  scope: allApis,
  text: '<policies><inbound><ip-filter action="allow" /></inbound><backend><forward-request /></backend></policies>',
}
const middle = {
  scope: api,
  text: [
    '<policies>',
    '    <inbound>',
    '        <base />',
    '        <choose>',
    '            <when condition="@(true)"><return-response /></when>',
    '        </choose>',
    '    </inbound>',
    '    <outbound />',
    '</policies>',
  ].join('\r\n'),
}
const innermost = {
  scope: operation,
  text: '<policies><inbound><rewrite-uri template="/a" /><base /><base /></inbound></policies>',
}

const partsOf = (texts: Parameters<typeof effectivePolicy>[0], own = true) =>
  Object.fromEntries(effectivePolicy(texts, own).map(({ section, parts }) => [section, parts]))

describe('the effective policy', () => {
  it('has every scope in the place of <base />, once', () => {
    const { inbound = [], backend = [], outbound = [] } = partsOf([outermost, middle, innermost])
    expect(inbound.map(({ scope, policy }) => [scope.kind, policy])).toEqual([
      ['operation', 'rewrite-uri'],
      ['all-apis', 'ip-filter'],
      ['api', 'choose'],
    ])
    expect(backend.map(({ scope, policy }) => [scope.kind, policy])).toEqual([
      ['all-apis', 'forward-request'],
    ])
    expect(outbound).toEqual([])
  })

  it('shows each element as it is written, moved to the left', () => {
    const { inbound = [] } = partsOf([middle])
    expect(inbound[0]?.text).toBe(
      '<choose>\n    <when condition="@(true)"><return-response /></when>\n</choose>',
    )
  })

  it('marks what this gateway does not apply, and nothing where another serves the API', () => {
    const { inbound = [] } = partsOf([outermost, middle])
    expect(inbound.map(({ notApplied }) => notApplied?.because ?? null)).toEqual([null, 'not-supported'])
    expect(partsOf([middle], false)['inbound']?.[0]?.notApplied).toBeNull()
  })

  it('names the scope whose text cannot be read', () => {
    const { inbound } = partsOf([{ scope: allApis, text: '<policies><inbound>' }, middle])
    expect(inbound?.[0]).toMatchObject({ scope: allApis, notApplied: { because: 'malformed' } })
  })
})
