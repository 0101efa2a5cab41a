import { describe, expect, it } from 'vitest'
import { fakeCall } from '../../test/fake-calls.ts'
import { chartCalls, everything, hasFailed, latencyOf, matches, roundMs } from './call-facts.ts'

const refused = { code: 'BackEndRefusedCertificate', detail: '' } as const

describe('the filter of calls', () => {
  it.each([
    ['a part of the path', '/orders/4'],
    ['method and path', 'get /orders'],
    ['a status', '200'],
    ['a subject', 'ORDERS-gateway'],
    ['a thumbprint with colons', 'AB:CD'],
  ])('finds by %s', (_what, text) => {
    const presented = { certificateId: '1', subject: 'CN=orders-gateway', thumbprint: 'ABCD' }
    expect(matches(fakeCall(1, { path: '/orders/42', presented }), { ...everything, text })).toBe(true)
    expect(
      matches(fakeCall(1, { path: '/stock', method: 'PUT', status: 404, presented: null }), {
        ...everything,
        text,
      }),
    ).toBe(false)
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
