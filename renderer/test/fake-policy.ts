import { apiScope, type EffectivePolicy, type Policy } from '../../preload/contract/policies.ts'
import type { PolicyRule, PolicySection, RuleFields } from '../../preload/contract/policy-form.ts'
import { exampleCertificates } from './fake-facts.ts'

const conditional = `<choose>
            <when condition="@(context.Request.Headers.GetValueOrDefault(&quot;X-Test&quot;, &quot;&quot;) == &quot;1&quot;)">
                <set-variable name="test" value="@(true)" />
            </when>
        </choose>`

const callers = `<ip-filter action="allow">
            <address>10.20.0.7</address>
            <address-range from="10.20.1.1" to="10.20.1.99" />
        </ip-filter>`

const header = `<set-header name="X-Client" exists-action="override">
            <value>warifu</value>
        </set-header>`

const removed = '<set-header name="Server" exists-action="delete" />'

/** The first API's policy as somebody grew it: certificate, callers, headers, and a condition for the text alone. */
export function examplePolicy(): Policy {
  const [certificate] = exampleCertificates()
  const thumbprint = certificate?.thumbprint ?? ''
  const text = `<policies>
    <inbound>
        <base />
        <authentication-certificate thumbprint="${thumbprint}" />
        ${callers}
        ${header}
        ${conditional}
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
        ${removed}
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>
`
  const rule = (
    section: PolicySection,
    source: string,
    policy: string,
    fields: RuleFields | null,
  ): PolicyRule => ({ policy, section, offset: text.indexOf(source), length: source.length, fields })
  return {
    scope: { kind: 'api', apiId: 'api-1' },
    etag: '1',
    text,
    problems: [],
    credentials: {
      kind: 'mutual',
      reference: { by: 'thumbprint', value: thumbprint },
      certificateId: certificate?.id ?? null,
    },
    rules: [
      rule('inbound', callers, 'ip-filter', {
        attributes: { action: 'allow' },
        items: ['10.20.0.7', '10.20.1.1-10.20.1.99'],
      }),
      rule('inbound', header, 'set-header', {
        attributes: { name: 'X-Client', 'exists-action': 'override' },
        items: ['warifu'],
      }),
      rule('inbound', conditional, 'choose', null),
      rule('outbound', removed, 'set-header', {
        attributes: { name: 'Server', 'exists-action': 'delete' },
        items: [],
      }),
    ],
  }
}

/** The same text with an end tag taken out of it: nothing of it can be read. */
export function brokenPolicy(): Policy {
  const policy = examplePolicy()
  const text = policy.text.replace('        </set-header>\n', '')
  const offset = text.indexOf('<set-header')
  return {
    ...policy,
    text,
    rules: null,
    credentials: { kind: 'other', reason: 'policy-invalid' },
    problems: [
      {
        ...{ severity: 'error', code: 'not-closed', line: 9, column: 9, offset, subject: 'set-header' },
        length: '<set-header name="X-Client" exists-action="override">'.length,
      },
    ],
  }
}

/** What holds for the first API's calls by `examplePolicy` and a policy of all APIs. */
export function exampleEffective(): EffectivePolicy {
  const own = apiScope('api-1')
  const allApis = { kind: 'all-apis' } as const
  const plain = { notApplied: null }
  const moved = (source: string) => source.replaceAll('\n        ', '\n')
  const demanded =
    '<check-header name="X-Tenant" failed-check-httpcode="401" failed-check-error-message="Not authorized" ignore-case="false" />'
  const refused = { because: 'not-supported', accessControl: true } as const
  return [
    {
      section: 'inbound',
      parts: [
        { scope: allApis, policy: 'check-header', text: demanded, ...plain },
        {
          scope: allApis,
          policy: 'validate-jwt',
          text: '<validate-jwt header-name="Authorization" />',
          notApplied: refused,
        },
        { scope: own, policy: 'ip-filter', text: moved(callers), ...plain },
        { scope: own, policy: 'set-header', text: moved(header), ...plain },
        {
          ...{ scope: own, policy: 'choose', text: moved(conditional) },
          notApplied: { because: 'not-supported', accessControl: false },
        },
      ],
    },
    {
      section: 'backend',
      parts: [{ scope: allApis, policy: 'forward-request', text: '<forward-request />', ...plain }],
    },
    { section: 'outbound', parts: [{ scope: own, policy: 'set-header', text: removed, ...plain }] },
    { section: 'on-error', parts: [] },
  ]
}
