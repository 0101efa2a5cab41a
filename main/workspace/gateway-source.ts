/** What the gateway needs of the workspace to build its configuration; every answer is of the moment it is asked. */
import { defaultGatewaySettings, type GatewaySettings } from '../../preload/contract/apis.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { openIdentity } from './identities.ts'
import type { Identity } from './identities.ts'
import type { Workspace } from './workspace.ts'

export interface GatewayApi {
  id: string
  displayName: string
  path: string
  serviceUrl: string
  /** Authorities the back end must chain to; null is the system's store. */
  trustPem: string | null
  settings: GatewaySettings
  policyText: string | null
  operations: readonly GatewayOperation[]
}

export interface GatewayOperation {
  id: string
  displayName: string
  method: string
  urlTemplate: string
  policyText: string | null
}

export interface GatewayCertificate {
  id: string
  thumbprint: string
  sha256Thumbprint: string
  subject: string
}

export interface GatewaySource {
  /** The certificate by which clients are answered HTTPS; null for plain HTTP. */
  httpsCertificateId(): string | null
  /** The policy of all APIs; null where there is none. */
  allApisPolicy(): string | null
  apis(): GatewayApi[]
  certificates(): GatewayCertificate[]
  /** Fails with `not-found`, `keychain-item-missing`, `sealed-certificate-damaged`, or as the keychain does. */
  identityOf(certificateId: string): Promise<Identity>
  /** The password of the API's basic credentials, for `{{basic-<apiId>}}`; null when there is none. */
  basicPassword(apiId: string): Promise<string | null>
}

export const createGatewaySource = (workspace: Workspace, decoder: Pick<Decoder, 'open'>): GatewaySource => {
  // Opening a PFX derives keys for up to a second, and a change of one API must not wait for all the others' again.
  const opened = new Map<string, { etag: string; identity: Identity }>()

  const forgetRemoved = (): void => {
    const present = new Set(workspace.certificates.list().map(({ id }) => id))
    for (const id of opened.keys()) if (!present.has(id)) opened.delete(id)
  }

  const operationsOf = (apiId: string): GatewayOperation[] => {
    const policies = new Map(
      workspace.policies
        .ofApi(apiId)
        .map(({ scope, text }) => [scope.kind === 'operation' ? scope.operationId : '', text]),
    )
    return workspace.operations.list(apiId).map(({ id, displayName, method, urlTemplate }) => ({
      ...{ id, displayName, method, urlTemplate, policyText: policies.get(id) ?? null },
    }))
  }

  return {
    httpsCertificateId: () => workspace.gatewayHttps.certificateId(),

    allApisPolicy: () => workspace.policies.get({ kind: 'all-apis' })?.text ?? null,

    apis: () =>
      workspace.apis.list().map(({ id, displayName, path, serviceUrl, trust, gateway }) => ({
        ...{ id, displayName, path, serviceUrl },
        trustPem: trust?.pem ?? null,
        settings: gateway ?? defaultGatewaySettings,
        policyText: workspace.policies.get({ kind: 'api', apiId: id })?.text ?? null,
        operations: operationsOf(id),
      })),

    certificates: () => {
      forgetRemoved()
      return workspace.certificates
        .list()
        .map(({ id, facts: { thumbprint, sha256Thumbprint, subject } }) => ({
          ...{ id, thumbprint, sha256Thumbprint, subject },
        }))
    },

    identityOf: async (certificateId) => {
      const etag = workspace.certificates.get(certificateId)?.etag
      const known = opened.get(certificateId)
      if (known !== undefined && known.etag === etag) return known.identity
      const identity = await openIdentity(workspace, decoder, certificateId)
      if (etag !== undefined) opened.set(certificateId, { etag, identity })
      return identity
    },

    basicPassword: async (apiId) => {
      const account = workspace.apis.get(apiId)?.basicAccount ?? null
      return account === null ? null : workspace.secrets.get(account)
    },
  }
}
