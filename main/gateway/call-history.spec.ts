import { describe, expect, it } from 'vitest'
import type { GatewayCall, GoodHandshake } from '../../preload/contract/gateway.ts'
import { CallHistory } from './call-history.ts'

const call = (changes: Partial<GatewayCall>): GatewayCall => ({
  number: 1,
  startedAt: '2026-11-23T03:00:00.000Z',
  durationMs: 4,
  method: 'GET',
  path: '/orders',
  apiId: 'orders',
  operation: null,
  status: 200,
  requestBytes: 100,
  responseBytes: 200,
  error: null,
  presented: { certificateId: 'one', subject: 'CN=one', thumbprint: 'AA' },
  tls: null,
  httpVersion: '1.1',
  connectionReused: false,
  ...changes,
})

const historyWith = (kept: GoodHandshake[] = []) => {
  const written: GoodHandshake[] = []
  const history = new CallHistory({ list: () => kept, put: (handshake) => void written.push(handshake) })
  return { history, written }
}

describe('the history of calls', () => {
  it('keeps the newest thousand and counts the rest', () => {
    const { history } = historyWith()
    for (let batch = 0; batch < 6; batch++) {
      const calls = Array.from({ length: 200 }, (_, place) => call({ number: batch * 200 + place + 1 }))
      history.add({ calls, omitted: 5 })
    }
    expect(history.recent.calls).toHaveLength(1_000)
    expect(history.recent.calls.at(-1)?.number).toBe(1_200)
    expect(history.recent.omitted).toBe(30)
    expect(history.recent.tallies).toEqual([{ apiId: 'orders', calls: 1_200, failed: 0 }])
  })

  it('tells with each batch only what changed by it', () => {
    const { history } = historyWith()
    history.add({ calls: [call({})], omitted: 0 })
    const news = history.add({ calls: [call({ apiId: 'stock', status: 503, presented: null })], omitted: 0 })
    expect(news.tallies).toEqual([{ apiId: 'stock', calls: 1, failed: 1 }])
    expect(news.handshakes).toEqual([])
  })

  it('forgets certificates that are gone, so that nothing grows with those that come and go', () => {
    const kept = { certificateId: 'one', at: '2026-11-23T03:00:00.000Z', apiId: 'orders' }
    const { history } = historyWith([kept])
    const presented = { certificateId: 'gone', subject: 'CN=gone', thumbprint: 'BB' }
    history.add({ calls: [call({}), call({ presented })], omitted: 0 })
    history.forgetGone()
    expect(history.recent.handshakes).toEqual([kept])
  })

  it('remembers when a certificate was last shown with success', () => {
    const { history } = historyWith([{ certificateId: 'old', at: '2026-01-01T00:00:00.000Z', apiId: null }])
    const refused = { code: 'BackEndRefusedCertificate', detail: '' } as const
    history.add({
      calls: [
        call({ startedAt: '2026-11-23T03:00:01.000Z' }),
        call({ startedAt: '2026-11-23T03:00:02.000Z', status: 502, error: refused }),
        call({ startedAt: '2026-11-23T03:00:03.000Z', status: 400 }),
      ],
      omitted: 0,
    })
    expect(history.recent.handshakes).toEqual([
      { certificateId: 'old', at: '2026-01-01T00:00:00.000Z', apiId: null },
      { certificateId: 'one', at: '2026-11-23T03:00:01.000Z', apiId: 'orders' },
    ])
  })

  it('writes a busy certificate down once a minute, not with every call', () => {
    const { history, written } = historyWith()
    for (let turn = 0; turn < 50; turn++) history.add({ calls: [call({})], omitted: 0 })
    expect(written).toHaveLength(1)
  })
})
