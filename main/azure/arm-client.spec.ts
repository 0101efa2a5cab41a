import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createArmClient } from './arm-client.ts'
import type { ArmClientOptions } from './arm-client.ts'
import { listAll } from './arm-pages.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'
import type { Fault } from './testing/fake-azure.ts'
import { pastedToken } from './token-source.ts'

let azure: FakeAzure
let slept: number[]

beforeEach(async () => {
  azure = await FakeAzure.start()
  slept = []
})
afterEach(() => azure.stop())

const clientOf = (options: Partial<ArmClientOptions> = {}) =>
  createArmClient({
    ...{ endpoint: new URL(azure.url), tokens: pastedToken('token-1'), attemptMs: 5_000 },
    sleep: (ms, signal) => {
      slept.push(ms)
      return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve()
    },
    ...options,
  })

const apiPath = `${servicePath}/apis/orders`
const readApi = (options?: Partial<ArmClientOptions>, signal?: AbortSignal) =>
  clientOf(options).read({ method: 'GET', path: apiPath }, signal)
const failure = (status: number, headers: Record<string, string> = {}, body = '{}'): Fault => ({
  kind: 'answer',
  ...{ status, headers, body },
})
const error = (code: string, message: string) => JSON.stringify({ error: { code, message } })
const html: Fault = {
  ...{ kind: 'answer', status: 200, headers: { 'content-type': 'text/html' } },
  body: '<html><body>Sign in to Wi-Fi</body></html>',
}

beforeEach(() => {
  azure.put('/apis/orders', { displayName: 'Orders' })
})

