/** What policies of other scopes than an API's own say to its calls: of all APIs, and of its operations. */
import type { OtherScopePolicy } from '../../preload/contract/policies.ts'
import { parsePolicy } from '../policy/document.ts'
import { inheritsSection } from '../policy/inheritance.ts'
import { compile, type ScopedDocument } from '../policy/program.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { PolicyReader } from './usage.ts'

/** Those that set credentials, or hold access controls that the gateway does not apply; all APIs' first. */
export const otherScopePolicies = (
  workspace: Workspace,
  reader: PolicyReader,
  apiId: string,
): OtherScopePolicy[] => {
  const names = new Map(workspace.operations.list(apiId).map(({ id, displayName }) => [id, displayName]))
  const ofAll = workspace.policies.get({ kind: 'all-apis' })
  const policies = workspace.policies.ofApi(apiId)
  const own = policies.find(({ scope }) => scope.kind === 'api')
  const above = [ofAll, own].flatMap((policy) => (policy ? documentOf(policy) : []))
  const [ownDocument] = own === undefined ? [] : documentOf(own)
  const inherits = ownDocument === undefined || inheritsSection(ownDocument.document, 'inbound')

  const tell = (policy: StoredPolicy, documents: readonly ScopedDocument[]): OtherScopePolicy => {
    const { scope } = policy
    const counts = scope.kind === 'operation' || inherits
    const refusing = compile(documents).program.refusedBecause.filter((entry) => entry.scope === scope.kind)
    return {
      scope,
      displayName: scope.kind === 'operation' ? (names.get(scope.operationId) ?? '') : '',
      credentials: counts ? reader.credentials(policy) : { kind: 'none' },
      notApplied: [...new Set(refusing.map(({ policy: element }) => element))],
    }
  }

  const operations = policies.filter(({ scope }) => scope.kind === 'operation')
  return [
    ...(ofAll === null ? [] : [tell(ofAll, above)]),
    ...operations.map((policy) => tell(policy, [...above, ...documentOf(policy)])),
  ].filter(({ credentials, notApplied }) => credentials.kind !== 'none' || notApplied.length > 0)
}

const documentOf = ({ scope, text }: StoredPolicy): ScopedDocument[] => [
  { scope: scope.kind, document: parsePolicy(text) },
]
