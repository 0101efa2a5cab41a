import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { violations } from './testing/contract.ts'
import { serveWorkspace, service } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

let served: ServedWorkspace

beforeEach(async () => {
  served = await serveWorkspace()
})
afterEach(async () => {
  await served.stop()
  expect(served.unexpected).toEqual([])
  expect(served.exchanges.flatMap(violations)).toEqual([])
})

const properties = { displayName: 'Orders', path: 'orders', serviceUrl: 'https://localhost:8443' }
const create = () => served.ask('PUT', '/apis/orders', { body: { properties } })

const policyText = (expression: string) => `<policies>
  <inbound><base /><set-variable name="a" value="${expression}" /></inbound>
  <backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error>
</policies>`

describe('an API', () => {
  it('is created, read, changed in whole and in part, listed and deleted', async () => {
    const created = await create()
    expect(created).toMatchObject({
      status: 201,
      headers: { location: `${served.url}${service}/apis/orders` },
      body: { name: 'orders', properties: { ...properties, protocols: ['http'] } },
    })
    expect(await served.ask('HEAD', '/apis/orders')).toMatchObject({
      headers: { etag: created.headers.etag },
    })
    const changed = await served.ask('PUT', '/apis/orders', {
      body: { properties: { ...properties, displayName: 'All orders' } },
      headers: { 'If-Match': created.headers.etag ?? '' },
    })
    expect(changed).toMatchObject({ status: 200, body: { properties: { displayName: 'All orders' } } })
    const patch = { body: { properties: { path: 'all-orders' } } }
    expect(await served.ask('PATCH', '/apis/orders', patch)).toMatchObject({ status: 400 })
    const stale = { ...patch, headers: { 'If-Match': created.headers.etag ?? '' } }
    expect(await served.ask('PATCH', '/apis/orders', stale)).toMatchObject({ status: 412 })
    const patched = await served.ask('PATCH', '/apis/orders', { ...patch, headers: { 'If-Match': '*' } })
    expect(patched).toMatchObject({
      status: 200,
      body: { properties: { displayName: 'All orders', path: 'all-orders' } },
    })
    const filter = encodeURIComponent("path eq 'all-orders'")
    expect(await served.ask('GET', `/apis?$filter=${filter}`)).toMatchObject({ body: { count: 1 } })
    const deleted = await served.ask('DELETE', '/apis/orders', { headers: { 'If-Match': '*' } })
    expect(deleted.status).toBe(200)
    expect(await served.ask('GET', '/apis')).toMatchObject({ body: { count: 0 } })
  })

  it('is refused with the name of the value that cannot be', async () => {
    await create()
    const targetOf = async (id: string, changes: object) => {
      const answer = await served.ask('PUT', `/apis/${id}`, {
        body: { properties: { ...properties, path: 'other', ...changes } },
      })
      expect(answer.status).toBe(400)
      return (answer.body as { error: { details: { target: string }[] } }).error.details[0]?.target
    }
    expect(await targetOf('other', { path: 'orders' })).toBe('path')
    expect(await targetOf('other', { serviceUrl: 'ftp://x' })).toBe('serviceUrl')
    expect(await targetOf('other', { displayName: '' })).toBe('displayName')
    expect(await targetOf('other', { subscriptionRequired: true })).toBe('subscriptionRequired')
    expect(await targetOf('other', { format: 'openapi', value: '' })).toBe('format')
    expect(await targetOf('a%20b', {})).toBe('id')
  })

  it('that a client of Azure sends with what only describes is taken', async () => {
    const body = {
      properties: {
        ...properties,
        ...{ description: 'Orders', protocols: ['https'], subscriptionRequired: false, isCurrent: true },
        authenticationSettings: { oAuth2AuthenticationSettings: [], openidAuthenticationSettings: [] },
      },
    }
    expect(await served.ask('PUT', '/apis/orders', { body })).toMatchObject({ status: 201 })
  })
})

