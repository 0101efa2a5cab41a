/** The policies of all APIs, of an API and of an operation, `…/policies/policy`, in both of the contract's spellings. */
import { z } from 'zod'
import type { Policy, PolicyScope } from '../../preload/contract/policies.ts'
import type { EmbeddedService } from '../management/service.ts'
import { fromXmlFormat, toXmlFormat } from '../policy/formats.ts'
import { parseBody } from './read-body.ts'
import { invalid, notFound } from './rest-failure.ts'
import { param, servicePath } from './route.ts'
import type { Answer, Call, Route } from './route.ts'
import { collectionOf, policyChangeSchema, policySchema } from './schemas.ts'

const formats = ['xml', 'rawxml'] as const
type Format = (typeof formats)[number]

/** As in the window: Azure itself refuses policies of 1 MiB. */
const change = z.object({
  properties: z.object({ value: z.string().max(1_048_576), format: z.string().default('xml') }),
})

/** Links are refused: nothing is ever fetched on behalf of a request. */
const readFormat = (text: string): Format => {
  const format = formats.find((one) => one === text)
  if (format === undefined) throw invalid('format', 'Only xml and rawxml are served here.')
  return format
}

/** The contract's only name for a policy. */
const requirePolicyId = (call: Call): void => {
  if (param(call, 'policyId').toLowerCase() !== 'policy') throw notFound('Policy not found.')
}

/** One scope as the contract calls it: where it is, and what its operations are named after. */
interface Place {
  /** Below the service. */
  path: string
  /** Of the entity, below `Microsoft.ApiManagement/service`. */
  type: string
  group: string
  list: string
  whose: string
  scope: (call: Call) => PolicyScope
}

const places: readonly Place[] = [
  {
    ...{ path: '', type: '', group: 'Policy', list: 'Policy_ListByService', whose: 'all APIs' },
    scope: () => ({ kind: 'all-apis' }),
  },
  {
    ...{
      path: '/apis/{apiId}',
      type: '/apis',
      group: 'ApiPolicy',
      list: 'ApiPolicy_ListByApi',
      whose: 'an API',
    },
    scope: (call) => ({ kind: 'api', apiId: param(call, 'apiId') }),
  },
  {
    ...{ path: '/apis/{apiId}/operations/{operationId}', type: '/apis/operations', whose: 'an operation' },
    ...{ group: 'ApiOperationPolicy', list: 'ApiOperationPolicy_ListByOperation' },
    scope: (call) => ({
      kind: 'operation',
      apiId: param(call, 'apiId'),
      operationId: param(call, 'operationId'),
    }),
  },
]

const pathOf = (scope: PolicyScope): string => {
  if (scope.kind === 'all-apis') return '/policies/policy'
  const api = `/apis/${scope.apiId}`
  return scope.kind === 'api'
    ? `${api}/policies/policy`
    : `${api}/operations/${scope.operationId}/policies/policy`
}

export const policyRoutes = (service: EmbeddedService): Route[] =>
  places.flatMap((place) => routesAt(service, place))

const routesAt = (
  service: EmbeddedService,
  { path, type, group, list, whose, scope: scopeOf }: Place,
): Route[] => {
  const collection = `${servicePath}${path}/policies`
  const entity = `${collection}/{policyId}`

  const show = (call: Call, { scope, text }: Policy, format: Format) => ({
    id: `${call.service}${pathOf(scope)}`,
    type: `Microsoft.ApiManagement/service${type}/policies`,
    name: 'policy',
    properties: { format, value: format === 'xml' ? toXmlFormat(text) : text },
  })
  const answer = (call: Call, policy: Policy, format: Format, created = false): Answer => ({
    status: created ? 201 : 200,
    etag: policy.etag ?? '',
    body: show(call, policy, format),
    ...(created ? { location: `${call.service}${pathOf(policy.scope)}` } : {}),
  })

  return [
    {
      method: 'GET',
      path: collection,
      operationId: list,
      summary: `Lists the one policy of ${whose}, or nothing.`,
      answers: { 200: collectionOf(policySchema) },
      handle: async (call) => {
        const policy = await service.policies.get(scopeOf(call))
        const value = policy.etag === null ? [] : [show(call, policy, 'xml')]
        return { status: 200, body: { value, count: value.length } }
      },
    },
    {
      method: 'GET',
      path: entity,
      head: true,
      operationId: `${group}_Get`,
      summary: `Gets the policy of ${whose}.`,
      query: 'format',
      answers: { 200: policySchema },
      handle: async (call) => {
        requirePolicyId(call)
        const format = readFormat(call.query.get('format') ?? 'xml')
        const policy = await service.policies.get(scopeOf(call))
        if (policy.etag === null) throw notFound('Policy not found.')
        return answer(call, policy, format)
      },
    },
    {
      method: 'PUT',
      path: entity,
      operationId: `${group}_CreateOrUpdate`,
      summary: `Sets the policy of ${whose}.`,
      ifMatch: 'optional',
      request: policyChangeSchema,
      answers: { 200: policySchema, 201: policySchema },
      handle: async (call) => {
        requirePolicyId(call)
        const { value, format: asked } = parseBody(change, call.body).properties
        const format = readFormat(asked)
        const text = format === 'xml' ? fromXmlFormat(value) : value
        const scope = scopeOf(call)
        const created = (await service.policies.get(scope)).etag === null
        const policy = await service.policies.put(scope, text, call.ifMatch ?? '*')
        return answer(call, policy, format, created)
      },
    },
    {
      method: 'DELETE',
      path: entity,
      operationId: `${group}_Delete`,
      summary: `Removes the policy of ${whose}, which says no more than the scope above from then on.`,
      ifMatch: 'required',
      answers: { 200: null, 204: null },
      handle: async (call) => {
        requirePolicyId(call)
        const scope = scopeOf(call)
        if ((await service.policies.get(scope)).etag === null) return { status: 204 }
        await service.policies.delete(scope, call.ifMatch ?? '')
        return { status: 200 }
      },
    },
  ]
}
