/**
 * For specs: holds exchanges with the REST API against Microsoft's own contract (azure-2024-05-01.json).
 *
 * The contract names no required properties in answers and forbids none; so that a misspelt one shows, whatever it
 * does not name counts as a violation.
 */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { Asked } from './serve-workspace.ts'

export interface Exchange {
  method: string
  /** With its query, as it was asked. */
  path: string
  ifMatch: boolean
  sent: unknown
  answer: Asked
}

interface Content {
  content?: { 'application/json'?: { schema: object } }
}
interface Operation {
  parameters: {
    name: string
    in: 'path' | 'query' | 'header'
    required?: boolean
    schema: { type: string }
  }[]
  requestBody?: Content
  responses: Record<string, Content & { headers?: Record<string, unknown> }>
}
interface Contract {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

const contract = JSON.parse(
  readFileSync(new URL('azure-2024-05-01.json', import.meta.url), 'utf8'),
) as Contract

/** Every object with named properties takes no others. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  const named = 'properties' in schema && 'type' in schema && schema.type === 'object'
  return named && !('additionalProperties' in schema) && !('allOf' in schema)
    ? { ...inner, additionalProperties: false }
    : inner
}

const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'contract', components: closed(contract.components) as object })

const problemsOf = (schema: object, value: unknown): string[] => {
  const pointing = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/'),
  ) as object
  const validate = ajv.compile(pointing)
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      )
}

/** Whether the contract says anything about this. @param path with or without its query */
export const isInContract = (method: string, path: string): boolean => operationOf(method, path) !== null

/** What an exchange has that the contract does not allow. Empty for paths that are not in the contract. */
export const violations = (exchange: Exchange): string[] => {
  const { method, path, answer } = exchange
  const found = operationOf(method, path)
  if (found === null) return []
  const problems = answer.status < 300 ? ofRequest(found, exchange) : []
  return [...problems, ...ofAnswer(found, exchange)].map(
    (problem) => `${method} ${path} → ${answer.status}: ${problem}`,
  )
}

const operationOf = (method: string, path: string): Operation | null => {
  const asked = (path.split('?')[0] ?? '').split('/')
  for (const [template, operations] of Object.entries(contract.paths)) {
    const segments = template.split('/')
    const same = (segment: string, index: number) =>
      segment.startsWith('{') || segment.toLowerCase() === asked[index]?.toLowerCase()
    if (segments.length === asked.length && segments.every(same)) {
      return operations[method.toLowerCase()] ?? null
    }
  }
  return null
}

/** Only of requests that were accepted: the specs ask for much that must be refused. */
const ofRequest = ({ parameters, requestBody }: Operation, { path, ifMatch, sent }: Exchange): string[] => {
  const problems: string[] = []
  const query = new URLSearchParams(path.split('?')[1] ?? '')
  const known = parameters.filter((parameter) => parameter.in === 'query')
  for (const name of query.keys()) {
    if (!known.some((parameter) => parameter.name === name)) problems.push(`the query has ${name}`)
  }
  for (const { name, required, schema } of known) {
    const text = query.get(name)
    if (text === null) {
      if (required) problems.push(`the query has no ${name}`)
    } else problems.push(...problemsOf(schema, valueOf(text, schema.type)))
  }
  const needsMatch = parameters.some(({ name, required }) => name === 'If-Match' && required)
  if (needsMatch && !ifMatch) problems.push('there is no If-Match')
  const schema = requestBody?.content?.['application/json']?.schema
  return schema === undefined || sent === undefined ? problems : [...problems, ...problemsOf(schema, sent)]
}

/** What a parameter's text means; itself where it is not of the type. */
const valueOf = (text: string, type: string): unknown => {
  if (type === 'integer' && text !== '') return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

const ofAnswer = ({ responses }: Operation, { method, answer }: Exchange): string[] => {
  const failed = answer.status >= 400
  const response = responses[String(answer.status)] ?? (failed ? responses['default'] : undefined)
  if (response === undefined) return ['no such status']
  const problems: string[] = []
  for (const name of Object.keys(response.headers ?? {})) {
    if (name === 'ETag' && answer.headers.etag === undefined) problems.push('there is no ETag')
  }
  const schema = method === 'HEAD' ? undefined : response.content?.['application/json']?.schema
  if (schema === undefined) {
    return answer.body === undefined ? problems : [...problems, 'there is a body']
  }
  if (!(answer.headers['content-type'] ?? '').startsWith('application/json')) problems.push('it is not JSON')
  return [...problems, ...problemsOf(schema, answer.body)]
}
