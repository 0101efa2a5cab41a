import type { GatewayCall } from '../../../preload/contract/gateway.ts'

/** A call as the gateway records it: served, with a certificate shown. */
export const recordedCall = (changes: Partial<GatewayCall> = {}): GatewayCall => ({
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
