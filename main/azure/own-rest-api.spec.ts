/** The connection to Azure pointed at this program's own REST API, which has Azure's shape: the same rules hold through both. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { ManagementService } from '../management/service.ts'
import { violations } from '../management-api/testing/contract.ts'
import { service as servicePath, serveWorkspace } from '../management-api/testing/serve-workspace.ts'
import type { ServedWorkspace } from '../management-api/testing/serve-workspace.ts'
import { connect } from './testing/connect.ts'
import type { Connected } from './testing/connect.ts'

let served: ServedWorkspace
let connected: Connected

const trueFetch = fetch

/** What the connection asks, recorded on its way. */
const recordedFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const { method, url } = request
  const text = await request.clone().text()
  const response = await trueFetch(served.route(method, url), init)
  const headers = Object.fromEntries(response.headers)
  const answered = { status: response.status, headers, text: await response.clone().text() }
  served.recordText({ method, url, ifMatch: request.headers.has('if-match'), text }, answered)
  return response
}

beforeEach(async () => {
  served = await serveWorkspace()
  vi.stubGlobal('fetch', recordedFetch)
  connected = connect({ url: served.url, token: served.token, servicePath })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  connected.stop()
  await served.stop()
  expect(served.unexpected).toEqual([])
  expect(served.exchanges.flatMap(violations)).toEqual([])
})

describe.each<[string, () => ManagementService]>([
  ['the workspace', () => served.temporary.service],
  ['a connection to its REST API', () => connected.service()],
])('%s', (_name, serviceOf) => {
  let service: ManagementService
  beforeEach(() => {
    service = serviceOf()
  })

  it('keeps an upload once, lists it, and gives it back', async () => {
    const upload = await makeUpload('orders')
    const created = await service.certificates.create(upload)
    expect((await service.certificates.list()).map(({ thumbprint }) => thumbprint)).toEqual([
      created.thumbprint,
    ])
    expect(await service.certificates.get(created.id)).toMatchObject({ subject: 'CN=orders' })
    await expect(service.certificates.create(upload)).rejects.toMatchObject({
      code: 'certificate-already-uploaded',
      details: { certificateId: created.id, thumbprint: created.thumbprint },
    })
    await expect(
      service.certificates.create({ ...(await makeUpload('other')), password: 'wrong' }),
    ).rejects.toMatchObject({ code: 'wrong-password' })
  })

  it('binds a certificate to an API, refuses to delete it, lets it go, and deletes it', async () => {
    const certificate = await service.certificates.create(await makeUpload('orders'))
    const api = await service.apis.create(ordersApi)
    const { etag } = await service.policies.get(apiScope(api.id))
    const choice = { kind: 'mutual', certificateId: certificate.id } as const
    const saved = await service.policies.setCredentials(api.id, choice, etag)
    expect(saved.credentials).toMatchObject({ kind: 'mutual', certificateId: certificate.id })
    expect((await service.apis.get(api.id)).credentials).toMatchObject(choice)
    await expect(service.certificates.delete(certificate.id, '*')).rejects.toMatchObject({
      code: 'certificate-in-use',
      details: { apis: [{ id: api.id, displayName: 'Orders' }] },
    })
    await service.policies.setCredentials(api.id, { kind: 'none' }, '*')
    await service.certificates.delete(certificate.id, '*')
    expect(await service.certificates.list()).toEqual([])
    await expect(service.certificates.get(certificate.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('lets nobody write over what somebody else has changed', async () => {
    const api = await service.apis.create(ordersApi)
    const { text, etag } = await service.policies.get(apiScope(api.id))
    const theirs = `${text}<!-- theirs -->`
    await served.temporary.service.policies.put(apiScope(api.id), theirs, '*')
    await expect(service.policies.put(apiScope(api.id), text, etag)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await expect(service.apis.update(api.id, 'stale', { displayName: 'New' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    expect((await served.temporary.service.policies.get(apiScope(api.id))).text).toBe(theirs)
  })

  it('renames an API, refuses a path that is taken, and deletes it', async () => {
    const api = await service.apis.create(ordersApi)
    await expect(service.apis.create({ ...ordersApi, displayName: 'Other' })).rejects.toMatchObject({
      code: 'api-path-taken',
    })
    const renamed = await service.apis.update(api.id, api.etag, { displayName: 'All orders' })
    expect(renamed).toMatchObject({ displayName: 'All orders', path: 'orders' })
    await service.apis.delete(api.id, renamed.etag)
    expect(await service.apis.list()).toEqual([])
  })

  it('keeps operations, once for the same calls, with policies of their own', async () => {
    const api = await service.apis.create(ordersApi)
    const getOrder = { displayName: 'Get', method: 'GET', urlTemplate: '/items/{id}', description: '' }
    const { entity, created } = await service.operations.put(api.id, 'get', null, getOrder)
    expect([created, entity]).toMatchObject([true, getOrder])
    const again = service.operations.put(api.id, 'other', null, { ...getOrder, urlTemplate: '/items/{no}' })
    await expect(again).rejects.toMatchObject({ code: 'operation-taken' })
    const changed = { ...getOrder, displayName: 'Read' }
    expect((await service.operations.put(api.id, 'get', entity.etag, changed)).created).toBe(false)
    await expect(service.operations.delete(api.id, 'get', entity.etag)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    const scope = { kind: 'operation', apiId: api.id, operationId: 'get' } as const
    const { text, etag } = await service.policies.get(scope)
    expect(etag).toBeNull()
    const put = await service.policies.put(scope, `${text}<!-- ours -->`, etag)
    expect(put.text).toContain('<!-- ours -->')
    await service.policies.delete(scope, put.etag ?? '*')
    await service.operations.delete(api.id, 'get', '*')
    expect(await service.operations.list(api.id)).toEqual([])
  })

  it('gives a renewal the old one’s bindings', async () => {
    const old = await service.certificates.create(await makeUpload('orders'))
    const api = await service.apis.create(ordersApi)
    await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: old.id }, '*')
    const renewed = await service.certificates.replace(old.id, old.etag, await makeUpload('orders'))
    const { credentials } = await service.policies.get(apiScope(api.id))
    expect(credentials).toMatchObject({ kind: 'mutual', certificateId: renewed.id })
  })
})
