import { expect, it } from 'vitest'
import type { GatewayCall, GatewayCallBatch } from '../../preload/contract/gateway.ts'
import { CallRecorder } from './call-recorder.ts'
import { recordedCall } from './testing/recorded-call.ts'

const failed = { code: 'BackEndClosedConnection', detail: '' } as const

/** What is told of `calls`, which all end within one tenth of a second. */
const batchOf = (calls: readonly Partial<GatewayCall>[]): GatewayCallBatch => {
  const batches: GatewayCallBatch[] = []
  const recorder = new CallRecorder({ onCalls: (batch) => batches.push(batch), onTrace: () => undefined })
  for (const call of calls) {
    const begun = recorder.begin('GET', '/orders', { apiId: 'orders', operation: null })
    recorder.add({ ...begun, ...recordedCall({ number: begun.number }), ...call })
  }
  recorder.flush()
  recorder.flush()
  expect(batches).toHaveLength(1)
  return batches[0] as GatewayCallBatch
}

it('counts every call, and tells the newest of those that failed and of those that did not', () => {
  const calls = Array.from({ length: 1_000 }, (_, place) =>
    place < 40 ? { status: 502, error: failed } : {},
  )
  const { calls: told, omitted, tallies } = batchOf(calls)
  expect(tallies).toEqual([{ apiId: 'orders', calls: 1_000, failed: 40 }])
  expect(omitted).toBe(950)
  const range = (first: number, length: number) => Array.from({ length }, (_, place) => first + place)
  expect(told.map(({ number }) => number)).toEqual([...range(16, 25), ...range(976, 25)])
})

it('knows the last call by which each certificate was shown and not refused, told or not', () => {
  const presented = { certificateId: 'two', subject: 'CN=two', thumbprint: 'BB' }
  const { handshakes } = batchOf([
    { presented, apiId: 'stock', epochMs: Date.UTC(2026, 10, 23, 3) } as Partial<GatewayCall>,
    { presented, status: 502, error: failed },
    { presented, status: 400 },
    { presented, status: 0 },
    ...Array.from({ length: 100 }, () => ({ presented: null })),
  ])
  expect(handshakes).toEqual([{ certificateId: 'two', at: '2026-11-23T03:00:00.000Z', apiId: 'stock' }])
})
