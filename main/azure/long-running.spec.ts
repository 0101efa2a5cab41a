import { afterEach, beforeEach, expect, it } from 'vitest'
import { createArmClient } from './arm-client.ts'
import { createAzureContext } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { untilDone } from './long-running.ts'
import { pastedToken } from './token-source.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'
import type { Fault } from './testing/fake-azure.ts'

let azure: FakeAzure
let now: Date

beforeEach(async () => {
  azure = await FakeAzure.start()
  now = new Date('2026-11-24T00:00:00Z')
})
afterEach(() => azure.stop())

const never = () => Promise.reject(new Error('not asked'))

const createContext = (): AzureContext =>
  createAzureContext({
    client: createArmClient({ endpoint: new URL(azure.url), tokens: pastedToken(azure.token) }),
    ...{ servicePath, decoder: { inspect: never, open: never, makePfx: never } },
    known: { find: () => null, remember: () => undefined },
    ...{ onChange: () => undefined, onProgress: () => undefined, now: () => now },
  })

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
  ...{ kind: 'answer', status, body: JSON.stringify(body), headers },
})

/** A write that is answered first by `begun`, and whose state is then told by `answers` in turn. */
const write = async (begun: Fault, answers: readonly Fault[], context = createContext()): Promise<void> => {
  azure.misbehave([begun, ...answers])
  const body = { properties: {} }
  const settled = () => Promise.resolve(null)
  await untilDone(context, await context.write({ method: 'PUT', path: '/apis/a', body, settled }))
}
const at = (header: string) => ({ [header]: `${azure.url}/operations/1?api-version=x`, 'retry-after': '0' })

it('what is done at once is not asked about', async () => {
  await write(answer(200, {}), [])
  expect(azure.asked).toHaveLength(1)
})

it('a place that only the first answer names is asked until it is done', async () => {
  const running = answer(202, {}, { 'retry-after': '0' })
  await write(answer(202, {}, at('location')), [running, running, answer(200, {})])
  expect(azure.asked.slice(1).map(({ path, query }) => `${path} ${query.get('api-version') ?? ''}`)).toEqual(
    Array.from({ length: 3 }, () => '/operations/1 x'),
  )
})

it('a state that is told in the body is read there', async () => {
  const where = at('azure-asyncoperation')
  const running = answer(200, { status: 'InProgress' }, { 'retry-after': '0' })
  await write(answer(202, {}, where), [running, answer(200, { status: 'Succeeded' })])
  expect(azure.asked).toHaveLength(3)
})

it('a failure is told in the service’s own words', async () => {
  const error = { code: 'ValidationError', message: 'The path is taken.' }
  const failed = answer(200, { status: 'Failed', error }, at('azure-asyncoperation'))
  await expect(write(answer(202, {}, at('azure-asyncoperation')), [failed])).rejects.toMatchObject({
    code: 'azure-refused',
    details: { errorCode: 'ValidationError', message: 'The path is taken.' },
  })
})

it('no token goes to a place elsewhere', async () => {
  const elsewhere = { location: 'https://elsewhere.example/operations/1' }
  await expect(write(answer(202, {}, elsewhere), [])).rejects.toMatchObject({
    code: 'azure-answer-unusable',
    details: { reason: 'foreign-link' },
  })
  expect(azure.asked).toHaveLength(1)
})

it('patience ends', async () => {
  azure.fault = ({ method }) => {
    if (method === 'GET') now = new Date(now.getTime() + 3_600_000)
    return answer(202, {}, at('location'))
  }
  const context = createContext()
  const settled = () => Promise.resolve(null)
  const begun = await context.write({ method: 'PUT', path: '/apis/a', body: {}, settled })
  await expect(untilDone(context, begun)).rejects.toMatchObject({ code: 'azure-unavailable' })
})

it('the waiting can be ended', async () => {
  const context = createContext()
  const later = { ...at('location'), 'retry-after': '60' }
  const settled = () => Promise.resolve(null)
  azure.misbehave([answer(202, {}, later)])
  const begun = await context.write({ method: 'PUT', path: '/apis/a', body: {}, settled })
  const waiting = untilDone(context, begun)
  context.cancel()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
})
