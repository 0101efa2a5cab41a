// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import { hasText, showLanguage } from '../../locales/text.ts'
import { attributesOf, policyElementNames } from './policy-elements.ts'
import { placeAt } from './policy-places.ts'
import { attributeWords, certificateWords, elementWords, valueWords } from './policy-words.ts'

const text = `<policies>
  <inbound>
    <ip-filter action = 'allow'><address>name="x"</address></ip-filter>
    <authentication-certificate
      thumbprint="${'a1 b2 '.repeat(10)}" />
  </inbound>
</policies>`
const about = (mark: string) => placeAt(text, text.indexOf(mark) + 1)

describe('the place under the pointer', () => {
  it('is an element by its name, opened or closed', () => {
    expect(about('ip-filter')).toMatchObject({ element: 'ip-filter', attribute: null })
    expect(about('/inbound')).toMatchObject({ element: 'inbound', attribute: null })
  })

  it('is an attribute, or its value, with where it stands', () => {
    const from = text.indexOf('action')
    expect(about('action')).toEqual({
      from,
      to: from + 6,
      element: 'ip-filter',
      attribute: 'action',
      value: null,
    })
    expect(about("'allow")).toMatchObject({ attribute: 'action', value: 'allow' })
    expect(about('thumbprint')).toMatchObject({
      element: 'authentication-certificate',
      attribute: 'thumbprint',
    })
  })

  it('is none in text', () => {
    expect(about('name="x"')).toBeNull()
    expect(placeAt('no markup', 3)).toBeNull()
  })
})

describe.each(['en', 'ja'] as const)('in the language %s', (language) => {
  beforeAll(() => showLanguage(language))

  it('every element and attribute that is offered is explained', () => {
    const attributes = policyElementNames.flatMap((element) =>
      Object.keys(attributesOf(element)).map((name) => [element, name] as const),
    )
    expect(policyElementNames.filter((name) => !hasText(`policy.hover.${name}`))).toEqual([])
    expect(attributes.filter(([element, name]) => attributeWords(element, name) === undefined)).toEqual([])
    expect(valueWords('exists-action', 'append')).toBeDefined()
  })

  it('what is not ours is not', () => {
    expect(elementWords('choose')).toBeUndefined()
    expect(attributeWords('set-header', 'id')).toBeUndefined()
    expect(valueWords('name', 'append')).toBeUndefined()
  })

  it('a thumbprint is told by the certificate that it names', () => {
    const certificates = [
      { id: 'one', thumbprint: 'A1B2'.repeat(10), subject: 'CN=orders', notAfter: '2027-07-23T00:00:00Z' },
    ]
    expect(certificateWords('thumbprint', 'a1 b2 '.repeat(10), certificates)).toContain('CN=orders')
    expect(certificateWords('certificate-id', 'one', certificates)).toContain('2027')
    expect(certificateWords('certificate-id', 'two', certificates)).toBeUndefined()
  })
})
