import { describe, expect, it } from 'vitest'
import { findNamedValues, findReferences, replaceReference } from './references.ts'

const old = { id: 'orders', thumbprint: 'CA06F56B258B7A0D4F2B05470939478651151984' }
const renewed = { id: 'orders-2027', thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' }

const text = `<policies>
  <inbound>
    <choose><when condition="@(1 < 2)">
      <authentication-certificate thumbprint='${old.thumbprint.toLowerCase()}' />
    </when></choose>
    <send-request><authentication-certificate certificate-id="orders"/></send-request>
    <!-- <authentication-certificate certificate-id="orders" /> -->
    <authentication-certificate thumbprint="@(x ? "${old.thumbprint}" : "none")" />
    <validate-client-certificate><identities><identity thumbprint="${old.thumbprint}" /></identities></validate-client-certificate>
  </inbound>
</policies>`

describe('the certificate references of a policy', () => {
  it('are found under conditions, in requests of its own and in expressions, not in comments', () => {
    expect(findReferences(text).map(({ by, value, inExpression }) => [by, value, inExpression])).toEqual([
      ['thumbprint', old.thumbprint, false],
      ['certificate-id', 'orders', false],
      ['thumbprint', old.thumbprint, true],
    ])
  })

  it('are found where the document is broken elsewhere', () => {
    expect(findReferences('<inbound><a b=1><authentication-certificate certificate-id="x">')).toMatchObject([
      { by: 'certificate-id', value: 'x' },
    ])
  })

  it('are replaced each in its own form, and nothing else', () => {
    const replaced = replaceReference(text, old, renewed)
    expect(replaced).toBe(
      text
        .replace(old.thumbprint.toLowerCase(), renewed.thumbprint)
        .replace('"orders"/', '"orders-2027"/')
        .replace(`"${old.thumbprint}" :`, `"${renewed.thumbprint}" :`),
    )
    expect(replaceReference(replaced, old, renewed)).toBe(replaced)
  })
})

describe('the named values of a policy', () => {
  it('are found wherever they stand, each once', () => {
    expect(findNamedValues('<a b="{{x}}">{{ y.z }} {{x}} {{not one}}</a>')).toEqual(['x', 'y.z'])
  })
})
