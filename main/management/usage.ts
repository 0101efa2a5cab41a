/** Which APIs name which certificate, and what each policy says, read once per saved text. */
import type { ApiReference, CertificateReference, Credentials } from '../../preload/contract/apis.ts'
import type { OtherUse } from '../../preload/contract/certificates.ts'
import { readCredentials } from '../policy/credentials.ts'
import { findReferences } from '../policy/references.ts'
import { allApis, type StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'

interface ReadPolicy {
  etag: string
  references: readonly string[]
  credentials: Credentials
}

const keyOf = ({ by, value }: CertificateReference): string => `${by}:${value}`

export interface Usage {
  /** The APIs of which a policy names the certificate anywhere, by display name, and what else does. */
  ofCertificate(certificate: { id: string; thumbprint: string }): Uses
}

export interface Uses {
  apis: readonly ApiReference[]
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
      references: [...new Set(findReferences(policy.text).map(keyOf))],
      credentials: readCredentials(policy.text, []),
    }
    this.#read.set(key, read)
    return read
  }

  /** Reads every policy once; ask it about as many certificates as needed. */
  usage(): Usage {
    const users = new Map<string, Set<string>>()
    for (const policy of this.#workspace.policies.list()) {
      const user = policy.scope.kind === 'all-apis' ? allApis : policy.scope.apiId
      for (const key of this.#policy(policy).references) {
        users.set(key, (users.get(key) ?? new Set()).add(user))
      }
    }
    const apis = this.#workspace.apis.list().map(({ id, displayName }) => ({ id, displayName }))
    return {
      ofCertificate: ({ id, thumbprint }) => {
        const byThumbprint = users.get(keyOf({ by: 'thumbprint', value: thumbprint }))
        const byId = users.get(keyOf({ by: 'certificate-id', value: id }))
        const uses = (user: string) => byThumbprint?.has(user) === true || byId?.has(user) === true
        return {
          apis: apis.filter((api) => uses(api.id)),
          others: uses(allApis) ? [{ kind: 'all-apis', id: '', displayName: '' }] : [],
        }
      },
    }
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
