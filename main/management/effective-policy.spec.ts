import { beforeEach, expect, it } from 'vitest'
import type { Api } from '../../preload/contract/apis.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import { effectiveFor, reachOfAllApis } from './effective-policy.ts'
import { createTemporaryWorkspace, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let api: Api

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  api = await temporary.service.apis.create(ordersApi)
  return () => temporary.remove()
})

const inbound = (content: string): string => `<policies><inbound>${content}</inbound></policies>`
const header = (name: string): string => `<set-header name="${name}" exists-action="delete" />`

it('takes in what is saved above, and the text itself as it is', async () => {
  const { service } = temporary
  const { policies, operations } = service
  const operation = { displayName: 'List', method: 'GET', urlTemplate: '/orders', description: '' }
  await operations.put(api.id, 'list', null, operation)
  const scope = { kind: 'operation', apiId: api.id, operationId: 'list' } as const
  const text = inbound(`<base />${header('C')}`)
  const partsNow = async () => (await effectiveFor(service, scope, text))[0]?.parts.map((part) => part.text)
  expect(await partsNow()).toEqual([header('C')])
  await policies.put({ kind: 'all-apis' }, inbound(header('A')), null)
  await policies.put(apiScope(api.id), inbound(`${header('B')}<base />`), '*')
  expect(await partsNow()).toEqual([header('B'), header('A'), header('C')])
})

it('knows which APIs leave the policy of all APIs out, and where', async () => {
  const { service } = temporary
  expect(await reachOfAllApis(service)).toEqual([
    { api: { id: api.id, displayName: api.displayName }, leavesOut: [] },
  ])
  const leaving = '<policies><inbound /><outbound><base /></outbound></policies>'
  await service.policies.put(apiScope(api.id), leaving, '*')
  expect((await reachOfAllApis(service))[0]?.leavesOut).toEqual(['inbound'])
})
