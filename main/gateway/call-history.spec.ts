import { describe, expect, it } from 'vitest'
import type { GatewayCallBatch, GoodHandshake } from '../../preload/contract/gateway.ts'
import { CallHistory } from './call-history.ts'
import { recordedCall } from './testing/recorded-call.ts'

const batch = (changes: Partial<GatewayCallBatch>): GatewayCallBatch => ({
  calls: [],
  omitted: 0,
  tallies: [],
  handshakes: [],
  ...changes,
})

const handshake = { certificateId: 'one', at: '2026-11-23T03:00:01.000Z', apiId: 'orders' }

const historyWith = (kept: GoodHandshake[] = []) => {
  const written: GoodHandshake[] = []
  const history = new CallHistory({ list: () => kept, put: (handshake) => void written.push(handshake) })
  return { history, written }
}

describe('the history of calls', () => {
  it('keeps the newest thousand and counts all', () => {
    const { history } = historyWith()
    for (let turn = 0; turn < 6; turn++) {
      const calls = Array.from({ length: 200 }, (_, place) =>
        recordedCall({ number: turn * 200 + place + 1 }),
      )
      history.add(batch({ calls, omitted: 5, tallies: [{ apiId: 'orders', calls: 205, failed: 1 }] }))
    }
    expect(history.recent.calls).toHaveLength(1_000)
    expect(history.recent.calls.at(-1)?.number).toBe(1_200)
    expect(history.recent.omitted).toBe(30)
    expect(history.recent.tallies).toEqual([{ apiId: 'orders', calls: 1_230, failed: 6 }])
  })

  it('tells with each batch only what changed by it, counted from the start', () => {
    const { history } = historyWith()
    history.add(batch({ tallies: [{ apiId: 'orders', calls: 3, failed: 0 }], handshakes: [handshake] }))
    history.add(batch({ tallies: [{ apiId: 'stock', calls: 2, failed: 1 }] }))
    const news = history.add(batch({ tallies: [{ apiId: 'stock', calls: 1, failed: 1 }] }))
    expect(news.tallies).toEqual([{ apiId: 'stock', calls: 3, failed: 2 }])
    expect(news.handshakes).toEqual([])
  })

  it('forgets certificates that are gone, so that nothing grows with those that come and go', () => {
    const { history } = historyWith([handshake])
    history.add(batch({ handshakes: [{ ...handshake, certificateId: 'gone' }] }))
    history.forgetGone()
    expect(history.recent.handshakes).toEqual([handshake])
  })

  it('remembers when a certificate was last shown with success', () => {
    const old = { certificateId: 'old', at: '2026-01-01T00:00:00.000Z', apiId: null }
    const { history } = historyWith([old])
    history.add(batch({ handshakes: [handshake] }))
    expect(history.recent.handshakes).toEqual([old, handshake])
  })

  it('writes a busy certificate down once a minute, not with every batch', () => {
    const { history, written } = historyWith()
    for (let turn = 0; turn < 50; turn++) history.add(batch({ handshakes: [handshake] }))
    expect(written).toHaveLength(1)
  })
})
