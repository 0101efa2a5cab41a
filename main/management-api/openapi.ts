/** OpenAPI of what is served, made from the routes themselves, so that it cannot say anything else. */
import type { Route } from './route.ts'
import { servicePath } from './route.ts'
import { errorSchema, identifier } from './schemas.ts'
import type { JsonSchema } from './schemas.ts'

/** The contract's version that is spoken. */
export const apiVersion = '2024-05-01'

const text: JsonSchema = { type: 'string' }
const count = (minimum: number): JsonSchema => ({ type: 'integer', minimum })

const inQuery = (name: string, schema: JsonSchema, required = false) => ({
  name,
  in: 'query',
  required,
  schema,
})

const pathSchemas: Readonly<Record<string, JsonSchema>> = {
  subscriptionId: { type: 'string', format: 'uuid' },
  resourceGroupName: { type: 'string', minLength: 1, maxLength: 90 },
  serviceName: {
    ...{ type: 'string', minLength: 1, maxLength: 50 },
    pattern: '^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$',
  },
  apiId: { ...identifier, maxLength: 256 },
  policyId: { type: 'string', enum: ['policy'] },
}

const parametersOf = ({ path, query, ifMatch }: Route) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: pathSchemas[name] ?? identifier },
  })),
  ...(path.startsWith(servicePath)
    ? [inQuery('api-version', { type: 'string', enum: [apiVersion] }, true)]
    : []),
  ...(query === 'list'
    ? [inQuery('$filter', text), inQuery('$top', count(1)), inQuery('$skip', count(0))]
    : []),
  ...(query === 'format'
    ? [inQuery('format', { type: 'string', enum: ['xml', 'rawxml'], default: 'xml' })]
    : []),
  ...(ifMatch === undefined
    ? []
    : [{ name: 'If-Match', in: 'header', required: ifMatch === 'required', schema: text }]),
]

const asJson = (schema: JsonSchema) => ({ 'application/json': { schema } })

const operationOf = (route: Route, method: string) => ({
  operationId: method === 'head' ? route.operationId.replace(/Get$/, 'GetEntityTag') : route.operationId,
  summary: route.summary,
  parameters: parametersOf(route),
  ...(route.request === undefined ? {} : { requestBody: { required: true, content: asJson(route.request) } }),
  responses: {
    ...Object.fromEntries(
      Object.entries(route.answers).map(([status, schema]) => [
        status,
        { description: status, ...(schema && method !== 'head' ? { content: asJson(schema) } : {}) },
      ]),
    ),
    default: {
      description: 'Why the request failed.',
      ...(method === 'head' ? {} : { content: asJson(errorSchema) }),
    },
  },
})

export const openApiDocument = (
  routes: readonly Route[],
  { version, url }: { version: string; url: string },
) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const operations = (paths[route.path] ??= {})
    for (const method of [route.method.toLowerCase(), ...(route.head ? ['head'] : [])]) {
      operations[method] = operationOf(route, method)
    }
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Warifu management REST API',
      version,
      description: `The workspace in the shape of Azure API Management's REST API, version ${apiVersion}.`,
    },
    servers: [{ url }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}
