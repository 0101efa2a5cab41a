/** Operations of an API at a connected service. */
import type { Operation, OperationProperties } from '../../preload/contract/operations.ts'
import { normaliseOperation } from '../management/embedded-operations.ts'
import type { ManagementService } from '../management/service.ts'
import { matchingKey } from '../operations/url-template.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'
import { contentTag, etagOf, requireSeen, segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { operationEntity } from './entities.ts'
import type { OperationEntity } from './entities.ts'

const topics = ['apis', 'policies'] as const

export const azureOperations = (context: AzureContext): ManagementService['operations'] => {
  const pathOf = (apiId: string, id: string): string => `/apis/${segment(apiId)}/operations/${segment(id)}`

  const propertiesOf = ({ properties }: OperationEntity): OperationProperties => properties

  const show = (apiId: string, entity: OperationEntity): Operation => {
    const { displayName, method, urlTemplate, description } = propertiesOf(entity)
    const etag = contentTag(
      ...[context.servicePath, apiId, entity.name, displayName, method, urlTemplate, description],
    )
    return { id: entity.name, apiId, etag, displayName, method, urlTemplate, description }
  }

  const list = async (apiId: string): Promise<Operation[]> => {
    const entities = await context.list(`/apis/${segment(apiId)}/operations`, operationEntity)
    return entities
      .map((entity) => show(apiId, entity))
      .sort(
        (one, other) =>
          one.urlTemplate.localeCompare(other.urlTemplate) || one.method.localeCompare(other.method),
      )
  }

  const find = async (
    apiId: string,
    id: string,
  ): Promise<{ answer: ArmAnswer; operation: Operation } | null> => {
    const answer = await context.find(pathOf(apiId, id))
    return answer === null ? null : { answer, operation: show(apiId, context.parse(answer, operationEntity)) }
  }

  /** Fails with `not-found`. */
  const read = async (apiId: string, id: string) => {
    const found = await find(apiId, id)
    if (found === null) throw new WarifuError('not-found', { what: 'operation', id })
    return found
  }

  const requireFree = async (apiId: string, id: string, wanted: OperationProperties): Promise<void> => {
    const key = matchingKey(wanted)
    const taken = (await list(apiId)).find((other) => other.id !== id && keyOf(other) === key)
    if (taken === undefined) return
    const { method, urlTemplate } = wanted
    const operation = { id: taken.id, displayName: taken.displayName }
    throw new WarifuError('operation-taken', { method, urlTemplate, operation })
  }

  return {
    list,
    get: async (apiId, id) => (await read(apiId, id)).operation,

    put: async (apiId, id, ifMatch, properties) => {
      const wanted = normaliseOperation(properties)
      const before = await find(apiId, id)
      if (ifMatch === null && before !== null) throw new WarifuError('changed-meanwhile', {})
      if (ifMatch !== null && ifMatch !== '*') requireSeen(before?.operation.etag ?? '', ifMatch)
      await requireFree(apiId, id, wanted)
      const etag = before === null ? null : etagOf(context, before.answer)
      await context.write({
        path: pathOf(apiId, id),
        // A PUT would take away what only the service knows of it: requests, responses, examples.
        ...(etag === null ? { method: 'PUT' } : { method: 'PATCH', ifMatch: etag }),
        // The template's parameters must be declared, all of them and no others.
        body: { properties: { ...wanted, templateParameters: parametersIn(wanted.urlTemplate) } },
        settled: async () => {
          const now = await find(apiId, id)
          if ((now?.answer.etag ?? null) === etag) return null
          if (now !== null && keyOf(now.operation) === matchingKey(wanted)) return now.answer
          throw new WarifuError('changed-meanwhile', {})
        },
      })
      context.onChange(topics)
      return { entity: (await read(apiId, id)).operation, created: before === null }
    },

    delete: async (apiId, id, ifMatch) => {
      const { answer, operation } = await read(apiId, id)
      requireSeen(operation.etag, ifMatch)
      const etag = etagOf(context, answer)
      await context.write({
        ...{ method: 'DELETE', path: pathOf(apiId, id), ifMatch: etag },
        settled: async () => {
          const now = await find(apiId, id)
          if (now !== null && now.answer.etag !== etag) throw new WarifuError('changed-meanwhile', {})
          return now === null ? { ...answer, status: 204 } : null
        },
      })
      context.onChange([...topics, 'certificates'])
      return {}
    },
  }
}

/** What a service holds need not be a template that this program's gateway could match. */
const keyOf = (operation: Operation): string => {
  try {
    return matchingKey(operation)
  } catch {
    return `${operation.method} ${operation.urlTemplate}`
  }
}

const parametersIn = (urlTemplate: string) =>
  [...urlTemplate.matchAll(/\{\*?([^{}]+)\}/g)].map(([, name = '']) => ({
    ...{ name, type: 'string', required: true },
  }))
