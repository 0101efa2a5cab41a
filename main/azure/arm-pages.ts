/** Lists of Azure's, page by page (`value`, `count`, `nextLink`). */
import { z } from 'zod'
import { unusable } from './arm-answer.ts'
import type { ArmClient, ArmRequest } from './arm-client.ts'

export interface PageProgress {
  done: number
  /** Null where the service does not say how many there are. */
  total: number | null
}

export interface ListOptions<Entity> {
  signal?: AbortSignal
  /** Told of each page and of how far that is. */
  onPage?: (progress: PageProgress, page: readonly Entity[]) => void
}

/** Ten thousand certificates in the smallest pages that Azure gives are a hundred; above this it goes in a circle. */
const mostPages = 5_000

const page = z.object({
  value: z.array(z.unknown()),
  count: z.number().nullish(),
  nextLink: z.string().nullish(),
})

/**
 * All entities of a list. Fails with `azure-answer-unusable` where one has another shape, or where the next page
 * would be at another origin: the token goes to the endpoint and nowhere else.
 */
export const listAll = async <Entity>(
  client: ArmClient,
  request: Omit<ArmRequest, 'method'>,
  entity: z.ZodType<Entity>,
  { signal, onPage }: ListOptions<Entity> = {},
): Promise<Entity[]> => {
  const entities: Entity[] = []
  const seen = new Set<string>()
  let next: Omit<ArmRequest, 'method'> | null = request
  while (next !== null) {
    const { status, body } = await client.read({ method: 'GET', ...next }, signal)
    const read = page.safeParse(body)
    const parsed = z.array(entity).safeParse(read.data?.value)
    if (!read.success || !parsed.success) throw unusable(client.endpoint, status, 'other-shape')
    entities.push(...parsed.data)
    onPage?.({ done: entities.length, total: read.data.count ?? null }, parsed.data)
    next = nextPage(client.endpoint, status, read.data.nextLink ?? '', seen)
  }
  return entities
}

const nextPage = (
  endpoint: URL,
  status: number,
  link: string,
  seen: Set<string>,
): Omit<ArmRequest, 'method'> | null => {
  if (link === '') return null
  const url = URL.parse(link, endpoint.href)
  if (url?.origin !== endpoint.origin) throw unusable(endpoint, status, 'foreign-link')
  if (seen.has(url.href) || seen.size >= mostPages) throw unusable(endpoint, status, 'other-shape')
  seen.add(url.href)
  return { path: `${url.pathname}${url.search}` }
}
