/** The operations of an API, `…/apis/{apiId}/operations/{operationId}`. */
import { z } from 'zod'
import type { Operation } from '../../preload/contract/operations.ts'
import type { EmbeddedService } from '../management/service.ts'
import { parametersOf, parseUrlTemplate } from '../operations/url-template.ts'
import type { Fields } from './filter.ts'
import { pageOf } from './page.ts'
import { parseBody } from './read-body.ts'
import { present } from './present.ts'
import { param, servicePath } from './route.ts'
import type { Answer, Call, Route } from './route.ts'
import { collectionOf, operationChangeSchema, operationSchema } from './schemas.ts'

const fields: Fields<Operation> = {
  name: ({ id }) => id,
  displayName: ({ displayName }) => displayName,
  method: ({ method }) => method,
  description: ({ description }) => description,
  urlTemplate: ({ urlTemplate }) => urlTemplate,
}

/** What only describes (request, responses, a parameter's type) is passed over: the gateway has no use for it. */
const properties = z.object({
  displayName: z.string().trim().min(1).max(300),
  method: z.string().min(1).max(40),
  urlTemplate: z.string().min(1).max(1_000),
  description: z.string().max(1_000).optional(),
})
const whole = z.object({ properties })
const part = z.object({ properties: properties.partial() })

export const operationRoutes = (service: EmbeddedService): Route[] => {
  const collection = `${servicePath}/apis/{apiId}/operations`
  const entity = `${collection}/{operationId}`

  const place = (call: Call, { apiId, id }: Operation): string =>
    `${call.service}/apis/${apiId}/operations/${id}`
  const show = (call: Call, operation: Operation) => ({
    id: place(call, operation),
    type: 'Microsoft.ApiManagement/service/apis/operations',
    name: operation.id,
    properties: {
      displayName: operation.displayName,
      method: operation.method,
      urlTemplate: operation.urlTemplate,
      templateParameters: parametersOf(parseUrlTemplate(operation.urlTemplate)).map((name) => ({
        ...{ name, type: 'string', required: true },
      })),
      description: operation.description,
    },
  })
  const answer = (call: Call, operation: Operation, created = false): Answer => ({
    status: created ? 201 : 200,
    etag: operation.etag,
    body: show(call, operation),
    ...(created ? { location: place(call, operation) } : {}),
  })
  const ids = (call: Call): [apiId: string, operationId: string] => [
    param(call, 'apiId'),
    param(call, 'operationId'),
  ]

  return [
    {
      method: 'GET',
      path: collection,
      operationId: 'ApiOperation_ListByApi',
      summary: 'Lists the operations of an API.',
      query: 'list',
      answers: { 200: collectionOf(operationSchema) },
      handle: async (call) =>
        pageOf(call, await service.operations.list(param(call, 'apiId')), fields, (one) => show(call, one)),
    },
    {
      method: 'GET',
      path: entity,
      head: true,
      operationId: 'ApiOperation_Get',
      summary: 'Gets an operation.',
      answers: { 200: operationSchema },
      handle: async (call) => answer(call, await service.operations.get(...ids(call))),
    },
    {
      method: 'PUT',
      path: entity,
      operationId: 'ApiOperation_CreateOrUpdate',
      summary: 'Creates or changes an operation.',
      ifMatch: 'optional',
      request: operationChangeSchema,
      answers: { 200: operationSchema, 201: operationSchema },
      handle: async (call) => {
        const { description = '', ...wanted } = parseBody(whole, call.body).properties
        const [apiId, id] = ids(call)
        const put = await service.operations.put(apiId, id, call.ifMatch ?? '*', { ...wanted, description })
        return answer(call, put.entity, put.created)
      },
    },
    {
      method: 'PATCH',
      path: entity,
      operationId: 'ApiOperation_Update',
      summary: 'Changes some of an operation.',
      ifMatch: 'required',
      request: operationChangeSchema,
      answers: { 200: operationSchema },
      handle: async (call) => {
        const wanted = present(parseBody(part, call.body).properties)
        const [apiId, id] = ids(call)
        const { displayName, method, urlTemplate, description } = await service.operations.get(apiId, id)
        const next = { displayName, method, urlTemplate, description, ...wanted }
        return answer(call, (await service.operations.put(apiId, id, call.ifMatch ?? '', next)).entity)
      },
    },
    {
      method: 'DELETE',
      path: entity,
      operationId: 'ApiOperation_Delete',
      summary: 'Deletes an operation with its policy.',
      ifMatch: 'required',
      answers: { 200: null, 204: null },
      handle: async (call) => {
        const [apiId, id] = ids(call)
        if (!(await service.operations.list(apiId)).some((one) => one.id === id)) return { status: 204 }
        await service.operations.delete(apiId, id, call.ifMatch ?? '')
        return { status: 200 }
      },
    },
  ]
}
