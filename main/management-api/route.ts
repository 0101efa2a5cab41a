/** What one operation of the REST API is: its place, what it takes and how it answers. */
import type { JsonSchema } from './schemas.ts'

export type Method = 'GET' | 'PUT' | 'PATCH' | 'DELETE'

/** A request that has passed every guard, with its place taken apart. */
export interface Call {
  /** Values of the `{names}` in the route's path, decoded. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  ifMatch: string | null
  /** Parsed JSON; undefined where there is none. */
  body: unknown
  /** `http://127.0.0.1:<port>`, for links. */
  origin: string
  /** As it was asked, without the query. */
  path: string
  /** `/subscriptions/…/service/<name>`, as the caller calls it; empty for the flat alias. */
  service: string
}

export interface Answer {
  status: 200 | 201 | 204
  /** Without quotes. */
  etag?: string
  /** The path of what was created. */
  location?: string
  body?: unknown
}

export interface Route {
  method: Method
  /** Literal segments and `{names}`. */
  path: string
  operationId: string
  summary: string
  /** Whether HEAD asks for the same without its body. */
  head?: true
  /** `'required'` where a change must say what it changes; `'optional'` where it may. */
  ifMatch?: 'required' | 'optional'
  /** The lists' `$filter`, `$top` and `$skip`, or a policy's `format`. */
  query?: 'list' | 'format'
  request?: JsonSchema
  answers: Readonly<Partial<Record<Answer['status'], JsonSchema | null>>>
  handle: (call: Call) => Promise<Answer>
}

/** The one service that a workspace is; subscription, group and name are the caller's. */
export const servicePath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}'

/** A `{name}` whose value the route is only met with when it is there. */
export const param = ({ params }: Pick<Call, 'params'>, name: string): string => {
  const value = params[name]
  if (value === undefined) throw new TypeError(`the route has no ${name}`)
  return value
}
