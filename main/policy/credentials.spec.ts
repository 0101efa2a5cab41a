import { describe, expect, it } from 'vitest'
import { namesCertificate, normaliseThumbprint, readCredentials, referenceTo } from './credentials.ts'
import { defaultPolicy } from './default-policy.ts'

const newPolicy = defaultPolicy({ kind: 'api' })

const thumbprint = 'CA06F56B258B7A0D4F2B05470939478651151984'
const certificates = [{ id: 'orders', thumbprint }]
const inbound = (policies: string): string => `<policies><inbound><base />${policies}</inbound></policies>`
const read = (policies: string) => readCredentials(inbound(policies), certificates)

describe('the credentials of a policy', () => {
  it('are none in the policy of a new API, and where there is no policy', () => {
    expect(readCredentials(newPolicy, certificates)).toEqual({ kind: 'none' })
    expect(readCredentials('', certificates)).toEqual({ kind: 'none' })
  })

  it('are the certificate that a thumbprint or an id names', () => {
    expect(read(`<authentication-certificate thumbprint="${thumbprint}" />`)).toEqual({
      kind: 'mutual',
      reference: { by: 'thumbprint', value: thumbprint },
      certificateId: 'orders',
    })
    expect(read(`<authentication-certificate certificate-id='orders' />`)).toEqual({
      kind: 'mutual',
      reference: { by: 'certificate-id', value: 'orders' },
      certificateId: 'orders',
    })
  })

  it('know a thumbprint by its digits, whatever separates them', () => {
    const pasted = `\u200E${thumbprint.toLowerCase().replace(/(..)(?!$)/g, '$1:')}`
    expect(read(`<authentication-certificate thumbprint="${pasted}" />`)).toMatchObject({
      reference: { value: thumbprint },
      certificateId: 'orders',
    })
  })

  it('name a certificate that is not there without an id', () => {
    expect(read('<authentication-certificate certificate-id="gone" />')).toMatchObject({
      kind: 'mutual',
      certificateId: null,
    })
  })

  it('are a name with password, told without the password', () => {
    expect(read('<authentication-basic username="o&amp;k" password="secret" />')).toEqual({
      kind: 'basic',
      username: 'o&k',
    })
  })

  it('are those of the last element where there are several of one kind', () => {
    const two = `<authentication-certificate certificate-id="old" /><authentication-certificate certificate-id="orders" />`
    expect(read(two)).toMatchObject({ kind: 'mutual', certificateId: 'orders' })
  })

  it.each([
    [
      'several',
      '<authentication-certificate certificate-id="a" /><authentication-basic username="u" password="p" />',
    ],
    ['expression', '<authentication-certificate thumbprint="@(context.Variables["t"])" />'],
    ['expression', '<authentication-certificate thumbprint="{{thumbprint}}" />'],
    ['expression', '<authentication-basic username="@("u")" password="p" />'],
    ['inline-certificate', '<authentication-certificate body="@(x)" password="p" />'],
    [
      'conditional',
      '<choose><when condition="@(x)"><authentication-certificate certificate-id="a" /></when></choose>',
    ],
    ['policy-invalid', '<authentication-certificate />'],
    ['policy-invalid', '<authentication-certificate certificate-id="a">'],
  ])('are told to be beyond the form: %s', (reason, policies) => {
    expect(read(policies)).toEqual({ kind: 'other', reason })
  })

  it('are not those of a request that the policy itself sends, of a comment or of another section', () => {
    const element = '<authentication-certificate certificate-id="orders" />'
    expect(read(`<send-request>${element}</send-request><!-- ${element} -->`)).toEqual({ kind: 'none' })
    const outbound = `<policies><outbound>${element}</outbound></policies>`
    expect(readCredentials(outbound, certificates)).toEqual({ kind: 'none' })
  })
})

describe('a thumbprint', () => {
  it('is 40 hexadecimal digits and nothing else', () => {
    expect(normaliseThumbprint(' ca 06:F5-6B258B7A0D4F2B05470939478651151984\u200F')).toBe(thumbprint)
    expect(normaliseThumbprint(thumbprint.slice(1))).toBeNull()
    expect(normaliseThumbprint(`${thumbprint}0`)).toBeNull()
    expect(normaliseThumbprint(thumbprint.replace('C', 'G'))).toBeNull()
  })

  it('names its certificate and no other', () => {
    const reference = referenceTo('thumbprint', thumbprint.toLowerCase())
    expect(namesCertificate(reference, { id: 'orders', thumbprint })).toBe(true)
    expect(namesCertificate(reference, { id: thumbprint, thumbprint: '0'.repeat(40) })).toBe(false)
  })
})
