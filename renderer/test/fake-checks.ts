/** Checks of a back end for component specs and pictures, as the gateway tells them. */
import type { BackEndCheck } from '../../preload/contract/gateway.ts'
import { fakeFacts, hexadecimal } from './fake-facts.ts'

const presented = {
  certificateId: 'certificate-1',
  subject: 'CN=orders-gateway, OU=Integration, O=Contoso Ltd., C=JP',
  thumbprint: hexadecimal(1, 40),
}

const server = fakeFacts(8_001, {
  commonName: 'orders.internal.contoso.example',
  extendedKeyUsage: ['serverAuth'],
})

export const acceptedCheck = (): BackEndCheck => ({
  at: '2026-11-23T03:12:08.000Z',
  durationMs: 41,
  certificateChosen: true,
  place: 'orders.internal.contoso.example:8443',
  serverAskedFor: {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    alpn: 'http/1.1',
    clientCertificate: true,
    authorities: ['CN=Contoso Root CA, O=Contoso Ltd., C=JP'],
    signatureAlgorithms: ['ecdsa_secp256r1_sha256', 'rsa_pss_rsae_sha256', 'rsa_pkcs1_sha256'],
    chain: [
      { certificate: server, problems: [] },
      {
        certificate: fakeFacts(8_002, { commonName: 'Contoso Issuing CA 2', ca: true }),
        problems: [],
      },
    ],
  },
  weSent: {
    kind: 'certificate',
    certificate: presented,
    chain: ['CN=Contoso Issuing CA 2, O=Contoso Ltd., C=JP'],
    namedAuthority: true,
  },
  serverSaid: { kind: 'accepted', status: 200 },
})

export const refusedCheck = (): BackEndCheck => ({
  ...acceptedCheck(),
  weSent: { kind: 'certificate', certificate: presented, chain: [], namedAuthority: false },
  serverSaid: {
    kind: 'failed',
    code: 'BackEndRefusedCertificate',
    detail: 'orders.internal.contoso.example:8443 ended the handshake with the alert unknown_ca.',
    alert: 'unknown_ca',
  },
})

/** A back end whose own certificate does not hold, so that nothing was asked or sent. */
export const untrustedCheck = (): BackEndCheck => {
  const { serverAskedFor, ...rest } = acceptedCheck()
  const expired = fakeFacts(8_003, {
    commonName: 'old.contoso.example',
    notAfter: '2026-10-01T00:00:00.000Z',
  })
  return {
    ...rest,
    serverAskedFor: {
      ...serverAskedFor,
      clientCertificate: false,
      authorities: [],
      signatureAlgorithms: [],
      chain: [{ certificate: expired, problems: ['expired', 'other-name', 'issuer-missing'] }],
    },
    weSent: { kind: 'nothing', because: 'not-asked' },
    serverSaid: {
      kind: 'failed',
      code: 'BackEndNameMismatch',
      detail: 'orders.internal.contoso.example: DNS:old.contoso.example',
      alert: null,
    },
  }
}
