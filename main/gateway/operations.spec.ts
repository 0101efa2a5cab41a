import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultGatewaySettings } from '../../preload/contract/apis.ts'
import {
  createTemporaryWorkspace,
  ordersApi,
  type TemporaryWorkspace,
} from '../management/temporary-workspace.ts'
import { createGatewaySource } from '../workspace/gateway-source.ts'
import { buildConfiguration } from './configuration.ts'
import { startPlainBackEnd, type TestBackEnd } from './testing/back-end.ts'
import { configuration } from './testing/configure.ts'
import { startPlane, type TestPlane } from './testing/plane.ts'

let backEnd: TestBackEnd
let gateway: TestPlane
let temporary: TemporaryWorkspace
let apiId: string

beforeAll(async () => {
  backEnd = await startPlainBackEnd()
  gateway = await startPlane(configuration([]))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await backEnd[Symbol.asyncDispose]()
})
beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  apiId = (await temporary.service.apis.create({ ...ordersApi, serviceUrl: backEnd.url })).id
  return () => temporary.remove()
})

const apply = async (): Promise<void> =>
  gateway.plane.apply(await buildConfiguration(createGatewaySource(temporary.workspace(), temporary.decoder)))

const add = (id: string, method: string, urlTemplate: string) =>
  temporary.service.operations.put(apiId, id, null, { displayName: id, method, urlTemplate, description: '' })

const policy = (inbound: string, base = '<base />'): string =>
  `<policies><inbound>${base}${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
const header = (value: string, action = 'override'): string =>
  `<set-header name="x-scope" exists-action="${action}"><value>${value}</value></set-header>`
const forbidding =
  '<ip-filter action="forbid"><address-range from="127.0.0.0" to="127.255.255.255" /></ip-filter>'

const call = async (path: string, method = 'GET') => {
  const response = await fetch(`${gateway.url}/orders${path}`, { method })
  const body = (await response.json()) as {
    url?: string
    headers?: Record<string, string>
    error?: { code: string; detail?: string }
  }
  return { status: response.status, ...body }
}

const put = (operationId: string, text: string) =>
  temporary.service.policies.put({ kind: 'operation', apiId, operationId }, text, '*')
const putForAll = (text: string) => temporary.service.policies.put({ kind: 'all-apis' }, text, '*')
const putForApi = (text: string) => temporary.service.policies.put({ kind: 'api', apiId }, text, '*')

describe('an API with operations', () => {
  test('serves those and nothing else', async () => {
    await apply()
    expect((await call('/anything')).status).toBe(200)
    await add('one', 'GET', '/items/{id}')
    await apply()
    expect(await call('/items/1?a=b')).toMatchObject({ status: 200, url: '/items/1?a=b' })
    const refused = { status: 404, error: { code: 'NoOperationMatches' } }
    expect(await call('/anything')).toMatchObject(refused)
    expect(await call('/items/1', 'DELETE')).toMatchObject(refused)
  })

  test('names the operation of each call in its record', async () => {
    await add('one', 'GET', '/items/{id}')
    await using recorded = await startPlane(
      await buildConfiguration(createGatewaySource(temporary.workspace(), temporary.decoder)),
    )
    await fetch(`${recorded.url}/orders/items/1`)
    await fetch(`${recorded.url}/orders/elsewhere`)
    await recorded[Symbol.asyncDispose]()
    expect(recorded.calls.map(({ operation, error }) => [operation, error?.code])).toEqual([
      [{ id: 'one', displayName: 'one' }, undefined],
      [null, 'NoOperationMatches'],
    ])
  })

  test('rewrites the URL with the parameters of the operation', async () => {
    await add('one', 'GET', '/items/{id}?view={view}')
    await put('one', policy('<rewrite-uri template="/v2/{view}/{id}?from=gateway" />'))
    await apply()
    expect(await call('/items/a%20b?view=full&top=1')).toMatchObject({
      status: 200,
      url: '/v2/full/a%20b?from=gateway&top=1',
    })
    await put('one', policy('<rewrite-uri template="/{unknown}" />'))
    await apply()
    expect(await call('/items/1?view=x')).toMatchObject({ error: { code: 'RewriteParameterMissing' } })
  })
})

describe('policies', () => {
  test('apply from the outermost scope to the innermost, where <base /> stands', async () => {
    await add('one', 'GET', '/one')
    await add('two', 'GET', '/two')
    await putForAll(policy(header('all'), ''))
    await putForApi(policy(header('api', 'append')))
    await put('one', policy(header('one', 'append')))
    await apply()
    expect((await call('/one')).headers?.['x-scope']).toBe('all, api, one')
    expect((await call('/two')).headers?.['x-scope']).toBe('all, api')
    await put('one', policy(header('one'), ''))
    await apply()
    expect((await call('/one')).headers?.['x-scope']).toBe('one')
  })

  test('of all APIs hold also where an API keeps none of its own', async () => {
    await putForAll(policy(forbidding, ''))
    await temporary.service.policies.delete({ kind: 'api', apiId }, '*')
    await apply()
    expect(await call('/x')).toMatchObject({ status: 403, error: { code: 'AddressNotAllowed' } })
  })

  test('of an operation close that operation alone', async () => {
    await add('open', 'GET', '/open')
    await add('closed', 'GET', '/closed')
    await add('unknown', 'GET', '/unknown')
    await put('closed', policy(forbidding))
    await put('unknown', policy('<validate-jwt header-name="Authorization" />'))
    await apply()
    expect((await call('/open')).status).toBe(200)
    expect((await call('/closed')).error?.code).toBe('AddressNotAllowed')
    expect((await call('/CLOSED')).error?.code).toBe('AddressNotAllowed')
    expect((await call('/%63losed')).error?.code).toBe('AddressNotAllowed')
    expect((await call('/unknown')).error).toMatchObject({
      code: 'PolicyNotApplicable',
      detail: 'validate-jwt',
    })
    await temporary.service.apis.update(apiId, '*', {
      gateway: { ...defaultGatewaySettings, serveUnguarded: true },
    })
    await apply()
    expect((await call('/unknown')).status).toBe(200)
  })
})
