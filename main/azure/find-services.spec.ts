import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FoundService } from '../../preload/contract/connections.ts'
import { createArmClient } from './arm-client.ts'
import type { PageProgress } from './arm-pages.ts'
import { findServices } from './find-services.ts'
import { pastedToken } from './token-source.ts'
import { FakeAzure } from './testing/fake-azure.ts'
import type { Fault } from './testing/fake-azure.ts'

let azure: FakeAzure
beforeEach(async () => {
  azure = await FakeAzure.start()
})
afterEach(() => azure.stop())

const idOf = (letter: string) => letter.repeat(8) + '-0000-0000-0000-000000000000'
const answer = (body: unknown, status = 200): Fault => ({
  ...{ kind: 'answer', status, body: JSON.stringify(body) },
})
const serviceIn = (letter: string, name: string) => ({
  id: `/subscriptions/${idOf(letter)}/resourceGroups/rg/providers/Microsoft.ApiManagement/service/${name}`,
  ...{ name, location: 'Japan East', sku: { name: 'Premium' } },
})

const find = async (signal = new AbortController().signal) => {
  const told: (readonly FoundService[])[] = []
  const progress: PageProgress[] = []
  const client = createArmClient({ endpoint: new URL(azure.url), tokens: pastedToken(azure.token) })
  const found = await findServices(client, {
    signal,
    onFound: (services) => told.push(services),
    onProgress: (where) => progress.push(where),
  })
  return { ...found, told, progress }
}

it('subscriptions are looked through one by one; what each has is told at once', async () => {
  azure.fault = ({ path }) => {
    if (path === '/subscriptions') {
      const subscriptions = ['a', 'b', 'c'].map((letter) => ({
        ...{ subscriptionId: idOf(letter), displayName: letter.toUpperCase() },
      }))
      return answer({ value: subscriptions })
    }
    if (path.includes(idOf('a'))) return answer({ value: [serviceIn('a', 'zebra')] })
    if (path.includes(idOf('b'))) return answer({ error: { code: 'AuthorizationFailed', message: '' } }, 403)
    return answer({ value: [serviceIn('c', 'ant'), { ...serviceIn('c', 'x'), id: '/elsewhere' }] })
  }
  const { services, unreadable, told, progress } = await find()
  expect(services.map(({ service, subscriptionName, tier }) => [service, subscriptionName, tier])).toEqual([
    ['ant', 'C', 'Premium'],
    ['zebra', 'A', 'Premium'],
  ])
  expect(unreadable).toEqual(['B'])
  expect(
    told
      .flat()
      .map(({ service }) => service)
      .toSorted(),
  ).toEqual(['ant', 'zebra'])
  expect(progress.at(-1)).toEqual({ done: 3, total: 3 })
})

it('whoever may see no subscription finds nothing', async () => {
  azure.fault = () => answer({ value: [] })
  expect(await find()).toMatchObject({ services: [], unreadable: [], told: [] })
})

it('what no right explains is a failure, not a subscription without services', async () => {
  azure.fault = ({ path }) =>
    path === '/subscriptions'
      ? answer({ value: [{ subscriptionId: idOf('a') }] })
      : { kind: 'answer', status: 200, body: '<html>' }
  await expect(find()).rejects.toMatchObject({ code: 'azure-answer-unusable' })
})

it('it can be ended', async () => {
  azure.fault = () => ({ kind: 'hang' })
  const cancel = new AbortController()
  const finding = find(cancel.signal)
  setImmediate(() => cancel.abort())
  await expect(finding).rejects.toMatchObject({ code: 'cancelled' })
})
