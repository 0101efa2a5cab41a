/** What scopes make of each other: the policy that holds for a call, and which APIs the one of all APIs reaches. */
import type {
  AllApisReach,
  EffectivePolicy,
  InheritingScope,
  PolicyScope,
} from '../../preload/contract/policies.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import { policySections } from '../../preload/contract/policy-form.ts'
import { parsePolicy } from '../policy/document.ts'
import { effectivePolicy } from '../policy/effective.ts'
import { inheritsSection } from '../policy/inheritance.ts'
import type { ManagementService } from './service.ts'

type Service = Pick<ManagementService, 'apis' | 'policies'>

/** @param text of the scope itself, saved or not. Fails with `not-found`. */
export async function effectiveFor(
  { apis, policies }: Service,
  scope: InheritingScope,
  text: string,
): Promise<EffectivePolicy> {
  const api = apiScope(scope.apiId)
  const outer: PolicyScope[] =
    scope.kind === 'operation' ? [{ kind: 'all-apis' }, api] : [{ kind: 'all-apis' }]
  const [{ gateway }, ...above] = await Promise.all([
    apis.get(scope.apiId),
    ...outer.map((one) => policies.get(one)),
  ])
  const kept = above.filter(({ etag }) => etag !== null)
  return effectivePolicy([...kept, { scope, text }], gateway !== undefined)
}

export async function reachOfAllApis({ apis, policies }: Service): Promise<AllApisReach[]> {
  const all = await apis.list()
  return Promise.all(
    all.map(async ({ id, displayName }) => {
      const { etag, text } = await policies.get(apiScope(id))
      const document = parsePolicy(text)
      const leavesOut =
        etag === null ? [] : policySections.filter((section) => !inheritsSection(document, section))
      return { api: { id, displayName }, leavesOut }
    }),
  )
}
