/** The API entity, `…/apis/{apiId}`, and its list. */
import { z } from 'zod'
import type { Api } from '../../preload/contract/apis.ts'
import type { EmbeddedService } from '../management/service.ts'
import type { Fields } from './filter.ts'
import { pageOf } from './page.ts'
import { present } from './present.ts'
import { parseBody } from './read-body.ts'
import { invalid } from './rest-failure.ts'
import { param, servicePath } from './route.ts'
import type { Answer, Call, Route } from './route.ts'
import { apiChangeSchema, apiSchema, collectionOf } from './schemas.ts'

const fields: Fields<Api> = {
  name: ({ id }) => id,
  displayName: ({ displayName }) => displayName,
  serviceUrl: ({ serviceUrl }) => serviceUrl,
  path: ({ path }) => path,
  isCurrent: () => true,
}

/**
 * What an API is here. Azure knows more; what only describes (description, contact, …) is passed over, as the
 * embedded gateway has no use for it.
 */
const properties = z.object({
  displayName: z.string().trim().min(1).max(300),
  path: z.string().max(400),
  serviceUrl: z.string().min(1).max(2_000),
})
const whole = z.object({ properties })
const part = z.object({ properties: properties.partial() })

/** What would change who may call or what is called: passing it over would promise what the gateway does not do. */
const notServed: Readonly<Record<string, (value: unknown) => boolean>> = {
  apiVersionSetId: (value) => value !== '',
  authenticationSettings: (value) =>
    typeof value === 'object' && value !== null && Object.values(value).some((one) => !isBlank(one)),
  format: () => true,
  sourceApiId: (value) => value !== '',
  subscriptionRequired: (value) => value === true,
  value: () => true,
}

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

const refuseNotServed = (body: unknown): void => {
  const asked = z.object({ properties: z.record(z.string(), z.unknown()) }).safeParse(body)
  if (!asked.success) return
  for (const [name, refused] of Object.entries(notServed)) {
    const value = asked.data.properties[name]
    if (value !== undefined && value !== null && refused(value)) {
      throw invalid(name, 'The embedded gateway does not have this; leave it out.')
    }
  }
}

export const apiRoutes = (service: EmbeddedService): Route[] => {
  const collection = `${servicePath}/apis`
  const entity = `${collection}/{apiId}`
  const show = (call: Call, api: Api) => ({
    id: `${call.service}/apis/${api.id}`,
    type: 'Microsoft.ApiManagement/service/apis',
    name: api.id,
    properties: {
      displayName: api.displayName,
      apiRevision: '1',
      subscriptionRequired: false,
      serviceUrl: api.serviceUrl,
      path: api.path,
      protocols: ['http'],
      isCurrent: true,
    },
  })
  const answer = (call: Call, api: Api, status: 200 | 201 = 200): Answer => ({
    status,
    etag: api.etag,
    body: show(call, api),
    ...(status === 201 ? { location: `${call.service}/apis/${encodeURIComponent(api.id)}` } : {}),
  })

  return [
    {
      method: 'GET',
      path: collection,
      operationId: 'Api_ListByService',
      summary: 'Lists all APIs.',
      query: 'list',
      answers: { 200: collectionOf(apiSchema) },
      handle: async (call) => pageOf(call, await service.apis.list(), fields, (one) => show(call, one)),
    },
    {
      method: 'GET',
      path: entity,
      head: true,
      operationId: 'Api_Get',
      summary: 'Gets an API.',
      answers: { 200: apiSchema },
      handle: async (call) => answer(call, await service.apis.get(param(call, 'apiId'))),
    },
    {
      method: 'PUT',
      path: entity,
      operationId: 'Api_CreateOrUpdate',
      summary: 'Creates or changes an API.',
      ifMatch: 'optional',
      request: apiChangeSchema,
      answers: { 200: apiSchema, 201: apiSchema },
      handle: async (call) => {
        refuseNotServed(call.body)
        const wanted = parseBody(whole, call.body).properties
        const put = await service.apis.put(param(call, 'apiId'), call.ifMatch ?? '*', wanted)
        return answer(call, put.entity, put.created ? 201 : 200)
      },
    },
    {
      method: 'PATCH',
      path: entity,
      operationId: 'Api_Update',
      summary: 'Changes some of an API.',
      ifMatch: 'required',
      request: apiChangeSchema,
      answers: { 200: apiSchema },
      handle: async (call) => {
        refuseNotServed(call.body)
        const wanted = present(parseBody(part, call.body).properties)
        return answer(call, await service.apis.update(param(call, 'apiId'), call.ifMatch ?? '', wanted))
      },
    },
    {
      method: 'DELETE',
      path: entity,
      operationId: 'Api_Delete',
      summary: 'Deletes an API with its operations and policies.',
      ifMatch: 'required',
      answers: { 200: null, 204: null },
      handle: async (call) => {
        const id = param(call, 'apiId')
        if (!(await service.apis.list()).some((one) => one.id === id)) return { status: 204 }
        await service.apis.delete(id, call.ifMatch ?? '')
        return { status: 200 }
      },
    },
  ]
}
