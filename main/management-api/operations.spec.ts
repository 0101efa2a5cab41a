import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { violations } from './testing/contract.ts'
import { serveWorkspace, service } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

let served: ServedWorkspace

beforeEach(async () => {
  served = await serveWorkspace()
  const properties = { displayName: 'Orders', path: 'orders', serviceUrl: 'https://orders.example' }
  await served.ask('PUT', '/apis/orders', { body: { properties } })
})
afterEach(async () => {
  await served.stop()
  expect(served.unexpected).toEqual([])
  expect(served.exchanges.flatMap(violations)).toEqual([])
})

const properties = { displayName: 'Get order', method: 'GET', urlTemplate: '/items/{id}?view={view}' }
const path = '/apis/orders/operations/get-order'
const put = (changes: object = {}, headers = {}) =>
  served.ask('PUT', path, { body: { properties: { ...properties, ...changes } }, headers })
const policy = (inbound: string): string =>
  `<policies><inbound>${inbound}</inbound><backend><base /></backend><outbound /><on-error /></policies>`

describe('an operation', () => {
  it('is created, read, changed and deleted as the contract says', async () => {
    const created = await put({ description: 'One order' })
    expect(created).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining(path) as string },
      body: {
        id: `${service}${path}`,
        name: 'get-order',
        type: 'Microsoft.ApiManagement/service/apis/operations',
        properties: {
          ...{ ...properties, description: 'One order' },
          templateParameters: [{ name: 'id', type: 'string', required: true }, { name: 'view' }],
        },
      },
    })
    const { etag } = created.headers
    expect(await served.ask('GET', path)).toMatchObject({ status: 200, headers: { etag } })
    expect(await served.ask('HEAD', path)).toMatchObject({ status: 200, headers: { etag }, body: undefined })
    expect(await put({}, { 'If-Match': '"stale"' })).toMatchObject({ status: 412 })
    const changed = await served.ask('PATCH', path, {
      body: { properties: { displayName: 'One' } },
      headers: { 'If-Match': etag ?? '' },
    })
    expect(changed).toMatchObject({
      status: 200,
      body: { properties: { displayName: 'One', description: 'One order' } },
    })
    expect(await served.ask('DELETE', path, { headers: { 'If-Match': etag ?? '' } })).toMatchObject({
      status: 412,
    })
    expect(await served.ask('DELETE', path, { headers: { 'If-Match': '*' } })).toMatchObject({ status: 200 })
    expect(await served.ask('DELETE', path, { headers: { 'If-Match': '*' } })).toMatchObject({ status: 204 })
    expect(await served.ask('GET', path)).toMatchObject({ status: 404 })
  })

  it('is refused with the property that cannot be used', async () => {
    await put()
    const targetOf = async (changes: object): Promise<unknown> => {
      const answer = await served.ask('PUT', '/apis/orders/operations/other', {
        body: { properties: { ...properties, ...changes } },
      })
      expect(answer.status).toBe(400)
      return (answer.body as { error: { details: { target: string }[] } }).error.details[0]?.target
    }
    expect(await targetOf({ urlTemplate: 'items' })).toBe('urlTemplate')
    expect(await targetOf({ urlTemplate: '/Items/{number}?view={x}' })).toBe('urlTemplate')
    expect(await targetOf({ method: 'GET /' })).toBe('method')
    expect(await targetOf({ displayName: '' })).toBe('displayName')
  })

  it('is listed page by page and by filter', async () => {
    for (const id of ['a', 'b', 'c']) {
      const body = { properties: { ...properties, displayName: id, urlTemplate: `/${id}` } }
      await served.ask('PUT', `/apis/orders/operations/${id}`, { body })
    }
    const first = await served.ask('GET', '/apis/orders/operations?$top=2')
    expect(first).toMatchObject({ body: { value: [{ name: 'a' }, { name: 'b' }], count: 3 } })
    const { nextLink } = first.body as { nextLink: string }
    expect(await served.askPath('GET', nextLink.replace(/^https?:\/\/[^/]+/, ''))).toMatchObject({
      body: { value: [{ name: 'c' }] },
    })
    const filter = encodeURIComponent("urlTemplate eq '/b'")
    expect(await served.ask('GET', `/apis/orders/operations?$filter=${filter}`)).toMatchObject({
      body: { value: [{ name: 'b' }], count: 1 },
    })
    expect(await served.ask('GET', '/apis/absent/operations')).toMatchObject({ status: 404 })
  })
})

describe('the policies of all APIs and of an operation', () => {
  it.each(['', path])('are set, read in both spellings, and removed: %j', async (below) => {
    await put()
    const at = `${below}/policies/policy`
    expect(await served.ask('GET', at)).toMatchObject({ status: 404 })
    expect(await served.ask('GET', `${below}/policies`)).toMatchObject({ body: { value: [], count: 0 } })
    const value = policy('<set-variable name="x" value="@("a" + "b")" />')
    const body = { properties: { format: 'rawxml', value } }
    const created = await served.ask('PUT', at, { body })
    expect(created).toMatchObject({ status: 201, body: { id: `${service}${at}`, properties: { value } } })
    expect(await served.ask('GET', at)).toMatchObject({
      headers: { etag: created.headers.etag },
      body: { properties: { format: 'xml', value: expect.stringContaining('&quot;a&quot;') as string } },
    })
    expect(await served.ask('HEAD', at)).toMatchObject({ status: 200 })
    expect(await served.ask('GET', `${below}/policies`)).toMatchObject({ body: { count: 1 } })
    const stale = { 'If-Match': '"stale"' }
    expect(await served.ask('PUT', at, { body, headers: stale })).toMatchObject({ status: 412 })
    expect(await served.ask('DELETE', at, { headers: stale })).toMatchObject({ status: 412 })
    const headers = { 'If-Match': created.headers.etag ?? '' }
    expect(await served.ask('DELETE', at, { headers })).toMatchObject({ status: 200 })
    expect(await served.ask('DELETE', at, { headers })).toMatchObject({ status: 204 })
  })
})
