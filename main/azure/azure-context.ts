/** What the parts of a connected service share. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Decoder } from '../certificates/decoder-host.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { unusable } from './arm-answer.ts'
import type { ArmAnswer } from './arm-answer.ts'
import type { ArmClient, ArmWrite } from './arm-client.ts'
import { listAll } from './arm-pages.ts'
import type { ListOptions, PageProgress } from './arm-pages.ts'
import type { KnownCertificates } from './known-certificates.ts'

export type AzureTopic = 'certificates' | 'apis' | 'policies'

/** What takes long enough to be told how far it is. */
export type AzureTask = 'certificates' | 'apis' | 'usage'

export interface AzureServiceOptions {
  client: ArmClient
  /** `/subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.ApiManagement/service/{name}`, encoded. */
  servicePath: string
  decoder: Pick<Decoder, 'inspect' | 'open' | 'makePfx'>
  known: KnownCertificates
  onChange: (topics: readonly AzureTopic[]) => void
  onProgress: (task: AzureTask, progress: PageProgress) => void
  now: () => Date
}

export interface AzureContext extends AzureServiceOptions {
  /** Ends whatever is under way; what comes after it is not affected. */
  cancel(): void
  /** For what is asked now. */
  signal(): AbortSignal
  /** Null where there is nothing. @param path below the service, encoded */
  find(path: string, query?: Readonly<Record<string, string>>): Promise<ArmAnswer | null>
  write(write: Omit<ArmWrite, 'path'> & { path: string }): Promise<ArmAnswer>
  list<Entity>(path: string, entity: z.ZodType<Entity>, options?: ListFromService<Entity>): Promise<Entity[]>
  /** Tells that a task has ended, however it did. */
  telling<Answer>(task: AzureTask, work: () => Promise<Answer>): Promise<Answer>
  /** As `list`; empty where the service's tier does not have such entities. */
  listIfOffered<Entity>(path: string, entity: z.ZodType<Entity>): Promise<Entity[]>
  /** Fails with `azure-answer-unusable` where the body has another shape. */
  parse<Entity>(answer: ArmAnswer, entity: z.ZodType<Entity>): Entity
}

export interface ListFromService<Entity> extends Pick<ListOptions<Entity>, 'onPage'> {
  query?: Readonly<Record<string, string>>
  task?: AzureTask
}

export const createAzureContext = (options: AzureServiceOptions): AzureContext => {
  const { client, servicePath, onProgress } = options
  let current = new AbortController()
  const at = (path: string): string => `${servicePath}${path}`

  const context: AzureContext = {
    ...options,
    cancel: () => {
      current.abort()
      current = new AbortController()
    },
    signal: () => current.signal,
    find: (path, query = {}) => client.find({ method: 'GET', path: at(path), query }, current.signal),
    write: (write) => client.write({ ...write, path: at(write.path) }, current.signal),
    list: (path, entity, { query = {}, task, onPage } = {}) =>
      listAll(client, { path: at(path), query }, entity, {
        signal: current.signal,
        onPage: (progress, page) => {
          if (task !== undefined) onProgress(task, progress)
          onPage?.(progress, page)
        },
      }),
    telling: async (task, work) => {
      try {
        return await work()
      } finally {
        onProgress(task, { done: 0, total: 0 })
      }
    },
    listIfOffered: async (path, entity) => {
      try {
        return await context.list(path, entity)
      } catch (error) {
        if (isNotOffered(error)) return []
        throw error
      }
    },
    parse: (answer, entity) => {
      const parsed = entity.safeParse(answer.body)
      if (!parsed.success) throw unusable(client.endpoint, answer.status, 'other-shape')
      return parsed.data
    },
  }
  return context
}

/** Gateways and others are missing from some tiers, which say so in one of these ways. */
const isNotOffered = (error: unknown): boolean =>
  isWarifuError(error) &&
  error.code === 'azure-refused' &&
  'errorCode' in error.details &&
  (error.details.status === 404 || error.details.errorCode === 'MethodNotAllowedInPricingTier')

/**
 * Lists tell no ETags, so what the window has seen is told by its content; the entity's own ETag is read right
 * before it is written, and sent along.
 */
export const contentTag = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)

/** Fails with `changed-meanwhile` when the content is not what was seen. */
export const requireSeen = (tag: string, ifMatch: string): void => {
  if (ifMatch !== '*' && ifMatch !== tag) throw new WarifuError('changed-meanwhile', {})
}

/** The ETag that a write must name; the contract gives every entity one. */
export const etagOf = (context: AzureContext, answer: ArmAnswer): string => {
  if (answer.etag === null) throw unusable(context.client.endpoint, answer.status, 'other-shape')
  return answer.etag
}

export const segment = encodeURIComponent

/** Enough to keep the client's slots full. */
const workers = 4

/** Works on all items, a few at a time and in order; after a failure no other is begun. */
export const mapSome = async <Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = []
  const left = items.entries()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (failed) return
      try {
        answers[index] = await work(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return answers
}
