import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../preload/contract/apis.ts'
import type { PolicyScope } from '../../preload/contract/policies.ts'
import { readOpenApi, type OpenApiDocument } from '../operations/openapi/read-openapi.ts'
import { createTemporaryWorkspace, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let api: Api

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  api = await temporary.service.apis.create(ordersApi)
  return () => temporary.remove()
})

const document = (paths: object): OpenApiDocument =>
  readOpenApi(Buffer.from(JSON.stringify({ openapi: '3.0.3', info: { title: 'Orders' }, paths })))
const get = (operationId: string, summary = operationId) => ({ get: { operationId, summary } })
const importing = async (paths: object, removeAbsent = false) => {
  const { operations } = temporary.service
  const { etag } = await operations.previewImport(api.id, document(paths))
  return operations.import(api.id, etag, document(paths), { removeAbsent })
}
const kept = () =>
  temporary
    .workspace()
    .operations.list(api.id)
    .map(({ id, urlTemplate }) => `${id} ${urlTemplate}`)
const newest = () => temporary.workspace().activity.list(1)[0]
const ofOperation = (operationId: string): PolicyScope => ({ kind: 'operation', apiId: api.id, operationId })
const policy =
  '<policies>\n<inbound><base /></inbound>\n<backend><base /></backend>\n<outbound />\n<on-error />\n</policies>'

describe('an import', () => {
  it('adds what is new in one act, which is undone in one', async () => {
    const before = temporary.workspace().activity.all().length
    const done = await importing({ '/orders': get('listOrders'), '/orders/{id}': get('getOrder') })
    expect(done.added.map(({ displayName }) => displayName)).toEqual(['listOrders', 'getOrder'])
    expect(kept()).toEqual(['listorders /orders', 'getorder /orders/{id}'])
    expect(temporary.workspace().activity.all()).toHaveLength(before + 1)
    expect(newest()).toMatchObject({
      act: 'operations-imported',
      subject: { kind: 'api', id: api.id, name: 'Orders' },
      before: { operations: 0 },
      after: { operations: 2, added: 2, changed: 0, removed: 0, document: 'Orders' },
    })
    await temporary.service.operations.undo(done.undo ?? '')
    expect(kept()).toEqual([])
    expect(newest()).toMatchObject({ act: 'operations-restored' })
    await expect(temporary.service.operations.undo(done.undo ?? '')).rejects.toThrow('changed-meanwhile')
  })

  it('changes in place what matches the same calls or has the same operationId, and keeps its policy', async () => {
    const { operations, policies } = temporary.service
    const mine = { displayName: 'Mine', method: 'GET', urlTemplate: '/orders/{number}', description: '' }
    await operations.put(api.id, 'mine', null, mine)
    await policies.put(ofOperation('mine'), policy, null)
    await importing({ '/stock': get('getStock'), '/old': get('getOld', 'Old') })
    const paths = {
      '/orders/{id}': get('getOrder', 'One order'),
      '/new': get('getOld', 'Old'),
      '/stock': get('getStock'),
    }
    const preview = await operations.previewImport(api.id, document(paths))
    expect(preview.added).toEqual([])
    expect(preview.changed).toMatchObject([
      { before: { displayName: 'Mine' }, after: { displayName: 'One order', urlTemplate: '/orders/{id}' } },
      { before: { urlTemplate: '/old' }, after: { urlTemplate: '/new' } },
    ])
    expect(preview.kept).toMatchObject([{ id: 'getstock' }])
    const { undo } = await importing(paths)
    expect(kept()).toEqual(['getold /new', 'mine /orders/{id}', 'getstock /stock'])
    expect((await operations.get(api.id, 'mine')).hasPolicy).toBe(true)
    await operations.undo(undo ?? '')
    expect(kept()).toEqual(['getold /old', 'mine /orders/{number}', 'getstock /stock'])
  })

  it('keeps what is not in the document, unless it is told to remove it, policies and all', async () => {
    const { operations, policies } = temporary.service
    await importing({ '/a': get('a'), '/b': get('b') })
    await policies.put(ofOperation('a'), policy, null)
    expect((await importing({ '/b': get('b') })).absent).toMatchObject([{ id: 'a', hasPolicy: true }])
    expect(kept()).toEqual(['a /a', 'b /b'])
    const { undo } = await importing({ '/b': get('b') }, true)
    expect(kept()).toEqual(['b /b'])
    expect(newest()?.after).toMatchObject({ operations: 1, removed: 1 })
    await operations.undo(undo ?? '')
    expect(kept()).toEqual(['a /a', 'b /b'])
    expect((await policies.get(ofOperation('a'))).text).toBe(policy)
  })

  it('gives each an id of its own, as Azure does', async () => {
    await importing({
      '/a': get('Get-Foo!'),
      '/b': get('get foo'),
      '/c/{id}': { get: {} },
      '/d': get('x'.repeat(100)),
      '/e': get('注文'),
    })
    expect(kept().map((line) => line.split(' ')[0])).toEqual([
      'get-foo',
      'get-foo-1',
      'get-c-id',
      'x'.repeat(76),
      'get-e',
    ])
  })

  it('is refused where somebody has changed the operations since the preview', async () => {
    const { operations } = temporary.service
    const { etag } = await operations.previewImport(api.id, document({ '/a': get('a') }))
    await importing({ '/b': get('b') })
    const late = operations.import(api.id, etag, document({ '/a': get('a') }), { removeAbsent: true })
    await expect(late).rejects.toThrow('changed-meanwhile')
    expect(kept()).toEqual(['b /b'])
  })

  it('takes thousands', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`/things-${index}/{id}`, get(`getThing${index}`)]),
    )
    await importing(paths)
    expect(kept()).toHaveLength(5_000)
  })
})

describe('the undo of an act on operations', () => {
  const one = { displayName: 'One', method: 'GET', urlTemplate: '/one', description: '' }

  it('brings a removed operation back with its policy', async () => {
    const { operations, policies } = temporary.service
    const { entity } = await operations.put(api.id, 'one', null, one)
    await policies.put(ofOperation('one'), policy, null)
    const { undo } = await operations.delete(api.id, 'one', entity.etag)
    await operations.undo(undo ?? '')
    expect(await operations.get(api.id, 'one')).toEqual({ ...entity, hasPolicy: true })
    expect(newest()).toMatchObject({ act: 'operations-restored', before: null, after: { operation: 'one' } })
  })

  it('takes an edit and an addition back, unless something was changed since', async () => {
    const { operations, policies } = temporary.service
    const added = await operations.put(api.id, 'one', null, one)
    const edited = await operations.put(api.id, 'one', '*', { ...one, urlTemplate: '/two' })
    await expect(operations.undo(added.undo ?? '')).rejects.toThrow('changed-meanwhile')
    await operations.undo(edited.undo ?? '')
    expect(kept()).toEqual(['one /one'])
    await policies.put(ofOperation('one'), policy, null)
    await expect(operations.undo(added.undo ?? '')).rejects.toThrow('changed-meanwhile')
    await policies.delete(ofOperation('one'), '*')
    await operations.undo(added.undo ?? '')
    expect(kept()).toEqual([])
  })

  it('is refused where another operation answers the same calls by now', async () => {
    const { operations } = temporary.service
    const { entity } = await operations.put(api.id, 'one', null, one)
    const { undo } = await operations.delete(api.id, 'one', entity.etag)
    await operations.put(api.id, 'other', null, one)
    await expect(operations.undo(undo ?? '')).rejects.toMatchObject({ code: 'operation-taken' })
  })
})
