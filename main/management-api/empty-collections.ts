/**
 * Entities of the contract that a workspace has none of: an API answers every operation, policies belong to APIs,
 * and a back end is its API's `serviceUrl`. A client that looks for them finds an empty list, not an error.
 */
import type { EmbeddedService } from '../management/service.ts'
import { notFound } from './rest-failure.ts'
import { param, servicePath } from './route.ts'
import type { Answer, Call, Route } from './route.ts'
import { collectionOf, policySchema } from './schemas.ts'

interface Nothing {
  collection: string
  name: string
  operations: readonly [list: string, get: string]
  what: string
  policies?: true
}

const nothing: readonly Nothing[] = [
  {
    collection: '/backends',
    name: 'backendId',
    operations: ['Backend_ListByService', 'Backend_Get'],
    what: 'Backend',
  },
  {
    collection: '/policies',
    name: 'policyId',
    operations: ['Policy_ListByService', 'Policy_Get'],
    what: 'Policy',
    policies: true,
  },
  {
    collection: '/apis/{apiId}/operations',
    name: 'operationId',
    operations: ['ApiOperation_ListByApi', 'ApiOperation_Get'],
    what: 'Operation',
  },
  {
    collection: '/apis/{apiId}/operations/{operationId}/policies',
    name: 'policyId',
    operations: ['ApiOperationPolicy_ListByOperation', 'ApiOperationPolicy_Get'],
    what: 'Operation',
    policies: true,
  },
]

export const emptyRoutes = (service: EmbeddedService): Route[] =>
  nothing.flatMap(({ collection, name, operations: [list, get], what, policies }): Route[] => {
    const none = async (call: Call): Promise<Answer> => {
      // An API that is not there is told before what it does not have.
      if (collection.includes('{apiId}')) await service.apis.get(param(call, 'apiId'))
      if (collection.includes('{operationId}')) throw notFound(`${what} not found.`)
      return { status: 200, body: { value: [], count: 0 } }
    }
    return [
      {
        method: 'GET',
        path: `${servicePath}${collection}`,
        operationId: list,
        summary: 'Lists nothing: a workspace has none of these.',
        ...(policies ? {} : { query: 'list' as const }),
        answers: { 200: collectionOf(policies ? policySchema : { type: 'object' }) },
        handle: none,
      },
      {
        method: 'GET',
        path: `${servicePath}${collection}/{${name}}`,
        head: true,
        operationId: get,
        summary: 'Finds nothing: a workspace has none of these.',
        answers: {},
        handle: async (call) => {
          await none(call)
          throw notFound(`${what} not found.`)
        },
      },
    ]
  })
