/** Where a scope's policy is edited in this window. */
import type { PolicyScope } from '../../../preload/contract/policies.ts'

export const allApisAddress = '/all-apis'

export function addressOfScope(scope: PolicyScope): string {
  if (scope.kind === 'all-apis') return allApisAddress
  const ofApi = `/apis/${encodeURIComponent(scope.apiId)}/policy`
  return scope.kind === 'api' ? ofApi : `${ofApi}/operations/${encodeURIComponent(scope.operationId)}`
}
