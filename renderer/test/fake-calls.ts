/** Calls through the gateway for component specs and pictures. */
import type { GatewayCall, RecentCalls } from '../../preload/contract/gateway.ts'
import { hexadecimal } from './fake-facts.ts'

const start = Date.parse('2026-11-23T03:12:00.000Z')

export const fakeCall = (number: number, changes: Partial<GatewayCall> = {}): GatewayCall => ({
  number,
  startedAt: new Date(start + number * 730).toISOString(),
  durationMs: 8 + ((number * 37) % 23),
  method: 'GET',
  path: `/orders/${String(1_000 + number)}`,
  apiId: 'api-1',
  operation: { id: 'get-order', displayName: '注文の取得' },
  status: 200,
  requestBytes: 212,
  responseBytes: 1_840,
  error: null,
  presented: {
    certificateId: 'certificate-1',
    subject: 'CN=orders-gateway, OU=Integration, O=Contoso Ltd., C=JP',
    thumbprint: hexadecimal(1, 40),
  },
  tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', resumed: number % 5 === 0 },
  httpVersion: number % 7 === 0 ? '1.1' : '2',
  connectionReused: number % 5 !== 0,
  ...changes,
})

export function exampleCalls(): RecentCalls {
  const calls = Array.from({ length: 64 }, (_, place) => {
    const number = place + 1
    if (number % 13 === 0) {
      return fakeCall(number, {
        apiId: 'api-3',
        operation: null,
        method: 'POST',
        path: '/payments/支払',
        status: 502,
        durationMs: 61,
        error: {
          code: 'BackEndRefusedCertificate',
          detail: 'pay.minato.example:443 ended the handshake with the alert certificate_revoked.',
          alert: 'certificate_revoked',
        },
      })
    }
    if (number % 7 === 0)
      return fakeCall(number, { apiId: 'api-2', operation: null, path: '/warehouse/stock', durationMs: 4.2 })
    if (number === 30) {
      const none = { presented: null, tls: null, httpVersion: null, durationMs: 0.3 }
      return fakeCall(number, { ...none, apiId: null, operation: null, path: '/favicon.ico', status: 404 })
    }
    if (number % 11 === 0) return fakeCall(number, { durationMs: 142 })
    const listed = { path: '/orders', operation: { id: 'list-orders', displayName: '注文の一覧' } }
    return fakeCall(number, number % 5 === 0 ? listed : {})
  })
  return {
    calls,
    omitted: 0,
    tallies: [
      { apiId: 'api-1', calls: 1_482, failed: 3 },
      { apiId: 'api-2', calls: 211, failed: 0 },
      { apiId: 'api-3', calls: 18, failed: 4 },
      { apiId: null, calls: 1, failed: 0 },
    ],
    handshakes: [{ certificateId: 'certificate-1', at: '2026-11-23T03:12:46.000Z', apiId: 'api-1' }],
  }
}
