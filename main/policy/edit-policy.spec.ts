import { describe, expect, it } from 'vitest'
import type { PolicyEdit } from '../../preload/contract/policy-form.ts'
import { parsePolicy } from './document.ts'
import { editPolicy } from './edit-policy.ts'
import { findRules } from './rules.ts'

const orders = { id: 'orders', thumbprint: 'CA06F56B258B7A0D4F2B05470939478651151984' }
const edited = (text: string, edit: PolicyEdit): string => editPolicy(text, edit, [orders])
const rulesOf = (text: string) => findRules(parsePolicy(text))?.map(({ rule }) => rule) ?? []

const text = [
  '<policies>\r\n',
  '\t<inbound>\n',
  '\t\t<base />\r\n',
  '\t\t<set-header name="X-A" exists-action="override"> <!-- keep -->\r\n',
  '\t\t\t<value> a </value>\r\n',
  '\t\t\t<value>b</value>\r\n',
  '\t\t</set-header>\r\n',
  '\t\t<set-header name="X-B" exists-action="override"><value>@(context.Api.Name)</value></set-header>\r\n',
  '\t\t<choose><when condition="@(1 < 2)"><return-response /></when></choose>\r\n',
  '\t\t<ip-filter action="allow">\r\n',
  '\t\t\t<address>10.0.0.1</address>\r\n',
  "\t\t\t<address-range from='10.1.0.1' to='10.1.0.9' />\r\n",
  '\t\t</ip-filter>\r\n',
  '\t</inbound>\r\n',
  '</policies>',
].join('')

const header = { kind: 'set-items', rule: 0, policy: 'set-header' } as const
const addresses = { kind: 'set-items', rule: 3, policy: 'ip-filter' } as const

describe('the rules that the form shows', () => {
  it('are what stands in the sections, with fields where they are plain', () => {
    expect(rulesOf(text).map(({ policy, fields }) => [policy, fields])).toEqual([
      ['set-header', { attributes: { name: 'X-A', 'exists-action': 'override' }, items: ['a', 'b'] }],
      ['set-header', null],
      ['choose', null],
      ['ip-filter', { attributes: { action: 'allow' }, items: ['10.0.0.1', '10.1.0.1-10.1.0.9'] }],
    ])
  })

  it.each([
    '<set-backend-service backend-id="other" />',
    '<set-header name="a" exists-action="override"><value>x<!-- y --></value></set-header>',
    '<rewrite-uri template="{{path}}" />',
    '<ip-filter action="allow"><address-range from="1.1.1.1" /></ip-filter>',
  ])('are for the text alone where fields would not say all: %s', (element) => {
    expect(rulesOf(`<policies><inbound>${element}</inbound></policies>`)).toMatchObject([{ fields: null }])
  })

  it('are unknown where the form of the document is in doubt', () => {
    expect(findRules(parsePolicy('<policies><inbound>'))).toBeNull()
    expect(() => edited('<policies><inbound>', { ...header, items: [] })).toThrow('policy-invalid')
  })
})

