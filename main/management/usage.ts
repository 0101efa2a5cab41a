/** Which APIs name which certificate, and what each policy says, read once per saved text. */
import type { ApiReference, CertificateReference, Credentials } from '../../preload/contract/apis.ts'
import { readCredentials } from '../policy/credentials.ts'
import { findReferences } from '../policy/references.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'

interface ReadPolicy {
  etag: string
  references: readonly string[]
  credentials: Credentials
}

const keyOf = ({ by, value }: CertificateReference): string => `${by}:${value}`

export interface Usage {
  /** The APIs whose policy names the certificate anywhere, by display name. */
  ofCertificate(certificate: { id: string; thumbprint: string }): readonly ApiReference[]
}

export class PolicyReader {
  readonly #workspace: Workspace
  readonly #read = new Map<string, ReadPolicy>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  #policy(policy: StoredPolicy): ReadPolicy {
    const known = this.#read.get(policy.apiId)
    if (known?.etag === policy.etag) return known
    const read = {
      etag: policy.etag,
      references: [...new Set(findReferences(policy.text).map(keyOf))],
      credentials: readCredentials(policy.text, []),
    }
    this.#read.set(policy.apiId, read)
    return read
  }

  /** Reads every policy once; ask it about as many certificates as needed. */
  usage(): Usage {
    const apis = new Map<string, ApiReference[]>()
    for (const { id, displayName } of this.#workspace.apis.list()) {
      const policy = this.#workspace.policies.get(id)
      for (const key of policy === null ? [] : this.#policy(policy).references) {
        apis.set(key, [...(apis.get(key) ?? []), { id, displayName }])
      }
    }
    return {
      ofCertificate: ({ id, thumbprint }) => {
        const byThumbprint = apis.get(keyOf({ by: 'thumbprint', value: thumbprint })) ?? []
        const byId = apis.get(keyOf({ by: 'certificate-id', value: id })) ?? []
        return byId.length === 0 ? byThumbprint : mergeReferences(byThumbprint, byId)
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

const mergeReferences = (...lists: readonly (readonly ApiReference[])[]): ApiReference[] => {
  const byId = new Map(lists.flat().map((reference) => [reference.id, reference]))
  return [...byId.values()].sort((a, b) => a.displayName.localeCompare(b.displayName))
}
