import {
  loopbackAccess,
  type BackEndCheck,
  type GatewayAccessView,
  type GatewayStatus,
  type RecentCalls,
} from '../../../preload/contract/gateway.ts'
import { packCertificates } from '../../../preload/contract/packed.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { acceptedCheck } from '../fake-checks.ts'
import type { CertificatesState } from './certificates.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface GatewayState {
  gateway: GatewayStatus
  /** What a check of any back end tells. */
  check: BackEndCheck
  calls: RecentCalls
  access: GatewayAccessView
  /** By which certificate clients are answered HTTPS. */
  httpsCertificateId: string | null
}

const runningAt = (port: number, address: string, scheme = 'http'): GatewayStatus => ({
  state: 'running',
  port,
  url: `${scheme}://${address === 'all' ? '127.0.0.1' : address}:${String(port)}`,
  address,
  missing: null,
})

export const gatewayState = (): GatewayState => ({
  gateway: runningAt(8400, '127.0.0.1'),
  httpsCertificateId: null,
  access: {
    access: loopbackAccess,
    hostName: 'desk-7',
    addresses: [
      { address: '127.0.0.1', interfaceName: 'lo' },
      { address: '192.0.2.7', interfaceName: 'eth0' },
      { address: '2001:db8::7', interfaceName: 'eth0' },
    ],
  },
  check: acceptedCheck(),
  calls: { calls: [], omitted: 0, tallies: [], handshakes: [] },
})

export const fakeGateway = ({
  state,
  answer,
  emit,
}: World<GatewayState & CertificatesState>): Bridge['gateway'] => ({
  status: () => answer('gateway.status', () => good(state.gateway)),
  listen: (port) =>
    answer('gateway.listen', () => {
      state.gateway = runningAt(port, '127.0.0.1')
      emit('gatewayChanged', state.gateway)
      return good(state.gateway)
    }),
  access: () => answer('gateway.access', () => good(state.access)),
  setAccess: (access) =>
    answer('gateway.setAccess', () => {
      state.access = { ...state.access, access }
      state.gateway = runningAt(state.gateway.port, access.address)
      emit('gatewayChanged', state.gateway)
      return good(state.gateway)
    }),
  httpsCertificate: () => answer('gateway.httpsCertificate', () => good(state.httpsCertificateId)),
  httpsChoices: () => answer('gateway.httpsChoices', () => good(packCertificates(state.certificates))),
  setHttps: (certificateId) =>
    answer('gateway.setHttps', () => {
      state.httpsCertificateId = certificateId
      const { access } = state.access
      const scheme = certificateId === null ? 'http' : 'https'
      state.gateway = runningAt(state.gateway.port, access.address, scheme)
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
