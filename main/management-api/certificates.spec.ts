import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { violations } from './testing/contract.ts'
import { serveWorkspace, service, uploadBody } from './testing/serve-workspace.ts'
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

const api = { properties: { displayName: 'Orders', path: 'orders', serviceUrl: 'https://localhost:8443' } }
const using = (
  id: string,
) => `<policies><inbound><base /><authentication-certificate certificate-id="${id}" />
  </inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`

describe('a certificate', () => {
  it('is created, read, asked for its ETag, put again and deleted', async () => {
    const body = await uploadBody('orders')
    const created = await served.ask('PUT', '/certificates/orders', { body })
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: `${service}/certificates/orders`,
        type: 'Microsoft.ApiManagement/service/certificates',
        name: 'orders',
        properties: {
          subject: 'CN=orders',
          thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/) as string,
          expirationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
        },
      },
    })
    expect(created.headers.location).toBe(`${served.url}${service}/certificates/orders`)
    const etag = created.headers.etag ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)

    expect(await served.ask('GET', '/certificates/orders')).toMatchObject({
      ...{ status: 200, headers: { etag }, body: created.body },
    })
    expect(await served.ask('HEAD', '/certificates/orders')).toMatchObject({
      ...{ status: 200, headers: { etag }, body: undefined },
    })
    expect(await served.ask('PUT', '/certificates/orders', { body })).toMatchObject({ status: 200 })

    const deleted = await served.ask('DELETE', '/certificates/orders', { headers: { 'If-Match': etag } })
    expect(deleted).toMatchObject({ status: 200, body: undefined })
    expect(await served.ask('GET', '/certificates/orders')).toMatchObject({
      ...{ status: 404, body: { error: { code: 'ResourceNotFound' } } },
    })
    expect(await served.ask('HEAD', '/certificates/orders')).toMatchObject({ status: 404, body: undefined })
    const again = await served.ask('DELETE', '/certificates/orders', { headers: { 'If-Match': '*' } })
    expect(again).toMatchObject({ status: 204 })
  })

  it('is deleted with If-Match only, and only as it was read', async () => {
    await served.ask('PUT', '/certificates/orders', { body: await uploadBody('orders') })
    expect(await served.ask('DELETE', '/certificates/orders')).toMatchObject({ status: 400 })
    const stale = { 'If-Match': '"stale"' }
    expect(await served.ask('DELETE', '/certificates/orders', { headers: stale })).toMatchObject({
      ...{ status: 412, body: { error: { code: 'PreconditionFailed' } } },
    })
    const body = await uploadBody('new')
    expect(await served.ask('PUT', '/certificates/orders', { body, headers: stale })).toMatchObject({
      status: 412,
    })
    const several = { 'If-Match': '"a", "b"' }
    expect(await served.ask('DELETE', '/certificates/orders', { headers: several })).toMatchObject({
      status: 400,
    })
    expect(await served.ask('GET', '/certificates/orders')).toMatchObject({ status: 200 })
  })

  it('that an API uses is not deleted, and the answer names the API', async () => {
    await served.ask('PUT', '/certificates/orders', { body: await uploadBody('orders') })
    await served.ask('PUT', '/apis/orders-api', { body: api })
    const policy = { properties: { format: 'rawxml', value: using('orders') } }
    const put = await served.ask('PUT', '/apis/orders-api/policies/policy', { body: policy })
    expect(put.status).toBe(200)
    const refused = await served.ask('DELETE', '/certificates/orders', { headers: { 'If-Match': '*' } })
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'ValidationError',
          message: expect.stringContaining('/apis/orders-api/policies/policy') as string,
          details: [{ code: 'CertificateInUse', target: '/apis/orders-api', message: 'Orders' }],
        },
      },
    })
  })

  it('is refused with the reason, and nothing of it is told', async () => {
    const { properties } = await uploadBody('orders', 'canary-5e1f')
    const put = (changes: object) =>
      served.ask('PUT', '/certificates/orders', { body: { properties: { ...properties, ...changes } } })
    const detailOf = async (changes: object) => {
      const answer = await put(changes)
      expect(answer.status).toBe(400)
      expect(JSON.stringify(answer.body)).not.toContain('canary')
      return (answer.body as { error: { details: { code: string; target: string }[] } }).error.details[0]
    }
    expect(await detailOf({ password: 'canary-wrong' })).toMatchObject({
      code: 'WrongPassword',
      target: 'password',
    })
    expect(await detailOf({ data: Buffer.from('no').toString('base64') })).toMatchObject({ target: 'data' })
    expect(await detailOf({ data: '!' })).toMatchObject({ target: 'data' })
    expect(await detailOf({ data: 7 })).toMatchObject({ target: 'data' })
    expect(await detailOf({ keyVault: { secretIdentifier: 'https://x' } })).toMatchObject({
      target: 'keyVault',
    })
    expect(await served.ask('GET', '/certificates')).toMatchObject({ body: { count: 0 } })
  })

  it('that is there under another id is a conflict', async () => {
    const body = await uploadBody('orders')
    await served.ask('PUT', '/certificates/orders', { body })
    expect(await served.ask('PUT', '/certificates/other', { body })).toMatchObject({
      status: 409,
      body: { error: { code: 'Conflict', message: expect.stringContaining("'orders'") as string } },
    })
  })

  it('has its changes recorded with the door they came by', async () => {
    await served.ask('PUT', '/certificates/orders', { body: await uploadBody('orders') })
    const [entry] = served.temporary.workspace().activity.list(1)
    expect(entry).toMatchObject({ door: 'rest-api', act: 'certificate-uploaded', subject: { id: 'orders' } })
  })
})

