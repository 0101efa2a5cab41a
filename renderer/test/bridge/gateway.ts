import type { BackEndCheck, GatewayStatus, RecentCalls } from '../../../preload/contract/gateway.ts'
import type { Bridge } from '../../../preload/contract/requests.ts'
import { acceptedCheck } from '../fake-checks.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface GatewayState {
  gateway: GatewayStatus
  /** What a check of any back end tells. */
  check: BackEndCheck
  calls: RecentCalls
}

export const gatewayState = (): GatewayState => ({
  gateway: { state: 'running', port: 8400, url: 'http://127.0.0.1:8400' },
  check: acceptedCheck(),
  calls: { calls: [], omitted: 0, tallies: [], handshakes: [] },
})

export const fakeGateway = ({ state, answer, emit }: World<GatewayState>): Bridge['gateway'] => ({
  status: () => answer('gateway.status', () => good(state.gateway)),
  listen: (port) =>
    answer('gateway.listen', () => {
      state.gateway = { state: 'running', port, url: `http://127.0.0.1:${String(port)}` }
      emit('gatewayChanged', state.gateway)
      return good(state.gateway)
    }),
  testCall: (request) =>
    answer('gateway.testCall', () =>
      good({
        url: `http://127.0.0.1:8400${request.path}`,
        status: 200,
        statusText: 'OK',
        headers: [['content-type', 'application/json']],
        body: '{"subject":"CN=orders-gateway"}',
        bodyBytes: 31,
        durationMs: 12,
        presented: null,
        tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', resumed: false },
      }),
    ),
  recentCalls: () => answer('gateway.recentCalls', () => good(state.calls)),
  checkBackEnd: () => answer('gateway.checkBackEnd', () => good(state.check)),
})
