import { computed, type ComputedRef } from 'vue'
import type { ApiUse, Certificate, OtherUse } from '../../../preload/contract/certificates.ts'
import { otherUseName } from '../../app/other-use.ts'
import { t } from '../../locales/text.ts'
import { useApis } from '../apis/apis.ts'

type Uses = Pick<Certificate, 'usedBy' | 'otherUses'>

/** Whether anything would stop with a certificate: an API, or what else names it. */
export const isUsed = (uses: Uses): boolean => userCount(uses) > 0

/** How many APIs use it, and what else does. */
export const userCount = ({ usedBy, otherUses = [] }: Uses): number => usedBy.length + otherUses.length

/** What uses it, in words that fit into a list: APIs first. */
export const userNames = ({ usedBy, otherUses = [] }: Uses): string[] => [
  ...usedBy.map(({ displayName }) => displayName),
  ...otherUses.map(otherUseName),
]

/** One place that names a certificate, and where in this program that can be changed, if anywhere. */
export interface UsePlace {
  key: string
  name: string
  at: { tab: 'security' | 'policy'; address: string } | null
}

const placesOfApi = ({ id, displayName, operations = [], onlyOperations }: ApiUse): UsePlace[] => {
  const below = `/apis/${encodeURIComponent(id)}`
  const own: UsePlace = {
    key: below,
    name: displayName,
    at: { tab: 'security', address: `${below}/security` },
  }
  const ofOperations = operations.map((operation): UsePlace => {
    const address = `${below}/policy/operations/${encodeURIComponent(operation.id)}`
    const name = t('certificates.operationUse', { api: displayName, operation: operation.displayName })
    return { key: address, name, at: { tab: 'policy', address } }
  })
  return onlyOperations ? ofOperations : [own, ...ofOperations]
}

const placeOfOther = (other: OtherUse, allApisAt: string | null): UsePlace => ({
  key: `${other.kind}/${other.id}`,
  name: otherUseName(other),
  at: other.kind === 'all-apis' && allApisAt !== null ? { tab: 'policy', address: allApisAt } : null,
})

/** Every place on its own: each API followed by its operations, then what else there is. */
export const placesOf = ({ usedBy, otherUses = [] }: Uses, allApisAt: string | null): UsePlace[] => [
  ...usedBy.flatMap(placesOfApi),
  ...otherUses.map((other) => placeOfOther(other, allApisAt)),
]

/** The places live. The policy of all APIs is edited within an API, any: without one there is no way to it. */
export const useUsePlaces = (uses: () => Uses): ComputedRef<UsePlace[]> => {
  const apis = useApis()
  void apis.ensure()
  return computed(() => {
    const [api] = apis.apis
    return placesOf(uses(), api ? `/apis/${encodeURIComponent(api.id)}/policy/all` : null)
  })
}
