import type { ActivityFacts } from '../../preload/contract/activity.ts'
import type { Operation, OperationProperties } from '../../preload/contract/operations.ts'
import { matchingKey, parseUrlTemplate } from '../operations/url-template.ts'
import { WarifuError } from '../warifu-error.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { chosenId, normaliseDisplayName } from './api-properties.ts'
import { apiSubject, storedApi } from './embedded-apis.ts'
import { requireMatch, requireMatchOrAbsent } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { importOperations } from './import-operations.ts'
import { OperationUndos } from './operation-undos.ts'
import type { EmbeddedService } from './service.ts'

/** Fails with `not-found`. */
export const storedOperation = (workspace: Workspace, apiId: string, id: string): StoredOperation => {
  storedApi(workspace, apiId)
  const operation = workspace.operations.get(apiId, id)
  if (operation === null) throw new WarifuError('not-found', { what: 'operation', id })
  return operation
}

/** RFC 9110 §5.6.2, and no longer than the window takes. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/

/** Fails with `request-invalid` or `url-template-invalid`. */
export const normaliseOperation = (properties: OperationProperties): OperationProperties => {
  const method = properties.method.trim().toUpperCase()
  if (!token.test(method)) throw new WarifuError('request-invalid', { field: 'method' })
  const urlTemplate = properties.urlTemplate.trim()
  parseUrlTemplate(urlTemplate)
  const { displayName, description } = properties
  return { displayName: normaliseDisplayName(displayName), method, urlTemplate, description }
}

const recordOf = ({ id, displayName, method, urlTemplate, description }: StoredOperation): ActivityFacts => ({
  ...{ operation: id, operationName: displayName, method, urlTemplate, description },
})

export const embeddedOperations = (context: EmbeddedContext): EmbeddedService['operations'] => {
  const { workspace, door } = context
  const undos = new OperationUndos(workspace)

  const show = (operation: StoredOperation, withPolicy: ReadonlySet<string>): Operation => ({
    ...operation,
    hasPolicy: withPolicy.has(operation.id),
  })

  const idsWithPolicy = (apiId: string): Set<string> =>
    new Set(
      workspace.policies
        .ofApi(apiId)
        .flatMap(({ scope }) => (scope.kind === 'operation' ? [scope.operationId] : [])),
    )

  const showAll = (apiId: string, operations: readonly StoredOperation[]): Operation[] => {
    const withPolicy = idsWithPolicy(apiId)
    return operations.map((operation) => show(operation, withPolicy))
  }

  /** Of one operation what it is; of several, how many the API has. */
  const factsOf = (apiId: string, [id = '', ...more]: readonly string[]): ActivityFacts | null => {
    if (more.length > 0) return { operations: workspace.operations.list(apiId).length }
    const operation = workspace.operations.get(apiId, id)
    return operation === null ? null : recordOf(operation)
  }

  const requireFree = (operation: StoredOperation): void => {
    const { apiId, id, method, urlTemplate } = operation
    const key = matchingKey(operation)
    const taken = workspace.operations
      .list(apiId)
      .find((other) => other.id !== id && matchingKey(other) === key)
    if (taken === undefined) return
    const { id: takenId, displayName } = taken
    throw new WarifuError('operation-taken', { method, urlTemplate, operation: { id: takenId, displayName } })
  }

  return {
    list: (apiId) =>
      Promise.resolve().then(() => {
        storedApi(workspace, apiId)
        return showAll(apiId, workspace.operations.list(apiId))
      }),

    get: (apiId, id) =>
      Promise.resolve().then(() => show(storedOperation(workspace, apiId, id), idsWithPolicy(apiId))),

    put: (apiId, id, ifMatch, properties) =>
      context.change(['operations'], async () => {
        const api = storedApi(workspace, apiId)
        const before = workspace.operations.get(apiId, id)
        requireMatchOrAbsent(before?.etag ?? null, ifMatch)
        if (before === null && !chosenId.test(id)) throw new WarifuError('request-invalid', { field: 'id' })
        const operation = { apiId, id, etag: newEtag(), ...normaliseOperation(properties) }
        requireFree(operation)
        const states = undos.look(apiId, [id])
        await workspace.perform({
          door,
          act: before === null ? 'operation-created' : 'operation-changed',
          subject: apiSubject(api),
          change: () => {
            workspace.operations.put(operation)
            const facts = { before: before === null ? null : recordOf(before), after: recordOf(operation) }
            return { answer: null, ...facts }
          },
        })
        const undo = undos.keep(apiId, states)
        return { entity: show(operation, idsWithPolicy(apiId)), created: before === null, undo }
      }),

    delete: (apiId, id, ifMatch) =>
      context.change(['operations', 'policies', 'certificates'], async () => {
        const api = storedApi(workspace, apiId)
        const operation = storedOperation(workspace, apiId, id)
        requireMatch(operation.etag, ifMatch)
        const states = undos.look(apiId, [id])
        await workspace.perform({
          door,
          act: 'operation-deleted',
          subject: apiSubject(api),
          change: () => {
            workspace.operations.remove(apiId, id)
            return { answer: null, before: recordOf(operation), after: null }
          },
        })
        return { undo: undos.keep(apiId, states) }
      }),

    undo: (id) =>
      context.change(['operations', 'policies', 'certificates'], async () => {
        const wanted = undos.wanted(id)
        const { apiId, before } = wanted
        const api = storedApi(workspace, apiId)
        const factsNow = factsOf(apiId, [...before.keys()])
        await workspace.perform({
          door,
          act: 'operations-restored',
          subject: apiSubject(api),
          change: () => {
            undos.putBack(wanted)
            return { answer: null, before: factsNow, after: factsOf(apiId, [...before.keys()]) }
          },
        })
        undos.forget(id)
      }),

    ...importOperations(context, undos, showAll),
  }
}
