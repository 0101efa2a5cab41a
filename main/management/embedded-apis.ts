import { randomBytes, randomUUID } from 'node:crypto'
import type { ActivityFacts, ActivitySubject } from '../../preload/contract/activity.ts'
import { defaultGatewaySettings, type Api } from '../../preload/contract/apis.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { ApiUndos } from './api-undos.ts'
import {
  chosenId,
  normaliseDisplayName,
  normalisePath,
  normaliseServiceUrl,
  readTrust,
} from './api-properties.ts'
import { requireMatch, requireMatchOrAbsent } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { matchApis } from './match-apis.ts'
import type { ApiProperties, EmbeddedService } from './service.ts'

/** Fails with `not-found`. */
export const storedApi = (workspace: Workspace, id: string): StoredApi => {
  const api = workspace.apis.get(id)
  if (api === null) throw new WarifuError('not-found', { what: 'api', id })
  return api
}

export const apiSubject = ({ id, displayName }: StoredApi): ActivitySubject => ({
  kind: 'api',
  id,
  name: displayName,
})

/** A new keychain item for the password of its Basic credentials. */
export const newBasicAccount = (apiId: string): string => `basic:${apiId}:${randomBytes(4).toString('hex')}`

const recordOf = ({ displayName, path, serviceUrl, trust, gateway }: StoredApi): ActivityFacts => ({
  ...{ displayName, path, serviceUrl },
  trust: trust === null ? null : trust.certificates.map(({ thumbprint }) => thumbprint),
  ...gateway,
})

const applied = (api: StoredApi, changes: Partial<ApiProperties>): StoredApi => {
  const { displayName, path, serviceUrl, trust, gateway } = changes
  return {
    ...api,
    etag: newEtag(),
    ...(displayName === undefined ? {} : { displayName: normaliseDisplayName(displayName) }),
    ...(path === undefined ? {} : { path: normalisePath(path) }),
    ...(serviceUrl === undefined ? {} : { serviceUrl: normaliseServiceUrl(serviceUrl) }),
    ...(trust === undefined ? {} : { trust: readTrust(trust) }),
    ...(gateway === undefined ? {} : { gateway }),
  }
}

const requireFreePath = (workspace: Workspace, { id, path }: StoredApi): void => {
  const taken = workspace.apis.findByPath(path)
  if (taken === null || taken.id === id) return
  throw new WarifuError('api-path-taken', { path, api: { id: taken.id, displayName: taken.displayName } })
}

export const embeddedApis = (context: EmbeddedContext): EmbeddedService['apis'] => {
  const { workspace, policyReader, door } = context
  const undos = new ApiUndos(workspace)

  const show = (api: StoredApi): Api => {
    const { id, etag, displayName, path, serviceUrl, trust, gateway } = api
    const policy = workspace.policies.get({ kind: 'api', apiId: id })
    return {
      ...{ id, etag, displayName, path, serviceUrl },
      trust:
        trust === null
          ? { kind: 'system' }
          : { kind: 'file', name: trust.name, certificates: trust.certificates },
      gateway: gateway ?? defaultGatewaySettings,
      credentials: policy === null ? { kind: 'none' } : policyReader.credentials(policy),
    }
  }

  /** Within a turn. */
  const add = async (id: string, properties: ApiProperties): Promise<StoredApi> => {
    const blank = {
      displayName: '',
      path: '',
      serviceUrl: '',
      trust: null,
      basicAccount: null,
      gateway: null,
    }
    const api = applied({ id, etag: '', ...blank }, properties)
    requireFreePath(workspace, api)
    await workspace.perform({
      door,
      act: 'api-created',
      subject: apiSubject(api),
      change: () => {
        workspace.apis.put(api)
        const scope = { kind: 'api', apiId: api.id } as const
        workspace.policies.put({ scope, etag: newEtag(), text: defaultPolicy(scope) })
        return { answer: null, before: null, after: recordOf(api) }
      },
    })
    return api
  }

  /** Within a turn. */
  const change = async (before: StoredApi, changes: Partial<ApiProperties>): Promise<StoredApi> => {
    const api = applied(before, changes)
    requireFreePath(workspace, api)
    await workspace.perform({
      door,
      act: 'api-changed',
      subject: apiSubject(api),
      change: () => {
        workspace.apis.put(api)
        return { answer: null, before: recordOf(before), after: recordOf(api) }
      },
    })
    return api
  }

  return {
    list: () => Promise.resolve().then(() => workspace.apis.list().map(show)),

    get: (id) => Promise.resolve().then(() => show(storedApi(workspace, id))),

    match: (wanted) => Promise.resolve().then(() => matchApis(wanted, workspace.apis.list())),

    create: (properties) =>
      context.change(['apis', 'policies'], async () => show(await add(randomUUID(), properties))),

    update: (id, ifMatch, changes) =>
      context.change(['apis', 'certificates'], async () => {
        const before = storedApi(workspace, id)
        requireMatch(before.etag, ifMatch)
        return show(await change(before, changes))
      }),

    put: (id, ifMatch, properties) =>
      context.change(['apis', 'certificates', 'policies'], async () => {
        const before = workspace.apis.get(id)
        requireMatchOrAbsent(before?.etag ?? null, ifMatch)
        if (before !== null) return { entity: show(await change(before, properties)), created: false }
        if (!chosenId.test(id)) throw new WarifuError('request-invalid', { field: 'id' })
        return { entity: show(await add(id, { trust: null, ...properties })), created: true }
      }),

    delete: (id, ifMatch) =>
      context.change(['apis', 'certificates', 'policies'], async () => {
        const api = storedApi(workspace, id)
        requireMatch(api.etag, ifMatch)
        const deleted = await undos.look(api)
        await workspace.perform({
          door,
          act: 'api-deleted',
          subject: apiSubject(api),
          change: () => {
            workspace.apis.remove(id)
            const obsoleteItems = api.basicAccount === null ? [] : [api.basicAccount]
            return { answer: null, before: recordOf(api), after: null, obsoleteItems }
          },
        })
        return { undo: undos.keep(deleted) }
      }),

    undo: (undo) =>
      context.change(['apis', 'certificates', 'operations', 'policies'], async () => {
        const deleted = undos.wanted(undo)
        const { password } = deleted
        const basicAccount = password === null ? null : newBasicAccount(deleted.api.id)
        const api = { ...deleted.api, etag: newEtag(), basicAccount }
        requireFreePath(workspace, api)
        await workspace.perform({
          door,
          act: 'api-restored',
          subject: apiSubject(api),
          items: new Map(basicAccount === null || password === null ? [] : [[basicAccount, password]]),
          change: () => {
            undos.putBack(deleted, api)
            return { answer: null, before: null, after: recordOf(api) }
          },
        })
        undos.forget(undo)
        return show(api)
      }),
  }
}
