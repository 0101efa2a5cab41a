import { beforeEach, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  return () => temporary.remove()
})

const operation = { displayName: 'List', method: 'GET', urlTemplate: '/', description: '' }

/** An API with a certificate, an operation, and a policy of that one. */
const withEverything = async () => {
  const { service } = temporary
  const certificate = await service.certificates.create(await makeUpload('orders'))
  const api = await service.apis.create(ordersApi)
  const { etag } = await service.policies.get(apiScope(api.id))
  await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: certificate.id }, etag)
  await service.operations.put(api.id, 'list', null, operation)
  const scope = { kind: 'operation', apiId: api.id, operationId: 'list' } as const
  const { text } = await service.policies.get(scope)
  await service.policies.put(scope, text.replace('<inbound>', '<inbound><!-- kept -->'), null)
  return { api: await service.apis.get(api.id), certificate, scope }
}

it('comes back with its id, operations, policies and bindings, on record', async () => {
  const { service } = temporary
  const { api, certificate, scope } = await withEverything()
  const policies = [await service.policies.get(apiScope(api.id)), await service.policies.get(scope)]
  const { undo = '' } = await service.apis.delete(api.id, api.etag)
  expect(await service.apis.list()).toEqual([])
  expect((await service.certificates.get(certificate.id)).usedBy).toEqual([])

  const { etag, ...back } = await service.apis.undo(undo)
  const { etag: before, ...as } = api
  expect(back).toEqual(as)
  expect(etag).not.toBe(before)
  expect(await service.operations.list(api.id)).toMatchObject([{ id: 'list', hasPolicy: true }])
  expect([await service.policies.get(apiScope(api.id)), await service.policies.get(scope)]).toEqual(policies)
  expect((await service.certificates.get(certificate.id)).usedBy).toMatchObject([{ id: api.id }])
  const filter = { text: '', namedActs: [], subject: null, door: null }
  const [newest] = await service.activity.list({ limit: 1, before: null, filter })
  expect(newest).toMatchObject({ act: 'api-restored', subject: { id: api.id }, after: { path: 'orders' } })

  await expect(service.apis.undo(undo)).rejects.toMatchObject({ code: 'changed-meanwhile' })
})

it('comes back with its Basic password, which leaves the keychain until then', async () => {
  const { service, secrets } = temporary
  const { id } = await service.apis.create(ordersApi)
  const { etag } = await service.policies.get(apiScope(id))
  await service.policies.setCredentials(id, { kind: 'basic', username: 'u', password: 'päss' }, etag)
  const items = async () => (await secrets.accounts()).filter((account) => account.startsWith('basic:'))
  const { undo = '' } = await service.apis.delete(id, '*')
  expect(await items()).toEqual([])
  expect((await service.apis.undo(undo)).credentials).toEqual({ kind: 'basic', username: 'u' })
  const [item = ''] = await items()
  expect(await secrets.get(item)).toBe('päss')
})

it('does not come back over another API at its path', async () => {
  const { service } = temporary
  const { id, etag } = await service.apis.create(ordersApi)
  const { undo = '' } = await service.apis.delete(id, etag)
  const other = await service.apis.create({ ...ordersApi, displayName: 'Other' })
  await expect(service.apis.undo(undo)).rejects.toMatchObject({ code: 'api-path-taken' })
  await service.apis.delete(other.id, other.etag)
  expect(await service.apis.undo(undo)).toMatchObject({ id, displayName: 'Orders' })
})
