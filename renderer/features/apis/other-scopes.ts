/** What policies of all APIs and of operations say to an API's calls, as it is now. */
import { shallowRef, watch } from 'vue'
import type { Api } from '../../../preload/contract/apis.ts'
import type { OtherScopePolicy, PolicyScope } from '../../../preload/contract/policies.ts'
import { bridge } from '../../app/bridge.ts'
import { t } from '../../locales/text.ts'

/** Every reading of the list of APIs follows a change of any policy, so the object itself is what to follow. */
export function useOtherScopes(api: () => Api) {
  const others = shallowRef<readonly OtherScopePolicy[]>([])
  watch(
    api,
    async ({ id }) => {
      const answer = await bridge().policies.others(id)
      // A connected service is served by another gateway than this program's.
      if (id === api().id) others.value = answer.ok ? answer.value : []
    },
    { immediate: true },
  )
  return others
}

export interface PolicyPlace {
  key: string
  name: string
  address: string
}

/** Where a scope's policy is edited, as an API's page leads there. */
export function placeOf(apiId: string, scope: PolicyScope, displayName = ''): PolicyPlace {
  const address = `/apis/${encodeURIComponent(apiId)}/policy`
  switch (scope.kind) {
    case 'all-apis':
      return { key: 'all', name: t('apis.places.all'), address: `${address}/all` }
    case 'api':
      return { key: 'api', name: t('apis.places.api'), address }
    case 'operation': {
      const { operationId: id } = scope
      const name = t('apis.places.operation', { name: displayName })
      return { key: `operation ${id}`, name, address: `${address}/operations/${encodeURIComponent(id)}` }
    }
  }
}
