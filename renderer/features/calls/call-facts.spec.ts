import { describe, expect, it } from 'vitest'
import { fakeCall } from '../../test/fake-calls.ts'
import { chartCalls, everything, hasFailed, latencyOf, matches, operationsIn, roundMs } from './call-facts.ts'

const refused = { code: 'BackEndRefusedCertificate', detail: '' } as const

describe('the filter of calls', () => {
  it.each([
    ['a part of the path', '/orders/4'],
    ['method and path', 'get /orders'],
    ['the name of its operation', '注文の取'],
    ['a status', '200'],
    ['a subject', 'ORDERS-gateway'],
    ['a thumbprint with colons', 'AB:CD'],
  ])('finds by %s', (_what, text) => {
    const presented = { certificateId: '1', subject: 'CN=orders-gateway', thumbprint: 'ABCD' }
    expect(matches(fakeCall(1, { path: '/orders/42', presented }), { ...everything, text })).toBe(true)
    expect(
      matches(fakeCall(1, { path: '/stock', method: 'PUT', status: 404, presented: null, operation: null }), {
        ...everything,
        text,
      }),
    ).toBe(false)
  })

  it('keeps to one operation of an API, of those that its calls met', () => {
    const listed = fakeCall(2, { operation: { id: 'list-orders', displayName: '注文の一覧' } })
    const calls = [fakeCall(1), listed, fakeCall(3, { operation: null }), fakeCall(4, { apiId: 'api-2' })]
    expect(operationsIn(calls, 'api-1').map(({ id }) => id)).toEqual(['list-orders', 'get-order'])
    const filter = { ...everything, api: 'api-1', operation: 'list-orders' }
    expect(calls.filter((call) => matches(call, filter))).toEqual([listed])
  })

  it('keeps to one API, to those without, or to failures', () => {
    const stray = fakeCall(1, { apiId: null, status: 404 })
    expect(matches(stray, { ...everything, api: 'none' })).toBe(true)
    expect(matches(stray, { ...everything, api: 'api-1' })).toBe(false)
    expect(matches(stray, { ...everything, onlyFailed: true })).toBe(false)
    expect(matches(fakeCall(2, { error: refused, status: 502 }), { ...everything, onlyFailed: true })).toBe(
      true,
    )
  })
})

describe('the figures of calls', () => {
  it('are those of the newest', () => {
    const calls = Array.from({ length: chartCalls + 10 }, (_, place) =>
      fakeCall(place, { durationMs: place }),
    )
    expect(latencyOf(calls)).toMatchObject({ slowestMs: 57, medianMs: 34 })
    expect(latencyOf(calls)?.bars).toHaveLength(chartCalls)
    expect(latencyOf([])).toBeNull()
  })

  it('count as failed what the gateway answered itself, and 5xx', () => {
    expect(hasFailed(fakeCall(1, { status: 404 }))).toBe(false)
    expect(hasFailed(fakeCall(1, { status: 503 }))).toBe(true)
    expect(hasFailed(fakeCall(1, { status: 401, error: refused }))).toBe(true)
  })

  it('are rounded as far as they say something', () => {
    expect([0.4237, 4.237, 42.37].map(roundMs)).toEqual([0.42, 4.2, 42])
  })
})
