import { expect, test } from 'vitest'
import {
  accessOf,
  emptyAccess,
  formOfAccess,
  isAllowed,
  originOf,
  placeOf,
  problemsOfAccess,
  resourceIdOf,
} from './connection-form.ts'

const clientId = '11111111-2222-3333-4444-555555555555'
const id =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-1/providers/Microsoft.ApiManagement/service/apim1'

test.each([
  ['https://management.azure.com', 'https://management.azure.com'],
  [' https://management.azure.com/ ', 'https://management.azure.com'],
  ['http://127.0.0.1:8401', 'http://127.0.0.1:8401'],
  ['http://management.azure.com', null],
  ['https://user@management.azure.com', null],
  ['https://management.azure.com/path', null],
  ['management.azure.com', null],
])('a token goes to %s: %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin)
})

test('a place is read from the resource ID of an API Management service, and from no other', () => {
  const place = placeOf(` ${id}/ `)
  expect(place).toMatchObject({ resourceGroup: 'rg-1', service: 'apim1' })
  expect(place && resourceIdOf(place)).toBe(id)
  expect(placeOf(id.toLowerCase())).toMatchObject({ service: 'apim1' })
  for (const other of [
    '',
    'apim1',
    `${id}/apis/orders`,
    id.replace('ApiManagement', 'Web'),
    id.replace('0-', 'x-'),
  ]) {
    expect(placeOf(other), other).toBeNull()
  }
})

test('a form comes back from what it gave', () => {
  const entra = { ...emptyAccess(), cloud: 'china' as const, clientId: ` ${clientId} ` }
  expect(problemsOfAccess(entra, '')).toEqual([])
  expect(accessOf(entra)).toEqual({ kind: 'entra', cloud: 'china', tenant: 'organizations', clientId })
  expect(formOfAccess(accessOf(entra))).toEqual({ ...entra, clientId })

  const pasted = { ...emptyAccess(), way: 'token' as const }
  expect(accessOf(pasted)).toEqual({ kind: 'token', endpoint: 'https://management.azure.com' })
  expect(formOfAccess(accessOf(pasted))).toEqual(pasted)
})

test('what is missing is told by field', () => {
  expect(problemsOfAccess({ ...emptyAccess(), tenant: 'a b' }, '')).toEqual(['tenant', 'clientId'])
  const custom = { ...emptyAccess(), cloud: 'custom' as const, way: 'token' as const }
  expect(problemsOfAccess(custom, ' ')).toEqual(['endpoint', 'token'])
  expect(problemsOfAccess({ ...custom, endpoint: 'http://localhost:1' }, 'x')).toEqual([])
})

test('an organisation that names hosts allows these and no others', () => {
  const cloud = 'https://management.azure.com'
  expect(isAllowed(cloud, undefined)).toBe(true)
  expect(isAllowed(cloud, ['management.azure.com'])).toBe(true)
  expect(isAllowed('http://127.0.0.1:8401', ['127.0.0.1'])).toBe(true)
  expect(isAllowed(cloud, ['management.chinacloudapi.cn'])).toBe(false)
  expect(isAllowed(cloud, [])).toBe(false)
  expect(isAllowed('', ['management.azure.com'])).toBe(false)
})
