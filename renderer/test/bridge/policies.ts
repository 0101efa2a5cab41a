import type { Api } from '../../../preload/contract/apis.ts'
import type {
  OtherScopePolicy,
  EffectivePolicy,
  Policy,
  PolicyScope,
} from '../../../preload/contract/policies.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface PoliciesState {
  /** By `*` for all APIs, an API's id, or `<api>/<operation>`. */
  policies: Record<string, Policy>
  /** What an edit of the form makes of any text; null leaves it as it is. */
  editedText: string | null
  effective: EffectivePolicy
  /** What policies of other scopes say to any API. */
  otherScopes: OtherScopePolicy[]
}

export const policiesState = (): PoliciesState => ({
  policies: {},
  otherScopes: [],
  editedText: null,
  effective: [],
})

const keyOf = (scope: PolicyScope): string => {
  if (scope.kind === 'all-apis') return '*'
  return scope.kind === 'api' ? scope.apiId : `${scope.apiId}/${scope.operationId}`
}

/** A scope's policy; one that nobody wrote says what its API's credentials are. */
export const policyOf = (state: PoliciesState & { apis: Api[] }, scope: PolicyScope): Policy =>
  (state.policies[keyOf(scope)] ??= {
    scope,
    etag: scope.kind === 'api' ? '1' : null,
    text: '<policies>\n    <inbound>\n        <base />\n    </inbound>\n</policies>\n',
    problems: [],
    rules: [],
    credentials: (scope.kind === 'api' && state.apis.find((api) => api.id === scope.apiId)?.credentials) || {
      kind: 'none',
    },
  })

export const fakePolicies = ({
  state,
  answer,
  emit,
}: World<PoliciesState & { apis: Api[] }>): Bridge['policies'] => ({
  get: (scope) => answer('policies.get', () => good(policyOf(state, scope))),
  save: ({ scope, text }) =>
    answer('policies.save', () => {
      const before = policyOf(state, scope)
      const policy: Policy = { ...before, text, etag: `${before.etag ?? ''}+` }
      state.policies[keyOf(scope)] = policy
      emit('workspaceChanged', ['policies'])
      return good(policy)
    }),
  remove: ({ scope }) =>
    answer('policies.remove', () => {
      Reflect.deleteProperty(state.policies, keyOf(scope))
      emit('workspaceChanged', ['policies'])
      return good({ ...policyOf(state, scope), etag: null })
    }),
  check: ({ scope }) =>
    answer('policies.check', () => {
      const { problems, credentials, rules } = policyOf(state, scope)
      return good({ problems, credentials, rules })
    }),
  effective: () => answer('policies.effective', () => good(state.effective)),
  reach: () =>
    answer('policies.reach', () =>
      good(
        state.apis.map(({ id, displayName }, place) => ({
          api: { id, displayName },
          leavesOut: place === 1 ? (['inbound'] as const) : [],
        })),
      ),
    ),
  others: () => answer('policies.others', () => good(state.otherScopes)),
  edit: ({ text }) => answer('policies.edit', () => good(state.editedText ?? text)),
})
