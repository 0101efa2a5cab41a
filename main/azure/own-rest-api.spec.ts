/** The connection to Azure pointed at this program's own REST API, which has Azure's shape: the same rules hold through both. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { ManagementService } from '../management/service.ts'
import { service as servicePath, serveWorkspace } from '../management-api/testing/serve-workspace.ts'
import type { ServedWorkspace } from '../management-api/testing/serve-workspace.ts'
import { connect } from './testing/connect.ts'
import type { Connected } from './testing/connect.ts'

let served: ServedWorkspace
let connected: Connected

beforeEach(async () => {
  served = await serveWorkspace()
  connected = connect({ url: served.url, token: served.token, servicePath })
})
afterEach(async () => {
  connected.stop()
  await served.stop()
  expect(served.unexpected).toEqual([])
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

  it('gives a renewal the old one’s bindings', async () => {
    const old = await service.certificates.create(await makeUpload('orders'))
    const api = await service.apis.create(ordersApi)
    await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: old.id }, '*')
    const renewed = await service.certificates.replace(old.id, old.etag, await makeUpload('orders'))
    const { credentials } = await service.policies.get(apiScope(api.id))
    expect(credentials).toMatchObject({ kind: 'mutual', certificateId: renewed.id })
  })
})
