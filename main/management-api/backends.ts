/** Back ends, to read: a workspace keeps one for each API, with its URL and what of its certificate is verified. */
import type { Api } from '../../preload/contract/apis.ts'
import type { EmbeddedService } from '../management/service.ts'
import type { Fields } from './filter.ts'
import { pageOf } from './page.ts'
import { param, servicePath } from './route.ts'
import type { Call, Route } from './route.ts'
import { backEndSchema, collectionOf } from './schemas.ts'

const fields: Fields<Api> = {
  name: ({ id }) => id,
  title: ({ displayName }) => displayName,
  url: ({ serviceUrl }) => serviceUrl,
}

export const backEndRoutes = (service: EmbeddedService): Route[] => {
  const collection = `${servicePath}/backends`
  const show = (call: Call, { id, displayName, serviceUrl, gateway }: Api) => ({
    id: `${call.service}/backends/${id}`,
    type: 'Microsoft.ApiManagement/service/backends',
    name: id,
    properties: {
      title: displayName,
      url: serviceUrl,
      protocol: 'http',
      tls: {
        validateCertificateChain: gateway?.verifyChain ?? true,
        validateCertificateName: gateway?.verifyName ?? true,
      },
    },
  })
  return [
    {
      method: 'GET',
      path: collection,
      operationId: 'Backend_ListByService',
      summary: 'Lists the back ends of the APIs.',
      query: 'list',
      answers: { 200: collectionOf(backEndSchema) },
      handle: async (call) => pageOf(call, await service.apis.list(), fields, (one) => show(call, one)),
    },
    {
      method: 'GET',
      path: `${collection}/{backendId}`,
      head: true,
      operationId: 'Backend_Get',
      summary: 'Gets the back end of an API, which has the API’s id.',
      answers: { 200: backEndSchema },
      handle: async (call) => {
        const api = await service.apis.get(param(call, 'backendId'))
        return { status: 200, etag: api.etag, body: show(call, api) }
      },
    },
  ]
}
