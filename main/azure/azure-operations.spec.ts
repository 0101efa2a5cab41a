import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AzureService } from './azure-service.ts'
import { connect } from './testing/connect.ts'
import type { Connected } from './testing/connect.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'

let azure: FakeAzure
let connected: Connected
let operations: AzureService['operations']

beforeEach(async () => {
  azure = await FakeAzure.start()
  azure.put('/apis/orders', { displayName: 'Orders', path: 'orders', serviceUrl: 'https://b' })
  connected = connect({ url: azure.url, token: azure.token, servicePath })
  operations = connected.service().operations
})
afterEach(async () => {
  connected.stop()
  await azure.stop()
})

const path = '/apis/orders/operations/get-order'
const getOrder = {
  ...{ displayName: 'Get an order', method: 'GET', urlTemplate: '/orders/{id}', description: '' },
}

it('lists operations by URL template and method', async () => {
  azure.put('/apis/orders/operations/a', { displayName: 'A', method: 'POST', urlTemplate: '/b' })
  azure.put('/apis/orders/operations/b', { displayName: 'B', method: 'GET', urlTemplate: '/b' })
  azure.put('/apis/orders/operations/c', { displayName: 'C', method: 'GET', urlTemplate: '/a' })
  expect((await operations.list('orders')).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
})

it('makes one with exactly the parameters of its template', async () => {
  const { entity, created } = await operations.put('orders', 'get-order', null, {
    ...getOrder,
    urlTemplate: '/orders/{id}/{*rest}',
  })
  expect(created).toBe(true)
  expect(entity).toMatchObject({ id: 'get-order', apiId: 'orders', urlTemplate: '/orders/{id}/{*rest}' })
  expect(azure.entities.get(path)?.properties['templateParameters']).toEqual([
    { name: 'id', type: 'string', required: true },
    { name: 'rest', type: 'string', required: true },
  ])
  await expect(operations.put('orders', 'get-order', null, getOrder)).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
})

it('changes one under its ETag, and leaves what only the service knows of it', async () => {
  const responses = [{ statusCode: 200, description: 'The order' }]
  azure.put(path, { ...getOrder, responses })
  const before = await operations.get('orders', 'get-order')
  await operations.put('orders', 'get-order', before.etag, { ...getOrder, displayName: 'Order' })
  expect(azure.entities.get(path)?.properties).toMatchObject({ displayName: 'Order', responses })
  await expect(operations.put('orders', 'get-order', before.etag, getOrder)).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
  expect(azure.written).toEqual([path])
})

it('refuses a second one for the same calls, and names the first', async () => {
  azure.put(path, getOrder)
  await expect(
    operations.put('orders', 'other', null, { ...getOrder, urlTemplate: '/orders/{number}' }),
  ).rejects.toMatchObject({
    code: 'operation-taken',
    details: { operation: { id: 'get-order', displayName: 'Get an order' } },
  })
  expect(azure.written).toEqual([])
})

it('writes once when the answer is lost', async () => {
  azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'PUT')
  await operations.put('orders', 'get-order', null, getOrder)
  azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'DELETE')
  await operations.delete('orders', 'get-order', '*')
  expect(azure.written).toEqual([path, path])
  await expect(operations.get('orders', 'get-order')).rejects.toMatchObject({
    code: 'not-found',
    details: { what: 'operation', id: 'get-order' },
  })
})