describe('the policy of an API', () => {
  it('is read and written in both spellings', async () => {
    await create()
    const raw = policyText('@("a" + "&lt;".Length)').replace('&lt;', '<')
    const body = { properties: { format: 'rawxml', value: raw } }
    const put = await served.ask('PUT', '/apis/orders/policies/policy', { body })
    expect(put).toMatchObject({ status: 200, body: { name: 'policy', properties: { value: raw } } })
    const xml = await served.ask('GET', '/apis/orders/policies/policy')
    expect(xml).toMatchObject({
      headers: { etag: put.headers.etag },
      body: { properties: { format: 'xml', value: expect.stringContaining('&quot;a&quot;') as string } },
    })
    const { value } = (xml.body as { properties: { value: string } }).properties
    await served.ask('PUT', '/apis/orders/policies/policy', { body: { properties: { value } } })
    expect(await served.ask('GET', '/apis/orders/policies/policy?format=rawxml')).toMatchObject({
      body: { properties: { format: 'rawxml', value: raw } },
    })
  })

  it('is refused with the place of its error, and when it was changed since it was read', async () => {
    await create()
    const broken = { properties: { format: 'xml', value: '<policies>\n<inbound>' } }
    expect(await served.ask('PUT', '/apis/orders/policies/policy', { body: broken })).toMatchObject({
      status: 400,
      body: {
        error: { details: [{ target: 'value', message: expect.stringMatching(/line \d/) as string }] },
      },
    })
    const body = { properties: { format: 'xml', value: policyText('1') } }
    const headers = { 'If-Match': '"stale"' }
    expect(await served.ask('PUT', '/apis/orders/policies/policy', { body, headers })).toMatchObject({
      status: 412,
    })
    const link = { properties: { format: 'xml-link', value: 'http://127.0.0.1/' } }
    expect(await served.ask('PUT', '/apis/orders/policies/policy', { body: link })).toMatchObject({
      status: 400,
    })
  })

  it('is listed, and taken away by a delete', async () => {
    await create()
    const body = { properties: { format: 'xml', value: policyText('1') } }
    await served.ask('PUT', '/apis/orders/policies/policy', { body })
    expect(await served.ask('GET', '/apis/orders/policies')).toMatchObject({ body: { count: 1 } })
    const headers = { 'If-Match': '*' }
    expect(await served.ask('DELETE', '/apis/orders/policies/policy', { headers })).toMatchObject({
      status: 200,
    })
    expect(await served.ask('DELETE', '/apis/orders/policies/policy', { headers })).toMatchObject({
      status: 204,
    })
    expect(await served.ask('GET', '/apis/orders/policies/policy')).toMatchObject({ status: 404 })
    expect(await served.ask('GET', '/apis/orders/policies')).toMatchObject({ body: { value: [], count: 0 } })
    expect(await served.ask('PUT', '/apis/orders/policies/policy', { body })).toMatchObject({ status: 201 })
    expect(await served.ask('GET', '/apis/orders/policies/other')).toMatchObject({ status: 404 })
    expect(await served.ask('GET', '/apis/absent/policies/policy')).toMatchObject({ status: 404 })
  })
})

describe('the back ends', () => {
  it('are those of the APIs, to read', async () => {
    await create()
    const shown = {
      name: 'orders',
      properties: { title: 'Orders', url: properties.serviceUrl, tls: { validateCertificateChain: true } },
    }
    expect(await served.ask('GET', '/backends')).toMatchObject({ body: { value: [shown], count: 1 } })
    expect(await served.ask('GET', '/backends/orders')).toMatchObject({ status: 200, body: shown })
    expect(await served.ask('HEAD', '/backends/orders')).toMatchObject({ status: 200 })
    expect(await served.ask('GET', '/backends/absent')).toMatchObject({ status: 404 })
  })
})

describe('the service', () => {
  it('tells where its gateway is, whatever it is called by', async () => {
    expect(await served.ask('GET', '')).toMatchObject({
      status: 200,
      body: { id: service, name: 'warifu', properties: { gatewayUrl: 'http://127.0.0.1:8400' } },
    })
    const elsewhere = service.replace('resourceGroups/local', 'resourcegroups/Production')
    expect(await served.askPath('GET', `${elsewhere}?api-version=2024-05-01`)).toMatchObject({
      body: { id: elsewhere },
    })
    const malformed = service.replace(/subscriptions\/[^/]+/, 'subscriptions/none')
    expect(await served.askPath('GET', `${malformed}?api-version=2024-05-01`)).toMatchObject({ status: 404 })
  })

  it('describes itself', async () => {
    const { status, body } = await served.askPath('GET', '/openapi.json')
    expect(status).toBe(200)
    const { paths } = body as { paths: Record<string, Record<string, unknown>> }
    expect(Object.keys(paths)).toContain('/openapi.json')
    const entity = Object.entries(paths).find(([path]) =>
      path.endsWith('/service/{serviceName}/certificates/{certificateId}'),
    )
    expect(Object.keys(entity?.[1] ?? {}).toSorted()).toEqual(['delete', 'get', 'head', 'put'])
  })
})
