import { describe, expect, test } from 'vitest'
import { defaultGatewaySettings } from '../../preload/contract/apis.ts'
import { WarifuError } from '../warifu-error.ts'
import { checkApi } from './check-api.ts'
import { buildConfiguration, type ConfigurationSource, type SourceApi } from './configuration.ts'

const policy = (inbound: string): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`

const sourceApi = (id: string, inbound: string): SourceApi => ({
  id,
  displayName: id,
  path: id,
  serviceUrl: 'https://back-end.example',
  trustPem: null,
  settings: defaultGatewaySettings,
  policyText: policy(inbound),
  operations: [],
})

const thumbprint = (digit: string): string => digit.repeat(40)

/** A workspace with three certificates, the third of which cannot be opened; remembers which were. */
const source = (apis: readonly SourceApi[]): ConfigurationSource & { opened: string[] } => {
  const opened: string[] = []
  return {
    opened,
    httpsCertificateId: () => null,
    allApisPolicy: () => null,
    apis: () => apis,
    certificates: () =>
      ['a', 'b', 'c'].map((id) => ({ id, thumbprint: thumbprint(id.toUpperCase()), subject: `CN=${id}` })),
    identityOf: (id) => {
      opened.push(id)
      if (id === 'c') return Promise.reject(new WarifuError('keychain-item-missing', { certificateId: 'c' }))
      return Promise.resolve({ privateKeyPem: `key ${id}`, certificatePem: `certificate ${id}` })
    },
    basicPassword: (apiId) => Promise.resolve(apiId === 'with-password' ? 'secret' : null),
  }
}

const refusalOf = async (api: SourceApi): Promise<unknown> =>
  (await buildConfiguration(source([api]))).apis[0]?.refusal

describe('a configuration', () => {
  test('opens each certificate that an API uses once, and no other', async () => {
    const from = source([
      sourceApi('one', `<authentication-certificate thumbprint="${thumbprint('A')}" />`),
      sourceApi('two', '<authentication-certificate certificate-id="a" />'),
      sourceApi('three', ''),
    ])
    const { apis, identities } = await buildConfiguration(from)
    expect(from.opened).toEqual(['a'])
    expect(Object.keys(identities)).toEqual(['a'])
    expect(apis.map(({ certificateId }) => certificateId)).toEqual(['a', 'a', null])
  })

  test('takes the last of several certificates', async () => {
    const both =
      '<authentication-certificate certificate-id="a" /><authentication-certificate certificate-id="b" />'
    const { apis } = await buildConfiguration(source([sourceApi('one', both)]))
    expect(apis[0]?.certificateId).toBe('b')
  })

  test('has a higher version than the one before', async () => {
    const [first, second] = [await buildConfiguration(source([])), await buildConfiguration(source([]))]
    expect(second.version).toBeGreaterThan(first.version)
  })

  test('takes passwords from the keychain by the name the policy calls them', async () => {
    const basic = '<authentication-basic username="u" password="{{basic-with-password}}" />'
    const { apis } = await buildConfiguration(source([sourceApi('with-password', basic)]))
    expect(apis[0]).toMatchObject({ refusal: null, passwords: { 'basic-with-password': 'secret' } })
  })
})

describe('an API that lacks something is refused with the cause, and hinders no other:', () => {
  test('a certificate that is not there', async () => {
    const gone = sourceApi('one', `<authentication-certificate thumbprint="${thumbprint('F')}" />`)
    expect(await refusalOf(gone)).toEqual({
      code: 'ClientCertificateMissing',
      detail: `thumbprint ${thumbprint('F')}`,
    })
  })

  test('a certificate that cannot be opened', async () => {
    const locked = sourceApi('one', '<authentication-certificate certificate-id="c" />')
    expect(await refusalOf(locked)).toEqual({
      code: 'ClientCertificateUnusable',
      detail: 'CN=c: keychain-item-missing',
    })
    const { apis } = await buildConfiguration(source([locked, sourceApi('two', '')]))
    expect(apis[1]?.refusal).toBeNull()
  })

  test('a password that is not there', async () => {
    const basic = '<authentication-basic username="u" password="{{basic-one}}" />'
    expect(await refusalOf(sourceApi('one', basic))).toEqual({
      code: 'PasswordMissing',
      detail: '{{basic-one}}',
    })
  })

  test('a policy that cannot be read', async () => {
    expect(await refusalOf(sourceApi('one', '<set-header name="X">'))).toMatchObject({
      code: 'PolicyInvalid',
    })
  })

  test('an access control that the gateway does not apply', async () => {
    const control = '<validate-jwt header-name="Authorization" />'
    expect(await refusalOf(sourceApi('one', control))).toEqual({
      code: 'PolicyNotApplicable',
      detail: 'validate-jwt',
    })
  })

  test('unless the administrator has said that calls pass without it', async () => {
    const api = sourceApi('one', '<validate-jwt header-name="Authorization" />')
    const settings = { ...defaultGatewaySettings, serveUnguarded: true }
    expect(await refusalOf({ ...api, settings })).toBeNull()
  })
})

describe('a check of an API', () => {
  const apis = [
    sourceApi('one', '<authentication-certificate certificate-id="a" />'),
    sourceApi('gone', '<if>'),
  ]
  const checked = async (request: Parameters<typeof checkApi>[1]): Promise<unknown> => {
    let presented: unknown = 'not tried'
    const check = await checkApi(source(apis), request, (target) => {
      presented = target.identity?.certificateId ?? null
      return Promise.reject(new Error('tried'))
    }).catch(() => null)
    return check?.serverSaid ?? presented
  }

  test('presents what the policy names, or what is not saved yet', async () => {
    expect(await checked({ apiId: 'one' })).toBe('a')
    expect(await checked({ apiId: 'one', certificateId: 'b' })).toBe('b')
    expect(await checked({ apiId: 'one', certificateId: null })).toBeNull()
  })

  test('presents what an operation’s policy names, or inherits', async () => {
    const operation = (id: string, policyText: string | null) => ({
      ...{ id, displayName: id, method: 'GET', urlTemplate: `/${id}`, policyText },
    })
    const own = policy('<authentication-certificate certificate-id="b" />')
    const [one] = apis
    if (one) Object.assign(one, { operations: [operation('own', own), operation('as-api', null)] })
    expect(await checked({ apiId: 'one', operationId: 'own' })).toBe('b')
    expect(await checked({ apiId: 'one', operationId: 'as-api' })).toBe('a')
    expect(await checked({ apiId: 'one' })).toBe('a')
    const check = checkApi(source(apis), { apiId: 'one', operationId: 'none' }, () =>
      Promise.reject(new Error()),
    )
    await expect(check).rejects.toMatchObject({ code: 'not-found', details: { what: 'operation' } })
  })

  test('tells what keeps calls from being made without a handshake', async () => {
    expect(await checked({ apiId: 'gone' })).toMatchObject({ kind: 'failed', code: 'PolicyInvalid' })
  })

  test('is refused for an API that is not there', async () => {
    const check = checkApi(source(apis), { apiId: 'none' }, () => Promise.reject(new Error('tried')))
    await expect(check).rejects.toMatchObject({ code: 'not-found' })
  })
})
