/** The policy of an API, `…/apis/{apiId}/policies/policy`, in both of the contract's spellings. */
import { z } from 'zod'
import type { Policy } from '../../preload/contract/policies.ts'
import type { EmbeddedService } from '../management/service.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
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

const scopeOf = (call: Call) => ({ kind: 'api', apiId: param(call, 'apiId') }) as const

export const policyRoutes = (service: EmbeddedService): Route[] => {
  const collection = `${servicePath}/apis/{apiId}/policies`
  const entity = `${collection}/{policyId}`
  const show = (call: Call, { scope, text }: Policy, format: Format) => ({
    id: `${call.service}/apis/${scope.kind === 'api' ? scope.apiId : ''}/policies/policy`,
    type: 'Microsoft.ApiManagement/service/apis/policies',
    name: 'policy',
    properties: { format, value: format === 'xml' ? toXmlFormat(text) : text },
  })
  const answer = (call: Call, policy: Policy, format: Format): Answer => ({
    status: 200,
    etag: policy.etag ?? '',
    body: show(call, policy, format),
  })

  return [
    {
      method: 'GET',
      path: collection,
      operationId: 'ApiPolicy_ListByApi',
      summary: 'Lists the one policy of an API.',
      answers: { 200: collectionOf(policySchema) },
      handle: async (call) => {
        const policy = await service.policies.get(scopeOf(call))
        return { status: 200, body: { value: [show(call, policy, 'xml')], count: 1 } }
      },
    },
    {
      method: 'GET',
      path: entity,
      head: true,
      operationId: 'ApiPolicy_Get',
      summary: 'Gets the policy of an API.',
      query: 'format',
      answers: { 200: policySchema },
      handle: async (call) => {
        requirePolicyId(call)
        const format = readFormat(call.query.get('format') ?? 'xml')
        return answer(call, await service.policies.get(scopeOf(call)), format)
      },
    },
    {
      method: 'PUT',
      path: entity,
      operationId: 'ApiPolicy_CreateOrUpdate',
      summary: 'Changes the policy of an API, which every API has.',
      ifMatch: 'optional',
      request: policyChangeSchema,
      answers: { 200: policySchema },
      handle: async (call) => {
        requirePolicyId(call)
        const { value, format: asked } = parseBody(change, call.body).properties
        const format = readFormat(asked)
        const text = format === 'xml' ? fromXmlFormat(value) : value
        return answer(call, await service.policies.put(scopeOf(call), text, call.ifMatch ?? '*'), format)
      },
    },
    {
      method: 'DELETE',
      path: entity,
      operationId: 'ApiPolicy_Delete',
      summary: 'Gives an API the policy back that it began with.',
      ifMatch: 'required',
      answers: { 200: null },
      handle: async (call) => {
        requirePolicyId(call)
        await service.policies.put(scopeOf(call), defaultPolicy({ kind: 'api' }), call.ifMatch ?? '')
        return { status: 200 }
      },
    },
  ]
}
