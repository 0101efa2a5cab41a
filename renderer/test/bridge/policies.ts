import type { Api } from '../../../preload/contract/apis.ts'
import type { Policy } from '../../../preload/contract/policies.ts'
import type { Bridge } from '../../../preload/contract/requests.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface PoliciesState {
  policies: Record<string, Policy>
}

export const policiesState = (): PoliciesState => ({ policies: {} })

/** An API's policy; one that nobody wrote says what the API's credentials are. */
export const policyOf = (state: PoliciesState & { apis: Api[] }, apiId: string): Policy =>
  (state.policies[apiId] ??= {
    apiId,
    etag: '1',
    text: '<policies>\n    <inbound>\n        <base />\n    </inbound>\n</policies>\n',
    problems: [],
    credentials: state.apis.find((api) => api.id === apiId)?.credentials ?? { kind: 'none' },
  })

export const fakePolicies = ({
  state,
  answer,
  emit,
}: World<PoliciesState & { apis: Api[] }>): Bridge['policies'] => ({
  get: (apiId) => answer('policies.get', () => good(policyOf(state, apiId))),
  save: ({ apiId, text }) =>
    answer('policies.save', () => {
      const policy: Policy = { ...policyOf(state, apiId), text, etag: `${policyOf(state, apiId).etag}+` }
      state.policies[apiId] = policy
      emit('workspaceChanged', ['policies'])
      return good(policy)
    }),
  check: ({ apiId }) =>
    answer('policies.check', () => {
      const { problems, credentials } = policyOf(state, apiId)
      return good({ problems, credentials })
    }),
})
