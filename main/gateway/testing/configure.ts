/** Configurations for specs, without a workspace behind them. */
import { createHash } from 'node:crypto'
import type { IssuedCertificate } from '../../certificates/issue-certificate.ts'
import type { ApiConfiguration, GatewayConfiguration, Identity } from '../configuration.ts'

let version = 0

export const fullVerification = {
  minimumVersion: 'TLSv1.2',
  verifyChain: true,
  verifyName: true,
  serverName: null,
} as const

export const api = (changes: Partial<ApiConfiguration> & { serviceUrl: string }): ApiConfiguration => ({
  id: changes.path ?? 'api',
  displayName: 'API',
  path: 'api',
  trustPem: null,
  verification: fullVerification,
  http2: true,
  inbound: [],
  backend: [],
  outbound: [],
  onError: [],
  certificateId: null,
  passwords: {},
  refusal: null,
  operations: [],
  ...changes,
})

export const identity = (certificateId: string, issued: IssuedCertificate): Identity => ({
  certificateId,
  subject: `CN=${certificateId}`,
  thumbprint: createHash('sha1').update(issued.certificateDer).digest('hex').toUpperCase(),
  privateKeyPem: issued.privateKeyPem,
  certificatePem: issued.certificatePem,
})

export const configuration = (
  apis: readonly ApiConfiguration[],
  identities: readonly Identity[] = [],
  https: GatewayConfiguration['https'] = null,
): GatewayConfiguration => ({
  version: ++version,
  https,
  apis,
  identities: Object.fromEntries(identities.map((each) => [each.certificateId, each])),
})
