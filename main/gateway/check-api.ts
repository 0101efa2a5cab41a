import type { BackEndCheck, BackEndCheckRequest } from '../../preload/contract/gateway.ts'
import { WarifuError } from '../warifu-error.ts'
import { buildConfiguration } from './configuration.ts'
import type {
  ApiConfiguration,
  ConfigurationSource,
  Identity,
  OperationConfiguration,
} from './configuration.ts'
import type { Failure } from './failure.ts'
import type { CheckTarget } from './handshake/check-back-end.ts'
import { backEndUrl } from './route.ts'

/**
 * Checks an API's back end, with the certificate that its policy or an operation's names, or with one that is not
 * saved yet. Fails with `not-found`, as `identityOf` does for a certificate that was chosen, or as `run` does.
 */
export const checkApi = async (
  source: ConfigurationSource,
  { apiId, operationId, certificateId }: BackEndCheckRequest,
  run: (target: CheckTarget) => Promise<BackEndCheck>,
): Promise<BackEndCheck> => {
  const only = source.apis().filter(({ id }) => id === apiId)
  // Of the gateway's own HTTPS a back end sees nothing: its certificate is not opened for this.
  const wanted = { ...source, apis: () => only, httpsCertificateId: () => null }
  const { apis, identities } = await buildConfiguration(wanted)
  const [api] = apis
  if (!api) throw new WarifuError('not-found', { what: 'api', id: apiId })
  const served = operationId === undefined ? api : { ...api, ...operationOf(api, operationId), id: api.id }
  const { trustPem, verification, http2, refusal } = served
  const target = { serviceUrl: backEndUrl(served), trustPem, verification, http2 }
  if (certificateId === undefined) {
    if (refusal) return notTried(target.serviceUrl, refusal)
    return run({
      ...target,
      identity: served.certificateId === null ? null : (identities[served.certificateId] ?? null),
    })
  }
  return run({ ...target, identity: certificateId === null ? null : await chosen(source, certificateId) })
}

const operationOf = ({ operations }: ApiConfiguration, id: string): OperationConfiguration => {
  const operation = operations.find((one) => one.id === id)
  if (!operation) throw new WarifuError('not-found', { what: 'operation', id })
  return operation
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
  certificateChosen: false,
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
