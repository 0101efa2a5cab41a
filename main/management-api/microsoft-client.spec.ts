import { ApiManagementClient } from '@azure/arm-apimanagement'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serveWorkspace, subscription, uploadBody } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

/** Microsoft's own client for Azure API Management, as a script would use it. */
const clientOf = ({ url, token }: Pick<ServedWorkspace, 'url' | 'token'>) => {
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
    sendRequest: (request, next) => {
      request.headers.set('Authorization', `Bearer ${token}`)
      return next(request)
    },
  })
  return client
}

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

    const value = `<policies><inbound><base /><authentication-certificate certificate-id="orders" /></inbound>
      <backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
    const upload = await uploadBody('orders')
    await client.certificate.createOrUpdate(...place, 'orders', upload.properties)
    const policy = await client.apiPolicy.createOrUpdate(...place, 'orders', 'policy', {
      value,
      format: 'xml',
    })
    expect(policy).toMatchObject({ name: 'policy', value })
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
})
