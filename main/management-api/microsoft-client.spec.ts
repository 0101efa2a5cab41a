import { ApiManagementClient } from '@azure/arm-apimanagement'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { violations } from './testing/contract.ts'
import { serveWorkspace, subscription, uploadBody } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

/** Microsoft's own client for Azure API Management, as a script would use it. */
const clientOf = ({ url, token, route, recordText }: ServedWorkspace) => {
  const credential = {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
  }
  const client = new ApiManagementClient(credential, subscription, {
    endpoint: url,
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  })
  // It sends a bearer token over TLS only, and there is none on the loopback address.
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' })
  client.pipeline.addPolicy({
    name: 'loopbackToken',
    sendRequest: async (request, next) => {
      const { method, url: asked, headers, body } = request
      headers.set('Authorization', `Bearer ${token}`)
      request.url = route(method, asked)
      const response = await next(request)
      recordText(
        { method, url: asked, ifMatch: headers.has('If-Match'), text: typeof body === 'string' ? body : '' },
        { status: response.status, headers: response.headers.toJSON(), text: response.bodyAsText ?? '' },
      )
      return response
    },
  })
  return client
}

const policy = (inbound: string): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend>` +
  '<outbound><base /></outbound><on-error><base /></on-error></policies>'

const place = ['local', 'warifu'] as const

let served: ServedWorkspace
let client: ApiManagementClient

beforeEach(async () => {
  served = await serveWorkspace()
  client = clientOf(served)
})
afterEach(async () => {
  await served.stop()
  expect(served.unexpected).toEqual([])
  expect(served.exchanges.flatMap(violations)).toEqual([])
})

describe('Microsoft’s client', () => {
  it('uploads, gets, lists over pages, and deletes certificates', async () => {
    for (const name of ['alpha', 'beta', 'gamma']) {
      const { properties } = await uploadBody(name)
      const created = await client.certificate.createOrUpdate(...place, name, properties)
      expect(created).toMatchObject({ name, subject: `CN=${name}` })
    }
    const read = await client.certificate.get(...place, 'beta')
    expect(read.expirationDate).toBeInstanceOf(Date)
    expect(read.eTag).toMatch(/^"/)
    const listed: (string | undefined)[] = []
    for await (const { name } of client.certificate.listByService(...place, { top: 2 })) listed.push(name)
    expect(listed).toEqual(['alpha', 'beta', 'gamma'])
    const filtered: (string | undefined)[] = []
    const options = { filter: "startswith(subject, 'CN=g')" }
    for await (const { name } of client.certificate.listByService(...place, options)) filtered.push(name)
    expect(filtered).toEqual(['gamma'])

    await expect(client.certificate.delete(...place, 'beta', '"stale"')).rejects.toMatchObject({
      statusCode: 412,
      code: 'PreconditionFailed',
    })
    await client.certificate.delete(...place, 'beta', read.eTag ?? '')
    await expect(client.certificate.get(...place, 'beta')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    })
    expect(await client.certificate.getEntityTag(...place, 'alpha')).toHaveProperty('eTag')
  })

  it('creates, changes and deletes an API, and writes its policy', async () => {
    const properties = { displayName: 'Orders', path: 'orders', serviceUrl: 'https://localhost:8443' }
    const created = await client.api.beginCreateOrUpdateAndWait(...place, 'orders', properties)
    expect(created).toMatchObject({ name: 'orders', displayName: 'Orders' })
    const changed = await client.api.update(...place, 'orders', '*', { displayName: 'All orders' })
    expect(changed.displayName).toBe('All orders')

    const value = policy('<authentication-certificate certificate-id="orders" />')
    const upload = await uploadBody('orders')
    await client.certificate.createOrUpdate(...place, 'orders', upload.properties)
    const body = { value, format: 'xml' }
    expect(await client.apiPolicy.createOrUpdate(...place, 'orders', 'policy', body)).toMatchObject({
      ...{ name: 'policy', value },
    })
    await expect(client.certificate.delete(...place, 'orders', '*')).rejects.toMatchObject({
      statusCode: 400,
    })

    expect(await client.apiManagementService.get(...place)).toMatchObject({
      name: 'warifu',
      location: 'local',
    })
    await client.apiPolicy.delete(...place, 'orders', 'policy', '*')
    await client.api.beginDeleteAndWait(...place, 'orders', '*')
    await client.certificate.delete(...place, 'orders', '*')
  })

  it('creates, lists, changes and deletes operations, writes their policies, and reads back ends', async () => {
    const properties = { displayName: 'Orders', path: 'orders', serviceUrl: 'https://localhost:8443' }
    await client.api.beginCreateOrUpdateAndWait(...place, 'orders', properties)
    const operation = {
      ...{ displayName: 'Get order', method: 'GET', urlTemplate: '/items/{id}' },
      templateParameters: [{ name: 'id', type: 'string', required: true }],
    }
    const at = [...place, 'orders', 'get-order'] as const
    expect(await client.apiOperation.createOrUpdate(...at, operation)).toMatchObject({
      ...{ name: 'get-order', ...operation },
      eTag: expect.stringMatching(/^"/) as string,
    })
    await client.apiOperation.createOrUpdate(...place, 'orders', 'add-order', {
      ...{ displayName: 'Add order', method: 'POST', urlTemplate: '/items' },
    })
    const listed: (string | undefined)[] = []
    const pages = client.apiOperation.listByApi(...place, 'orders', { top: 1 })
    for await (const { name } of pages) listed.push(name)
    expect(listed.toSorted()).toEqual(['add-order', 'get-order'])
    expect(await client.apiOperation.update(...at, '*', { displayName: 'Read order' })).toMatchObject({
      ...{ displayName: 'Read order', urlTemplate: '/items/{id}' },
    })

    const value = policy('<rewrite-uri template="/v2/items/{id}" />')
    const body = { value, format: 'rawxml' }
    const put = await client.apiOperationPolicy.createOrUpdate(...at, 'policy', body)
    expect(put).toMatchObject({ name: 'policy', value })
    const tag = await client.apiOperationPolicy.getEntityTag(...at, 'policy')
    expect(tag.eTag).toBe(put.eTag)
    expect((await client.apiOperationPolicy.listByOperation(...at)).count).toBe(1)
    await client.apiOperationPolicy.delete(...at, 'policy', tag.eTag ?? '')

    const { eTag = '' } = await client.apiOperation.get(...at)
    await expect(client.apiOperation.delete(...at, '"stale"')).rejects.toMatchObject({ statusCode: 412 })
    await client.apiOperation.delete(...at, eTag)
    await expect(client.apiOperation.get(...at)).rejects.toMatchObject({ statusCode: 404 })

    expect(await client.backend.get(...place, 'orders')).toMatchObject({
      ...{ name: 'orders', url: 'https://localhost:8443' },
      eTag: expect.stringMatching(/^"/) as string,
    })
    const backEnds: (string | undefined)[] = []
    for await (const { name } of client.backend.listByService(...place)) backEnds.push(name)
    expect(backEnds).toEqual(['orders'])
  })
})