describe('the list of certificates', () => {
  it('comes in pages, filtered, with their count and a link that leads on', async () => {
    for (const name of ['alpha', 'beta', 'gamma']) {
      await served.ask('PUT', `/certificates/${name}`, { body: await uploadBody(name) })
    }
    const names = (body: unknown) => (body as { value: { name: string }[] }).value.map(({ name }) => name)
    const first = await served.ask('GET', '/certificates?$top=2')
    expect(first.body).toMatchObject({ count: 3 })
    expect(names(first.body)).toHaveLength(2)
    const { nextLink } = first.body as { nextLink: string }
    expect(nextLink.startsWith(`${served.url}${service}/certificates?`)).toBe(true)
    const second = await served.askPath('GET', nextLink.slice(served.url.length))
    expect(names(second.body)).toHaveLength(1)
    expect(second.body).not.toHaveProperty('nextLink')

    const filtered = async (filter: string) =>
      names((await served.ask('GET', `/certificates?$filter=${encodeURIComponent(filter)}`)).body)
    expect(await filtered("subject eq 'CN=beta'")).toEqual(['beta'])
    expect(await filtered("contains(subject, 'A') and not startswith(name, 'g')")).toEqual(['alpha', 'beta'])
    expect(await filtered('expirationDate lt 2020-01-01T00:00:00Z')).toEqual([])
    expect(await served.ask('GET', '/certificates?$filter=color%20eq%201')).toMatchObject({ status: 400 })
    expect(await served.ask('GET', '/certificates?$top=0')).toMatchObject({ status: 400 })
    expect(await served.ask('GET', '/certificates?$skip=-1')).toMatchObject({ status: 400 })
  })
})

describe('the flat certificate of 2014', () => {
  it('is the same certificate in the form of its time', async () => {
    const { properties } = await uploadBody('orders')
    const put = await served.askPath('PUT', '/certificates/orders?api-version=2014-02-14', {
      body: properties,
    })
    expect(put).toMatchObject({ status: 201, body: undefined })
    const again = await served.askPath('PUT', '/certificates/orders', { body: properties })
    expect(again).toMatchObject({ status: 204 })
    const read = await served.askPath('GET', '/certificates/orders')
    expect(read).toMatchObject({ status: 200, body: { id: '/certificates/orders', subject: 'CN=orders' } })
    expect(await served.askPath('GET', '/certificates')).toMatchObject({ body: { count: 1 } })
    expect(await served.ask('GET', '/certificates/orders')).toMatchObject({
      headers: { etag: read.headers.etag },
    })
    const deleted = await served.askPath('DELETE', '/certificates/orders', { headers: { 'If-Match': '*' } })
    expect(deleted).toMatchObject({ status: 204 })
  })
})
