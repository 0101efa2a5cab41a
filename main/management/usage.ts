/** Which APIs name which certificate, and what each policy says, read once per saved text. */
import type { ApiReference, CertificateReference, Credentials } from '../../preload/contract/apis.ts'
import type { ApiUse, OtherUse } from '../../preload/contract/certificates.ts'
import { readCredentials } from '../policy/credentials.ts'
import { findReferences } from '../policy/references.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { allApis, type StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'

interface ReadPolicy {
  etag: string
  /** By `keyOf`. */
  references: ReadonlyMap<string, CertificateReference>
  credentials: Credentials
}

/** Which policies of one API name a certificate: its own, those of its operations. */
interface Naming {
  own: boolean
  operationIds: readonly string[]
}

const other = (kind: OtherUse['kind']): OtherUse => ({ kind, id: '', displayName: '' })

const keyOf = ({ by, value }: CertificateReference): string => `${by}:${value}`

export interface Usage {
  /** The APIs of which a policy names the certificate anywhere, by display name, and what else uses it. */
  ofCertificate(certificate: { id: string; thumbprint: string }): Uses
}

export interface Uses {
  apis: readonly ApiUse[]
  others: readonly OtherUse[]
}

export class PolicyReader {
  readonly #workspace: Workspace
  readonly #read = new Map<string, ReadPolicy>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  #policy(policy: StoredPolicy): ReadPolicy {
    const key = JSON.stringify(policy.scope)
    const known = this.#read.get(key)
    if (known?.etag === policy.etag) return known
    const read = {
      etag: policy.etag,
      references: new Map(findReferences(policy.text).map((one) => [keyOf(one), one])),
      credentials: readCredentials(policy.text, []),
    }
    this.#read.set(key, read)
    return read
  }

  /** Reads every policy once; ask it about as many certificates as needed. */
  usage(): Usage {
    const users = new Map<string, Map<string, Naming>>()
    for (const policy of this.#workspace.policies.list()) {
      const { scope } = policy
      for (const key of this.#policy(policy).references.keys()) {
        const ofKey = users.get(key) ?? new Map<string, Naming>()
        users.set(key, ofKey)
        const user = scope.kind === 'all-apis' ? allApis : scope.apiId
        const { own, operationIds } = ofKey.get(user) ?? { own: false, operationIds: [] }
        ofKey.set(
          user,
          scope.kind === 'operation'
            ? { own, operationIds: [...operationIds, scope.operationId] }
            : { own: true, operationIds },
        )
      }
    }
    const https = this.#workspace.gatewayHttps.certificateId()
    const apis = this.#workspace.apis.list().map(({ id, displayName }) => ({ id, displayName }))
    return {
      ofCertificate: ({ id, thumbprint }) => {
        const keys = [
          keyOf({ by: 'thumbprint', value: thumbprint }),
          keyOf({ by: 'certificate-id', value: id }),
        ]
        const named = keys.flatMap((key) => users.get(key) ?? [])
        const namings = (user: string) => named.flatMap((ofKey) => ofKey.get(user) ?? [])
        const byAny = new Set(named.flatMap((ofKey) => [...ofKey.keys()]))
        return {
          // Of thousands of certificates most are named by few APIs or none.
          apis:
            byAny.size === 0
              ? []
              : apis.filter(({ id }) => byAny.has(id)).map((api) => this.#apiUse(api, namings(api.id))),
          others: [
            ...(namings(allApis).length > 0 ? [other('all-apis')] : []),
            ...(id === https ? [other('gateway-https')] : []),
          ],
        }
      },
    }
  }

  #apiUse(api: ApiReference, namings: readonly Naming[]): ApiUse {
    const ids = new Set(namings.flatMap(({ operationIds }) => operationIds))
    if (ids.size === 0) return api
    const operations = this.#workspace.operations
      .list(api.id)
      .flatMap(({ id, displayName }) => (ids.has(id) ? [{ id, displayName }] : []))
    return { ...api, operations, ...(namings.some(({ own }) => own) ? {} : { onlyOperations: true }) }
  }

  /** The certificates that policies name, and calls depend on: few of thousands, and found without reading the others. */
  presented(): StoredCertificate[] {
    const references = new Map(
      this.#workspace.policies.list().flatMap((policy) => [...this.#policy(policy).references]),
    )
    const ids = new Set([...references.values()].map((reference) => this.#resolve(reference)))
    return [...ids].flatMap((id) => (id === null ? [] : (this.#workspace.certificates.get(id) ?? [])))
  }

  /** What a saved policy says, with its reference resolved against the certificates of this moment. */
  credentials(policy: StoredPolicy): Credentials {
    const { credentials } = this.#policy(policy)
    if (credentials.kind !== 'mutual') return credentials
    return { ...credentials, certificateId: this.#resolve(credentials.reference) }
  }

  #resolve(reference: CertificateReference): string | null {
    const { certificates } = this.#workspace
    if (reference.by === 'thumbprint') return certificates.findByThumbprint(reference.value)?.id ?? null
    const certificate = certificates.get(reference.value)
    return certificate?.deletedAt === null ? certificate.id : null
  }
}
