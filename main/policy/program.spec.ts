import { describe, expect, it } from 'vitest'
import { compileProgram, type ScopeKind } from './program.ts'

const inbound = (policies: string): string => `<policies><inbound>${policies}</inbound></policies>`
const compiled = (policies: string) => compileProgram([{ scope: 'api', text: inbound(policies) }])
const reasons = (policies: string) =>
  compiled(policies).notApplied.map(({ policy, because, accessControl }) => [policy, because, accessControl])

const headerOf = (name: string) => `<set-header name="${name}"><value>1</value></set-header>`
const names = (scopes: [ScopeKind, string][]) =>
  compileProgram(scopes.map(([scope, text]) => ({ scope, text }))).inbound.map((instruction) =>
    'name' in instruction ? instruction.name : instruction.policy,
  )

describe('the program of a policy', () => {
  it('holds what the gateway applies, in order', () => {
    const { inbound: instructions, notApplied } = compiled(`
      <base />
      <authentication-certificate thumbprint="ca06f56b258b7a0d4f2b05470939478651151984" />
      <authentication-certificate certificate-id="orders" />
      <authentication-basic username="u&amp;v" password="{{ basic-orders }}" />
      <authentication-basic username="u" password="p" />
      <set-header name="X-A" exists-action="append"><value>1</value><value><![CDATA[<2>]]></value></set-header>
      <set-header name="X-B" exists-action="delete" />
      <set-backend-service base-url="https://back.example/v2" />
      <rewrite-uri template="/a/{b}?c=d" copy-unmatched-params="false" />
      <check-header name="X-C" failed-check-httpcode="401" failed-check-error-message="No" ignore-case="true"><value>c</value></check-header>
      <ip-filter action="forbid"><address>10.0.0.1</address><address-range from="::1" to="::ff" /></ip-filter>
      <return-response><set-status code="418" reason="Teapot" />${headerOf('X-D')}<set-body>&lt;no&gt;</set-body></return-response>`)
    expect(instructions).toEqual([
      {
        policy: 'authentication-certificate',
        reference: { by: 'thumbprint', value: 'CA06F56B258B7A0D4F2B05470939478651151984' },
      },
      { policy: 'authentication-certificate', reference: { by: 'certificate-id', value: 'orders' } },
      {
        policy: 'authentication-basic',
        username: 'u&v',
        password: { kind: 'named-value', name: 'basic-orders' },
      },
      { policy: 'authentication-basic', username: 'u', password: { kind: 'literal', value: 'p' } },
      { policy: 'set-header', name: 'X-A', existsAction: 'append', values: ['1', '<2>'] },
      { policy: 'set-header', name: 'X-B', existsAction: 'delete', values: [] },
      { policy: 'set-backend-service', baseUrl: 'https://back.example/v2' },
      { policy: 'rewrite-uri', template: '/a/{b}?c=d', copyUnmatchedParams: false },
      {
        policy: 'check-header',
        name: 'X-C',
        values: ['c'],
        ignoreCase: true,
        failedCheckHttpCode: 401,
        failedCheckErrorMessage: 'No',
      },
      {
        policy: 'ip-filter',
        action: 'forbid',
        addresses: ['10.0.0.1'],
        ranges: [{ from: '::1', to: '::ff' }],
      },
      {
        policy: 'return-response',
        status: { code: 418, reason: 'Teapot' },
        headers: [{ policy: 'set-header', name: 'X-D', existsAction: 'override', values: ['1'] }],
        body: '<no>',
      },
    ])
    expect(notApplied).toEqual([])
  })

  it('keeps the sections apart and takes a plain forward-request for granted', () => {
    const program = compileProgram([
      {
        scope: 'api',
        text: `<policies><backend><forward-request /></backend><outbound>${headerOf('a')}</outbound><on-error>${headerOf('b')}</on-error></policies>`,
      },
    ])
    expect(program).toMatchObject({
      inbound: [],
      backend: [],
      outbound: [{ name: 'a' }],
      onError: [{ name: 'b' }],
    })
    expect(program.notApplied).toEqual([])
  })

  it('puts the scope above in the place of <base />', () => {
    const all = inbound(headerOf('all'))
    const api = inbound(headerOf('before') + '<base />' + headerOf('after'))
    const operation = inbound('<base />' + headerOf('operation'))
    expect(
      names([
        ['all-apis', all],
        ['api', api],
        ['operation', operation],
      ]),
    ).toEqual(['before', 'all', 'after', 'operation'])
  })

  it('puts it there once, however often <base /> stands there', () => {
    const api = inbound('<base /><base />')
    expect(
      names([
        ['all-apis', inbound(headerOf('all'))],
        ['api', api],
      ]),
    ).toEqual(['all'])
  })

  it('inherits where a section is absent, not where it is empty', () => {
    const all = inbound(headerOf('all'))
    expect(
      names([
        ['all-apis', all],
        ['api', '<policies><backend /></policies>'],
      ]),
    ).toEqual(['all'])
    expect(
      names([
        ['all-apis', all],
        ['api', ''],
      ]),
    ).toEqual(['all'])
    expect(
      names([
        ['all-apis', all],
        ['api', inbound('')],
      ]),
    ).toEqual([])
  })

  it.each([
    ['a policy it does not have', '<trace source="a" />', [['trace', 'not-supported', false]]],
    [
      'an expression',
      '<set-header name="a"><value>@(1)</value></set-header>',
      [['set-header', 'expression', false]],
    ],
    [
      'a named value',
      '<set-header name="a"><value>k {{v}}</value></set-header>',
      [['set-header', 'named-value', false]],
    ],
    [
      'a backend of Azure',
      '<set-backend-service backend-id="b" />',
      [['set-backend-service', 'not-supported', false]],
    ],
    [
      'a certificate in the text',
      '<authentication-certificate body="AAAA" />',
      [['authentication-certificate', 'not-supported', false]],
    ],
    ['a value it cannot use', '<rewrite-uri />', [['rewrite-uri', 'incomplete', false]]],
    [
      'a condition',
      '<choose><when condition="@(x)"><rewrite-uri template="/" /></when></choose>',
      [['choose', 'not-supported', false]],
    ],
  ])('lists %s as not applied and serves all the same', (_what, policies, expected) => {
    expect(reasons(policies)).toEqual(expected)
    expect(compiled(policies).refusedBecause).toEqual([])
  })

  it('lists a policy outside its section as not applied', () => {
    const text = '<policies><outbound><rewrite-uri template="/" /></outbound></policies>'
    const { outbound, notApplied } = compileProgram([{ scope: 'api', text }])
    expect(outbound).toEqual([])
    expect(notApplied).toMatchObject([{ policy: 'rewrite-uri', because: 'section', section: 'outbound' }])
  })

  it.each([
    ['a token check', '<validate-jwt header-name="Authorization" />'],
    ['a fragment that may hold anything', '<include-fragment fragment-id="f" />'],
    [
      'a header check by expression',
      '<check-header name="@(x)" failed-check-httpcode="401" failed-check-error-message="" ignore-case="true" />',
    ],
    ['a header check that is incomplete', '<check-header name="a" />'],
    [
      'an address filter with a wrong address',
      '<ip-filter action="allow"><address>10.0.0.300</address></ip-filter>',
    ],
    [
      'an address range of two families',
      '<ip-filter action="allow"><address-range from="10.0.0.1" to="::1" /></ip-filter>',
    ],
    ['an answer by expression', '<return-response><set-body>@(x)</set-body></return-response>'],
  ])('refuses to serve with %s', (_what, policies) => {
    expect(compiled(policies).refusedBecause).toHaveLength(1)
    expect(compiled(policies).inbound).toEqual([])
  })

  it('refuses to serve where a condition guards an access control', () => {
    const policies = `<choose><when condition="@(a)"><ip-filter action="allow" /></when>
      <otherwise><return-response><set-status code="403" /></return-response></otherwise></choose>`
    expect(reasons(policies)).toEqual([
      ['choose', 'not-supported', false],
      ['ip-filter', 'conditional', true],
      ['return-response', 'conditional', true],
    ])
  })

  it('refuses to serve where what is inherited depends on a condition', () => {
    const api = inbound('<choose><when condition="@(a)"><base /></when></choose>')
    const program = compileProgram([
      { scope: 'all-apis', text: inbound(headerOf('all')) },
      { scope: 'api', text: api },
    ])
    expect(program.refusedBecause).toMatchObject([{ policy: 'base', because: 'conditional', scope: 'api' }])
  })

  it.each([
    ['an expression', '<set-header name="x-a"><value>@(f())</value></set-header>'],
    ['a condition', `<choose><when condition="@(a)">${headerOf('x-a')}</when></choose>`],
    ['a name by expression', '<set-header name="@(f())"><value>1</value></set-header>'],
  ])('refuses to serve where a header is checked that %s should have set', (_what, policies) => {
    const check =
      '<check-header name="X-A" failed-check-httpcode="403" failed-check-error-message="" ignore-case="true"><value>1</value></check-header>'
    expect(compiled(policies + check).refusedBecause).toMatchObject([
      { policy: 'check-header', because: 'depends' },
    ])
    expect(compiled(check + policies).refusedBecause).toEqual([])
    expect(compiled(`<send-request>${policies}</send-request>${check}`).refusedBecause).toEqual([])
  })

  it('refuses to serve what it cannot read', () => {
    const program = compileProgram([{ scope: 'api', text: '<policies><inbound>' }])
    expect(program.refusedBecause).toMatchObject([{ policy: 'policies', because: 'malformed' }])
  })

  it('does not take a check of responses for an access control', () => {
    const text = '<policies><outbound><validate-jwt /></outbound></policies>'
    expect(compileProgram([{ scope: 'api', text }]).refusedBecause).toEqual([])
  })
})
