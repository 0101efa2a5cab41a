import { computed, type ComputedRef } from 'vue'
import type { ApiUse, Certificate, OtherUse } from '../../../preload/contract/certificates.ts'
import { otherUseName } from '../../app/other-use.ts'
import { t } from '../../locales/text.ts'

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
  at: { tab: 'security' | 'policy' | 'settings'; address: string } | null
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

const placeOfOther = (other: OtherUse): UsePlace => {
  const place = { key: `${other.kind}/${other.id}`, name: otherUseName(other) }
  if (other.kind === 'gateway-https') return { ...place, at: { tab: 'settings', address: '/settings' } }
  return { ...place, at: other.kind === 'all-apis' ? { tab: 'policy', address: '/all-apis' } : null }
}

/** Every place on its own: each API followed by its operations, then what else there is. */
const placesOf = ({ usedBy, otherUses = [] }: Uses): UsePlace[] => [
  ...usedBy.flatMap(placesOfApi),
  ...otherUses.map(placeOfOther),
]

/** The places live. */
export const useUsePlaces = (uses: () => Uses): ComputedRef<UsePlace[]> => computed(() => placesOf(uses()))
