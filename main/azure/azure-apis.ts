/** APIs of a connected service, and their revisions. */
import type { Api } from '../../preload/contract/apis.ts'
import type { ApiRevision } from '../../preload/contract/connections.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import { normaliseDisplayName, normalisePath, normaliseServiceUrl } from '../management/api-properties.ts'
import { matchApis } from '../management/match-apis.ts'
import type { ApiProperties, ManagementService } from '../management/service.ts'
import { freeId } from '../operations/operation-id.ts'
import { readCredentials } from '../policy/credentials.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'
import { contentTag, etagOf, mapSome, requireSeen, segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { apiEntity, revisionEntity } from './entities.ts'
import type { ApiEntity } from './entities.ts'
import { untilDone } from './long-running.ts'
import { policyPath, readPolicyText } from './policy-text.ts'
import type { UsageKeeper } from './usage-keeper.ts'

const topics = ['apis', 'certificates', 'policies'] as const

export type AzureApis = ManagementService['apis'] & {
  revisions(id: string): Promise<ApiRevision[]>
}

export const azureApis = (
  context: AzureContext,
  usage: UsageKeeper,
  certificates: () => Promise<readonly NamedCertificate[]>,
): AzureApis => {
  const show = async (entity: ApiEntity): Promise<Api> => {
    const { displayName, path, serviceUrl, apiRevision } = entity.properties
    const policy = await readPolicyText(context, policyPath(apiScope(entity.name)))
    usage.note(
      policyPath(apiScope(entity.name)),
      { api: { id: entity.name, displayName } },
      policy?.text ?? '',
    )
    return {
      ...{ id: entity.name, etag: apiTag(context.servicePath, entity), displayName, path, serviceUrl },
      trust: { kind: 'system' },
      credentials: policy === null ? { kind: 'none' } : readCredentials(policy.text, await certificates()),
      ...(apiRevision === '' ? {} : { revision: apiRevision }),
    }
  }

  /** Fails with `not-found`. */
  const read = async (id: string): Promise<{ answer: ArmAnswer; entity: ApiEntity }> => {
    const answer = await context.find(`/apis/${segment(id)}`)
    if (answer === null) throw new WarifuError('not-found', { what: 'api', id })
    return { answer, entity: context.parse(answer, apiEntity) }
  }

  const properties = ({ displayName, path, serviceUrl, trust, gateway }: Partial<ApiProperties>) => {
    // What the service would pass over must not look as if it had been set.
    if ((trust !== undefined && trust !== null) || gateway !== undefined) {
      throw new WarifuError('not-offered-by-connection', {})
    }
    return {
      ...(displayName === undefined ? {} : { displayName: normaliseDisplayName(displayName) }),
      ...(path === undefined ? {} : { path: normalisePath(path) }),
      ...(serviceUrl === undefined ? {} : { serviceUrl: normaliseServiceUrl(serviceUrl) }),
    }
  }

  const requireFreePath = async (id: string, path: string | undefined): Promise<void> => {
    if (path === undefined) return
    const entities = await context.list('/apis', apiEntity)
    const taken = entities.find(
      (one) =>
        one.properties.path === path && one.name.split(';')[0] !== id && one.properties.apiVersion === '',
    )
    if (taken === undefined) return
    const api = { id: taken.name, displayName: taken.properties.displayName }
    throw new WarifuError('api-path-taken', { path, api })
  }

  return {
    list: () =>
      context.telling('apis', async () => {
        const entities = await context.list('/apis', apiEntity, { task: 'apis' })
        const current = entities.filter(isCurrent)
        let done = 0
        return mapSome(current, async (entity) => {
          const api = await show(entity)
          context.onProgress('apis', { done: ++done, total: current.length })
          return api
        })
      }),

    get: async (id) => show((await read(id)).entity),

    match: async (wanted) => {
      const entities = (await context.list('/apis', apiEntity)).filter(isCurrent)
      const there = entities.map(({ name, properties: { displayName, path, apiVersion } }) => ({
        ...{ id: name, displayName, path, versioned: apiVersion !== '' },
      }))
      return matchApis(wanted, there)
    },

    create: async (wanted) => {
      const given = properties(wanted)
      await requireFreePath('', given.path)
      const taken = (await context.list('/apis', apiEntity)).map(({ name }) => name)
      // As the portal suggests it.
      const id = freeId(wanted.displayName, taken)
      const path = `/apis/${segment(id)}`
      const written = await context.write({
        ...{ method: 'PUT', path },
        // As the portal makes one: whoever calls it needs no key of the service's until somebody asks for one.
        body: { properties: { ...given, protocols: ['https'], subscriptionRequired: false } },
        settled: async () => (await context.find(path)) ?? null,
      })
      await untilDone(context, written)
      context.onChange(topics)
      return show((await read(id)).entity)
    },

    update: async (id, ifMatch, changes) => {
      const { answer, entity } = await read(id)
      requireSeen(apiTag(context.servicePath, entity), ifMatch)
      const given = properties(changes)
      if (given.path !== entity.properties.path) await requireFreePath(id, given.path)
      const etag = etagOf(context, answer)
      await context.write({
        ...{ method: 'PATCH', path: `/apis/${segment(id)}`, ifMatch: etag },
        body: { properties: given },
        settled: async () => {
          const now = await read(id)
          if (now.answer.etag === etag) return null
          const is = Object.entries(given).every(
            ([name, value]) => now.entity.properties[name as keyof typeof given] === value,
          )
          if (is) return now.answer
          throw new WarifuError('changed-meanwhile', {})
        },
      })
      context.onChange(topics)
      return show((await read(id)).entity)
    },

    delete: async (id, ifMatch) => {
      const { answer, entity } = await read(id)
      requireSeen(apiTag(context.servicePath, entity), ifMatch)
      const etag = etagOf(context, answer)
      const path = `/apis/${segment(id)}`
      const written = await context.write({
        ...{ method: 'DELETE', path, ifMatch: etag, query: { deleteRevisions: 'true' } },
        settled: async () => {
          const found = await context.find(path)
          if (found !== null && found.etag !== etag) throw new WarifuError('changed-meanwhile', {})
          return found === null ? { ...answer, status: 204 } : null
        },
      })
      await untilDone(context, written)
      context.onChange(topics)
      return {}
    },

    revisions: async (id) => {
      const found = await context.listIfOffered(`/apis/${segment(id)}/revisions`, revisionEntity)
      return found.map(({ apiRevision, isCurrent, isOnline, description }) => ({
        id: isCurrent === true ? id : `${id};rev=${apiRevision}`,
        ...{ revision: apiRevision, current: isCurrent === true, online: isOnline === true, description },
      }))
    },
  }
}

/** Not an older revision of one. */
const isCurrent = ({ name, properties }: ApiEntity): boolean => properties.isCurrent ?? !name.includes(';')

const apiTag = (
  servicePath: string,
  { name, properties: { displayName, path, serviceUrl } }: ApiEntity,
): string => contentTag(servicePath, name, displayName, path, serviceUrl)