describe('a read', () => {
  it('has the token, the api-version and the ETag', async () => {
    const answer = await readApi()
    expect(answer).toMatchObject({ status: 200, etag: '"E1="' })
    expect(answer.body).toMatchObject({ properties: { displayName: 'Orders' } })
    expect(azure.asked[0]?.query.get('api-version')).toBe('2024-05-01')
  })

  it.each<[string, Fault[], number[]]>([
    ['waits as long as it is asked to', [failure(429, { 'retry-after': '7' })], [7_000]],
    [
      'understands a date in Retry-After',
      [failure(503, { 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT' })],
      [30_000],
    ],
    ['understands milliseconds', [failure(429, { 'retry-after-ms': '250' })], [250]],
  ])('%s', async (_what, faults, waits) => {
    azure.misbehave(faults)
    await readApi({ now: () => new Date('2026-11-24T10:00:00Z') })
    expect(slept).toEqual(waits)
  })

  it('outlasts cut connections and servers that fail for a while, waiting longer each time', async () => {
    azure.misbehave([{ kind: 'cut' }, failure(500), failure(502, { 'content-type': 'text/html' }, '<html>')])
    expect((await readApi()).status).toBe(200)
    expect(slept).toHaveLength(3)
    for (const [index, ms] of slept.entries()) {
      expect(ms).toBeGreaterThanOrEqual(250 * 2 ** index)
      expect(ms).toBeLessThanOrEqual(500 * 2 ** index)
    }
  })

  it.each<[string, Fault, Partial<ArmClientOptions>]>([
    ['that never answers', { kind: 'hang' }, { attemptMs: 50 }],
    ['that stalls in the middle', { kind: 'stall' }, { attemptMs: 50 }],
  ])('of a service %s ends', async (_what, fault, options) => {
    azure.fault = () => fault
    await expect(readApi(options)).rejects.toMatchObject({
      code: 'azure-unreachable',
      details: { host: new URL(azure.url).host, reason: 'ETIMEDOUT' },
    })
    expect(azure.asked).toHaveLength(5)
  })

  it.each<[string, Fault, string, object]>([
    [
      'a longer wait than anybody has',
      failure(429, { 'retry-after': '900' }),
      'azure-busy',
      { seconds: 900 },
    ],
    ['failing for good', failure(503), 'azure-unavailable', { status: 503 }],
    ['a web page', html, 'azure-answer-unusable', { reason: 'html' }],
    [
      'a web page that says "not found"',
      { ...html, status: 404 },
      'azure-answer-unusable',
      { reason: 'html', status: 404 },
    ],
    ['something that is not JSON', failure(200, {}, 'ok'), 'azure-answer-unusable', { reason: 'not-json' }],
    [
      'a way elsewhere',
      failure(302, { location: 'https://example.com/' }),
      'azure-answer-unusable',
      { reason: 'redirected' },
    ],
    [
      'a missing right',
      failure(
        403,
        {},
        error(
          'AuthorizationFailed',
          "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.ApiManagement/service/apis/read' over scope '/subscriptions/s' or the scope is invalid.",
        ),
      ),
      'azure-right-missing',
      { action: 'Microsoft.ApiManagement/service/apis/read', scope: '/subscriptions/s' },
    ],
    [
      'another refusal',
      failure(403, {}, error('RequestDisallowedByPolicy', 'No.')),
      'azure-refused',
      { status: 403, errorCode: 'RequestDisallowedByPolicy', message: 'No.' },
    ],
    ['nothing at all as its reason', failure(400, {}, ''), 'azure-refused', { message: 'HTTP 400' }],
  ])('that is answered with %s is told so', async (_what, fault, code, details) => {
    azure.fault = () => fault
    const refused = await readApi().catch((thrown: unknown) => thrown)
    expect(refused).toMatchObject({ code, details })
  })

  it('of a host that does not answer says what the network said', async () => {
    await azure.stop()
    await expect(readApi()).rejects.toMatchObject({
      code: 'azure-unreachable',
      details: { reason: 'ECONNREFUSED' },
    })
    azure = await FakeAzure.start()
  })

  it('asks for another token once when the first is refused', async () => {
    azure.token = 'token-2'
    const renewals: boolean[] = []
    const tokens = {
      token: ({ renew }: { renew: boolean }) => {
        renewals.push(renew)
        return Promise.resolve(renew ? 'token-2' : 'token-1')
      },
    }
    expect((await readApi({ tokens })).status).toBe(200)
    expect(renewals).toEqual([false, true])
    azure.token = 'token-3'
    await expect(readApi({ tokens })).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it.each([
    ['that can be renewed', { token: () => Promise.resolve('token') }],
    ['that was pasted', pastedToken('token')],
  ])('with a token %s, refused because the clock is wrong, says by how much', async (_kind, tokens) => {
    azure.token = 'another'
    const inAnHour = () => new Date(Date.now() + 3_600_000)
    await expect(readApi({ tokens, now: inAnHour })).rejects.toMatchObject({
      code: 'clock-wrong',
      details: { minutes: 60 },
    })
  })

  it('can be cancelled while it waits for its answer, and while it waits to try again', async () => {
    azure.fault = () => ({ kind: 'hang' })
    const cancel = new AbortController()
    const reading = readApi({}, cancel.signal)
    setImmediate(() => cancel.abort())
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })

    azure.fault = () => failure(429, { 'retry-after': '50' })
    const again = new AbortController()
    const waiting = clientOf({
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
          again.abort()
        }),
    }).read({ method: 'GET', path: apiPath }, again.signal)
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('sends its token to the endpoint only', async () => {
    const elsewhere = clientOf().read({ method: 'GET', path: '//example.com/apis' })
    await expect(elsewhere).rejects.toMatchObject({
      code: 'azure-answer-unusable',
      details: { reason: 'foreign-link' },
    })
  })
})

describe('a write', () => {
  const rename = (settled = 0, options: Partial<ArmClientOptions> = {}) => {
    const client = clientOf(options)
    let asked = 0
    const written = client.write({
      ...{ method: 'PATCH', path: apiPath, ifMatch: '"E1="', body: { properties: { displayName: 'New' } } },
      settled: async () => {
        asked++
        const now = await client.read({ method: 'GET', path: apiPath })
        return JSON.stringify(now.body).includes('"New"') ? now : null
      },
    })
    return written.finally(() => {
      expect(asked).toBe(settled)
    })
  }
  const isPatch = ({ method }: { method: string }) => method === 'PATCH'

  it('that was throttled was not carried out, and is sent again without a look', async () => {
    azure.misbehave([failure(429, { 'retry-after': '1' })], isPatch)
    await rename()
    expect(azure.written).toEqual(['/apis/orders'])
  })

  it('whose answer was lost after it was carried out is not sent again', async () => {
    azure.misbehave([{ kind: 'cut-after' }], isPatch)
    expect((await rename(1)).body).toMatchObject({ properties: { displayName: 'New' } })
    expect(azure.written).toEqual(['/apis/orders'])
  })

  it.each<[string, Fault]>([
    ['was cut before it was carried out', { kind: 'cut' }],
    ['met a server that failed', failure(500)],
    ['met a web page', html],
  ])('that %s is sent again after a look', async (_what, fault) => {
    azure.misbehave([fault], isPatch)
    await rename(1)
    expect(azure.written).toEqual(['/apis/orders'])
  })

  it('that nobody can say anything of is told so', async () => {
    azure.fault = (asked) => (isPatch(asked) ? { kind: 'cut-after' } : failure(503))
    await expect(rename(1)).rejects.toMatchObject({ code: 'azure-write-uncertain' })
    expect(azure.written).toEqual(['/apis/orders'])
  })

  it('to a host that takes no connection is no riddle', async () => {
    await azure.stop()
    await expect(rename(0)).rejects.toMatchObject({ code: 'azure-unreachable' })
    azure = await FakeAzure.start()
  })

  it('over somebody else’s is refused', async () => {
    azure.put('/apis/orders', { displayName: 'Theirs' })
    await expect(rename()).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(azure.written).toEqual([])
  })
})

describe('a list', () => {
  const entity = z.object({ name: z.string() })
  const list = (onPage?: (progress: { done: number; total: number | null }) => void, signal?: AbortSignal) =>
    listAll(clientOf(), { path: `${servicePath}/certificates` }, entity, {
      ...(onPage === undefined ? {} : { onPage }),
      ...(signal === undefined ? {} : { signal }),
    })
  const fill = (count: number) => {
    for (let number = 0; number < count; number++) {
      azure.put(`/certificates/c${number}`, { subject: `CN=${number}`, thumbprint: '', expirationDate: '' })
    }
  }

  it('of 10,000 comes in a hundred pages that tell how far it is', async () => {
    fill(10_000)
    const told: number[] = []
    const entities = await list(({ done, total }) => {
      expect(total).toBe(10_000)
      told.push(done)
    })
    expect(entities).toHaveLength(10_000)
    expect(told).toHaveLength(100)
    expect(told.at(-1)).toBe(10_000)
  })

  it('can be cancelled between pages', async () => {
    fill(1_000)
    const cancel = new AbortController()
    await expect(list(() => cancel.abort(), cancel.signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect(azure.asked).toHaveLength(1)
  })

  it.each([
    ['at another address', 'https://example.com/next', 'foreign-link'],
    ['at another host by a trick', '//example.com/next', 'foreign-link'],
    ['with itself, for ever', '', 'other-shape'],
  ])('that goes on %s is not followed', async (_what, link, reason) => {
    const nextLink = link === '' ? `${azure.url}${servicePath}/certificates` : link
    azure.fault = () => failure(200, {}, JSON.stringify({ value: [{ name: 'a' }], nextLink }))
    await expect(list()).rejects.toMatchObject({ code: 'azure-answer-unusable', details: { reason } })
    expect(azure.asked.length).toBeLessThanOrEqual(2)
  })

  it('of another shape is told so', async () => {
    azure.fault = () => failure(200, {}, JSON.stringify({ value: [{ nom: 'a' }] }))
    await expect(list()).rejects.toMatchObject({ details: { reason: 'other-shape' } })
  })
})
