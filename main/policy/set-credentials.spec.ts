import { describe, expect, it } from 'vitest'
import { readCredentials } from './credentials.ts'
import { defaultPolicy } from './default-policy.ts'
import { setCredentials, type CredentialsSetting } from './set-credentials.ts'

const newPolicy = defaultPolicy({ kind: 'api' })

const orders = { id: 'orders', thumbprint: 'CA06F56B258B7A0D4F2B05470939478651151984' }
const renewed = { id: 'renewed', thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' }
const mutual: CredentialsSetting = { kind: 'mutual', certificate: orders }
const basic: CredentialsSetting = { kind: 'basic', username: 'u', passwordReference: '{{basic-orders}}' }
const none: CredentialsSetting = { kind: 'none' }
const element = `<authentication-certificate thumbprint="${orders.thumbprint}" />`

describe('setting the credentials of a policy', () => {
  it('adds an element on a line of its own behind <base />, indented as it is', () => {
    expect(setCredentials(newPolicy, mutual)).toBe(
      newPolicy.replace('        <base />\n', `        <base />\n        ${element}\n`),
    )
  })

  it("follows the document's line ends, indentation and quotes", () => {
    const text =
      "<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n\t\t<set-header name='a' exists-action='delete' />\r\n\t</inbound>\r\n</policies>"
    expect(setCredentials(text, mutual)).toBe(
      text.replace('<base />\r\n', `<base />\r\n\t\t${element.replaceAll('"', "'")}\r\n`),
    )
  })

  it.each([
    ['', `<policies>\n    <inbound><base /> ${element} </inbound>\n</policies>`],
    [
      '<policies>\n  <inbound />\n</policies>',
      `<policies>\n  <inbound>\n    ${element}\n  </inbound>\n</policies>`,
    ],
    [
      '<policies><inbound/></policies>',
      `<policies><inbound> ${element.replace(' />', '/>')} </inbound></policies>`,
    ],
    ['<policies><inbound></inbound></policies>', `<policies><inbound>${element}</inbound></policies>`],
    [
      '<policies><inbound><base /></inbound></policies>',
      `<policies><inbound><base />${element}</inbound></policies>`,
    ],
    [
      '<policies>\n  <backend />\n</policies>',
      `<policies>\n  <inbound>\n    <base /> ${element} \n  </inbound>\n  <backend />\n</policies>`,
    ],
    ['<policies />', `<policies>\n    <inbound>\n        <base /> ${element} \n    </inbound>\n</policies>`],
  ])('creates what is missing in %j, and none gives it back', (text, expected) => {
    expect(setCredentials(text, mutual)).toBe(expected)
    expect(setCredentials(expected, none)).toBe(text)
  })

  it('replaces a certificate in its place, leaving other attributes, order and quotes alone', () => {
    const text = `<policies><inbound><x/><authentication-certificate id='7'  certificate-id = 'orders'\n/><y/></inbound></policies>`
    const set = setCredentials(text, { kind: 'mutual', certificate: renewed })
    expect(set).toBe(text.replace('orders', 'renewed'))
  })

  it('turns one kind into the other in its place', () => {
    const text = `<policies><inbound><base /><authentication-basic id="7" username="a" password="b"></authentication-basic><y/></inbound></policies>`
    expect(setCredentials(text, mutual)).toBe(
      text
        .replaceAll('authentication-basic', 'authentication-certificate')
        .replace('username="a" password="b"', `thumbprint="${orders.thumbprint}"`),
    )
  })

  it('replaces a certificate in the text and its password by a reference', () => {
    const text = `<policies><inbound><authentication-certificate body="@(x("/>"))" password='p' /></inbound></policies>`
    expect(setCredentials(text, mutual)).toBe(`<policies><inbound>${element}</inbound></policies>`)
  })

  it('names a new certificate as the document names others', () => {
    const text = `<policies><inbound><base /><send-request><authentication-certificate certificate-id="x" /></send-request></inbound></policies>`
    expect(setCredentials(text, mutual)).toContain(
      '<base /><authentication-certificate certificate-id="orders" />',
    )
  })

  it('leaves a text alone that already says so, though in another manner', () => {
    const spaced = orders.thumbprint.toLowerCase().replace(/(..)(?!$)/g, '$1 ')
    const text = `<policies><inbound><authentication-certificate thumbprint="${spaced}" /></inbound></policies>`
    expect(setCredentials(text, mutual)).toBe(text)
  })

  it('leaves one element where there were several, and none under conditions', () => {
    const text = `<policies>
  <inbound>
    <authentication-certificate certificate-id="a" />
    <choose>
      <when condition="@(1 < 2)">
        <authentication-basic username="u" password="p" />
      </when>
    </choose>
    <authentication-basic username="v" password="q" />
  </inbound>
</policies>`
    expect(setCredentials(text, mutual)).toBe(`<policies>
  <inbound>
    <choose>
      <when condition="@(1 < 2)">
      </when>
    </choose>
    <authentication-certificate certificate-id="orders" />
  </inbound>
</policies>`)
  })

  it('takes a name that looks like an expression or a named value for what it is', () => {
    for (const username of ['@(user)', '{{user}}', 'a"b\'c<d>&e', '\ttab']) {
      const set = setCredentials(newPolicy, { ...basic, username })
      expect(readCredentials(set, [])).toEqual({ kind: 'basic', username })
      expect(setCredentials(set, none)).toBe(newPolicy)
    }
  })

  it('puts a literal in the place of an expression that reads the same', () => {
    const text = `<policies><inbound><authentication-basic username="@(user)" password="p" /></inbound></policies>`
    const set = setCredentials(text, { ...basic, username: '@(user)' })
    expect(readCredentials(set, [])).toEqual({ kind: 'basic', username: '@(user)' })
  })

  it('comes behind every <base />, also one under a condition', () => {
    const inside = '<base /><choose><when condition="@(x)"><base /></when></choose>'
    const text = `<policies><inbound>${inside}<cors /></inbound></policies>`
    expect(setCredentials(text, mutual)).toContain(`${inside}${element}<cors />`)
  })

  it('leaves expressions, comments, CDATA and mixed line ends as they were', () => {
    const rest =
      '<!-- <base/> -->\r<set-body>@{ return "</inbound>" + \'"\'; }</set-body>\r\n\t<![CDATA[</policies>]]>\n'
    const text = `\uFEFF<policies>\r\n<inbound>\n<base/>${rest}</inbound></policies>\r`
    const set = setCredentials(text, basic)
    expect(set.replace(/\r\n<authentication-basic [^>]*>/, '')).toBe(text)
    expect(setCredentials(setCredentials(set, mutual), none)).toBe(text)
  })

  it.each([
    ['<policies><inbound>', { line: 1, column: 1, problem: 'not-closed', subject: 'policies' }],
    [
      '<policies>\n<inbound/><inbound/></policies>',
      { line: 2, column: 11, problem: 'section-twice', subject: 'inbound' },
    ],
    ['<other/>', { line: 1, column: 1, problem: 'root-missing', subject: 'other' }],
    ['<policies/><policies/>', { line: 1, column: 12, problem: 'text-outside-root', subject: 'policies' }],
    ['<policies/>x', { line: 1, column: 12, problem: 'text-outside-root', subject: '' }],
  ])('refuses a document whose form is in doubt: %s', (text, details) => {
    expect(() => setCredentials(text, mutual)).toThrow(
      expect.objectContaining({ code: 'policy-invalid', details }) as Error,
    )
  })
})
