import type { BackEndCheck, BackEndCheckRequest } from '../../preload/contract/gateway.ts'
import { WarifuError } from '../warifu-error.ts'
import { buildConfiguration, type ConfigurationSource, type Identity } from './configuration.ts'
import type { Failure } from './failure.ts'
import type { CheckTarget } from './handshake/check-back-end.ts'
import { backEndUrl } from './route.ts'

/**
 * Checks an API's back end, with the certificate that its policy names or with one that is not saved yet. Fails with
 * `not-found`, as `identityOf` does for a certificate that was chosen, or as `run` does.
 */
export const checkApi = async (
  source: ConfigurationSource,
  { apiId, certificateId }: BackEndCheckRequest,
  run: (target: CheckTarget) => Promise<BackEndCheck>,
): Promise<BackEndCheck> => {
  const only = source.apis().filter(({ id }) => id === apiId)
  const { apis, identities } = await buildConfiguration({ ...source, apis: () => only })
  const [api] = apis
  if (!api) throw new WarifuError('not-found', { what: 'api', id: apiId })
  const { trustPem, verification, http2 } = api
  const target = { serviceUrl: backEndUrl(api), trustPem, verification, http2 }
  if (certificateId === undefined) {
    if (api.refusal) return notTried(target.serviceUrl, api.refusal)
    return run({
      ...target,
      identity: api.certificateId === null ? null : (identities[api.certificateId] ?? null),
    })
  }
  return run({ ...target, identity: certificateId === null ? null : await chosen(source, certificateId) })
}

const chosen = async (source: ConfigurationSource, certificateId: string): Promise<Identity> => {
  const certificate = source.certificates().find(({ id }) => id === certificateId)
  if (!certificate) throw new WarifuError('not-found', { what: 'certificate', id: certificateId })
  const { subject, thumbprint } = certificate
  return { certificateId, subject, thumbprint, ...(await source.identityOf(certificateId)) }
}

/** The policy itself keeps calls from being made; no handshake would show that. */
const notTried = (place: string, { code, detail }: Failure): BackEndCheck => ({
  at: new Date().toISOString(),
  durationMs: 0,
  place,
  serverAskedFor: {
    protocol: null,
    cipher: null,
    alpn: null,
    clientCertificate: null,
    authorities: [],
    signatureAlgorithms: [],
    chain: [],
  },
  weSent: { kind: 'nothing', because: 'no-handshake' },
  serverSaid: { kind: 'failed', code, detail, alert: null },
})