describe('an edit of the form', () => {
  it('changes one attribute and nothing beside it', () => {
    const edit = {
      kind: 'set-attribute',
      rule: 0,
      policy: 'set-header',
      attribute: 'name',
      value: 'X"<1>',
    } as const
    expect(edited(text, edit)).toBe(text.replace('"X-A"', '"X&quot;&lt;1>"'))
    expect(edited(text, { ...edit, value: 'X-A' })).toBe(text)
  })

  it('writes an attribute that was left to its default', () => {
    const element = "<rewrite-uri template='/a' />"
    const edit = { kind: 'set-attribute', rule: 0, policy: 'rewrite-uri' } as const
    const result = edited(`<policies><inbound>${element}</inbound></policies>`, {
      ...edit,
      ...{ attribute: 'copy-unmatched-params', value: 'false' },
    })
    expect(result).toContain("<rewrite-uri template='/a' copy-unmatched-params='false' />")
  })

  it('changes one value in its place', () => {
    expect(edited(text, { ...header, items: ['a', '& <c>'] })).toBe(text.replace('>b<', '>&amp; &lt;c&gt;<'))
  })

  it('adds values behind the last one and takes them out again', () => {
    const more = edited(text, { ...header, items: ['a', 'b', 'c', 'd'] })
    const added = '\r\n\t\t\t<value>c</value>\r\n\t\t\t<value>d</value>'
    expect(more).toBe(text.replace('<value>b</value>', `<value>b</value>${added}`))
    expect(edited(more, { ...header, items: ['a', 'b'] })).toBe(text)
    expect(edited(text, { ...header, items: ['b'] })).toBe(text.replace('\r\n\t\t\t<value> a </value>', ''))
  })

  it('gives an element without any its first values', () => {
    const empty = '<policies>\n  <inbound>\n    <check-header name="a" />\n  </inbound>\n</policies>'
    const check = { kind: 'set-items', rule: 0, policy: 'check-header', items: ['x'] } as const
    const filled = '<check-header name="a">\n      <value>x</value>\n    </check-header>'
    expect(edited(empty, check)).toBe(empty.replace('<check-header name="a" />', filled))
  })

  it('tells addresses from ranges', () => {
    const changed = edited(text, { ...addresses, items: ['10.0.0.1', '10.1.0.1-10.1.0.5', '::1'] })
    expect(changed).toContain(
      '<address-range from="10.1.0.1" to="10.1.0.5" />\r\n\t\t\t<address>::1</address>\r\n',
    )
    expect(edited(text, { ...addresses, items: ['10.1.0.1-10.1.0.9'] })).toBe(
      text.replace('\r\n\t\t\t<address>10.0.0.1</address>', ''),
    )
  })

  it('adds a rule behind the last of its kind, and removing it gives back the text', () => {
    const fields = { attributes: { name: 'X-C', 'exists-action': 'append' }, items: ['1', '2'] }
    const more = edited(text, { kind: 'add', policy: 'set-header', section: 'inbound', fields })
    const added = [
      '<set-header name="X-C" exists-action="append">',
      '\t<value>1</value>',
      '\t<value>2</value>',
      '</set-header>',
    ]
    expect(more).toContain(`</set-header>\r\n\t\t${added.join('\r\n\t\t')}\r\n\t\t<choose>`)
    expect(edited(more, { kind: 'remove', rule: 2, policy: 'set-header' })).toBe(text)
  })

  it('adds a section behind those before it, and removing its only rule gives back the text', () => {
    const fields = { attributes: { name: 'X', 'exists-action': 'delete' }, items: [] }
    const more = edited(text, { kind: 'add', policy: 'set-header', section: 'outbound', fields })
    expect(more).toContain('</inbound>\r\n\t<outbound>\r\n\t\t<base /> <set-header ')
    expect(edited(more, { kind: 'remove', rule: 4, policy: 'set-header' })).toBe(text)
  })

  it('presents a certificate, and changes the user name without touching the password', () => {
    const mutual = edited(text, { kind: 'credentials', choice: { kind: 'mutual', certificateId: 'orders' } })
    expect(mutual).toContain(
      `<base />\r\n\t\t<authentication-certificate thumbprint="${orders.thumbprint}" />`,
    )
    expect(edited(mutual, { kind: 'credentials', choice: { kind: 'none' } })).toBe(text)
    const basic = text.replace('<base />', '<base /><authentication-basic username="u" password="{{p}}"/>')
    const renamed = edited(basic, { kind: 'credentials', choice: { kind: 'basic', username: 'v' } })
    expect(renamed).toBe(basic.replace('"u"', '"v"'))
    expect(() => edited(text, { kind: 'credentials', choice: { kind: 'basic', username: 'v' } })).toThrow()
  })

  it('is refused for a rule that is not there', () => {
    expect(() => edited(text, { kind: 'remove', rule: 3, policy: 'set-header' })).toThrow('request-invalid')
    expect(() => edited(text, { kind: 'remove', rule: 9, policy: 'set-header' })).toThrow('request-invalid')
  })
})
