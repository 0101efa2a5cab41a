/** Which API Management services the person who signed in may see, subscription by subscription. */
import { z } from 'zod'
import type { FoundService, FoundServices } from '../../preload/contract/connections.ts'
import { isWarifuError } from '../warifu-error.ts'
import type { ArmClient } from './arm-client.ts'
import { listAll } from './arm-pages.ts'
import type { PageProgress } from './arm-pages.ts'
import { mapSome } from './azure-context.ts'

/** Of subscriptions, which are not API Management's. */
const subscriptionsVersion = '2022-12-01'

const subscriptionEntity = z.object({ subscriptionId: z.string(), displayName: z.string().nullish() })
const serviceEntity = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string().nullish(),
  sku: z.object({ name: z.string().nullish() }).nullish(),
})

export interface FindOptions {
  signal: AbortSignal
  /** What one subscription has, as soon as it is known. */
  onFound: (services: readonly FoundService[]) => void
  /** In subscriptions. */
  onProgress: (progress: PageProgress) => void
}

/** Fails as the client does; a subscription that refuses is named among the answer's `unreadable`. */
export const findServices = async (
  client: ArmClient,
  { signal, onFound, onProgress }: FindOptions,
): Promise<FoundServices> => {
  const subscriptions = await listAll(
    client,
    { path: '/subscriptions', version: subscriptionsVersion },
    subscriptionEntity,
    { signal },
  )
  const unreadable: string[] = []
  let done = 0
  const told = (services: FoundService[]): FoundService[] => {
    if (services.length > 0) onFound(services)
    onProgress({ done: ++done, total: subscriptions.length })
    return services
  }
  const found = await mapSome(subscriptions, async ({ subscriptionId, displayName }) => {
    const subscriptionName = displayName ?? subscriptionId
    const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/Microsoft.ApiManagement/service`
    try {
      const services = await listAll(client, { path }, serviceEntity, { signal })
      const placed = services.flatMap(({ id, name, location, sku }): FoundService[] => {
        const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1]
        if (resourceGroup === undefined) return []
        const place = { subscriptionId, resourceGroup, service: name }
        return [{ ...place, subscriptionName, location: location ?? '', tier: sku?.name ?? '' }]
      })
      return told(placed)
    } catch (error) {
      if (!isWarifuError(error) || !refusals.has(error.code)) throw error
      unreadable.push(subscriptionName)
      return told([])
    }
  })
  const services = found.flat().sort((one, other) => one.service.localeCompare(other.service))
  return { services, unreadable }
}

const refusals: ReadonlySet<string> = new Set(['azure-refused', 'azure-right-missing'])
