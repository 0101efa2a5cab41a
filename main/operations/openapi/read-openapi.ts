/**
 * The operations of an OpenAPI 3.0 or 3.1 document (https://spec.openapis.org/oas/v3.1.1), as Azure API Management's
 * import makes them. Schemas, answers and security are passed over: the gateway has no use for them.
 */
import type { OpenApiLookalike } from '../../../preload/contract/errors.ts'
import type { LeftOutOperation } from '../../../preload/contract/operations.ts'
import { isWarifuError, WarifuError } from '../../warifu-error.ts'
import { matchingKey, parseUrlTemplate } from '../url-template.ts'
import { importTemplate } from './import-template.ts'
import { parseText } from './parse-text.ts'
import { follow, isObject, property, textOf, type JsonObject } from './references.ts'

export interface ImportedOperation {
  /** As the document writes it; empty where it names none. */
  operationId: string
  displayName: string
  method: string
  urlTemplate: string
  description: string
}

export interface OpenApiDocument {
  title: string
  /** Of OpenAPI, such as `3.0.3`. */
  version: string
  /** Addresses of the document's `servers`. */
  servers: readonly string[]
  /** No two of them match the same calls. */
  operations: readonly ImportedOperation[]
  leftOut: readonly LeftOutOperation[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Of those left out too: a document that refers to one path over and over is small and means millions. */
const operationLimit = 20_000

/** The first ones tell where the API runs. */
const serverLimit = 20

/** As the window and Azure's contract take them, and what is only shown no longer than one reads. */
const longest = {
  ...{ version: 30, title: 300, server: 300 },
  ...{ operationId: 1_000, displayName: 300, urlTemplate: 1_000, description: 32_768 },
}

/** Fails with `openapi-damaged`, `openapi-too-complex` or `not-openapi`. */
export const readOpenApi = (bytes: Uint8Array): OpenApiDocument => {
  const beginning = Buffer.from(bytes.subarray(0, 1_000)).toString('utf8').trimStart()
  if (beginning.startsWith('<'))
    throw notOpenApi(/^<(?:!doctype html|html)\b/i.test(beginning) ? 'html' : 'xml')
  const root = parseText(bytes)
  const version = versionOf(root)
  if (!/^3\.[01](?:\.|$)/.test(version)) throw notOpenApi(kindOf(root, version), version)
  const title = cut(textOf(property(root, 'info'), 'title'), longest.title)
  return { title, version, servers: serversOf(root), ...operationsOf(root) }
}

/** As YAML has it where nobody quoted them, `3.1` is a number, and `3.0` is 3. */
const versionOf = (root: unknown): string => {
  const version = property(root, 'openapi')
  if (typeof version !== 'number') return cut(textOf(root, 'openapi'), longest.version)
  return Number.isInteger(version) ? version.toFixed(1) : String(version)
}

const notOpenApi = (kind: OpenApiLookalike, version = '') => new WarifuError('not-openapi', { kind, version })

const kindOf = (root: unknown, version: string): OpenApiLookalike => {
  if (version !== '') return 'other-version'
  if (property(root, 'swagger') !== undefined) return 'swagger'
  return textOf(property(root, 'info'), '_postman_id') || textOf(property(root, 'info'), 'schema')
    ? 'postman'
    : 'other'
}

const serversOf = (root: unknown): string[] => {
  const servers = property(root, 'servers')
  const urls = Array.isArray(servers) ? servers.map((server) => textOf(server, 'url')) : []
  return [...new Set(urls.filter(Boolean))].slice(0, serverLimit).map((url) => cut(url, longest.server))
}

const operationsOf = (root: unknown): Pick<OpenApiDocument, 'operations' | 'leftOut'> => {
  const operations: ImportedOperation[] = []
  const leftOut: LeftOutOperation[] = []
  const keys = new Set<string>()
  const requireRoom = (): void => {
    if (operations.length + leftOut.length < operationLimit) return
    throw new WarifuError('openapi-too-complex', { what: 'operations', limit: operationLimit })
  }
  const leaveOut = (method: string, path: string, reason: LeftOutOperation['reason']): void => {
    requireRoom()
    leftOut.push({ method, path: cut(path, longest.urlTemplate), reason })
  }
  const add = (operation: ImportedOperation, path: string): void => {
    const reason = refusalOf(operation, keys)
    if (reason !== null) return leaveOut(operation.method, path, reason)
    requireRoom()
    operations.push(operation)
  }
  for (const [path, written] of pathsOf(root)) {
    const item = follow(root, written)
    if (typeof item === 'string') {
      leaveOut('', path, item)
      continue
    }
    for (const method of methods) {
      const operation = property(item, method)
      if (isObject(operation)) add(operationOf(root, path, method, item, operation), path)
    }
  }
  return { operations, leftOut }
}

/** With `x-ms-paths`, where paths may differ in their query, as Azure reads them. */
const pathsOf = (root: unknown): [path: string, item: unknown][] =>
  ['paths', 'x-ms-paths'].flatMap((name) => {
    const paths = property(root, name)
    return isObject(paths) ? Object.entries(paths).filter(([path]) => !path.startsWith('x-')) : []
  })

const operationOf = (
  root: unknown,
  path: string,
  method: string,
  item: JsonObject,
  operation: JsonObject,
): ImportedOperation => {
  const operationId = cut(textOf(operation, 'operationId'), longest.operationId)
  const upper = method.toUpperCase()
  const displayName = textOf(operation, 'summary') || operationId || `${upper} - ${path}`
  return {
    operationId,
    displayName: cut(displayName, longest.displayName),
    method: upper,
    urlTemplate: importTemplate(path, requiredQueryOf(root, item, operation)),
    description: cut(textOf(operation, 'description'), longest.description),
  }
}

/** No longer than so many UTF-16 units, and no half character at the end. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()

/** An operation's own parameter takes the place of the path's of the same name. */
const requiredQueryOf = (root: unknown, item: JsonObject, operation: JsonObject): string[] => {
  const byName = new Map<string, boolean>()
  for (const parameters of [property(item, 'parameters'), property(operation, 'parameters')]) {
    for (const written of Array.isArray(parameters) ? (parameters as unknown[]) : []) {
      const parameter = follow(root, written)
      if (typeof parameter === 'string' || property(parameter, 'in') !== 'query') continue
      byName.set(
        textOf(parameter, 'name'),
        property(parameter, 'required') === true && isOnePair(root, parameter),
      )
    }
  }
  return [...byName].flatMap(([name, required]) => (required ? name : []))
}

/** Whether it stands in the query as `name=value`: an object's properties do so by their own names. */
const isOnePair = (root: unknown, parameter: JsonObject): boolean => {
  if (property(parameter, 'allowEmptyValue') === true) return false
  const schema = follow(root, property(parameter, 'schema') ?? {})
  return property(parameter, 'style') !== 'deepObject' && property(schema, 'type') !== 'object'
}

const refusalOf = (operation: ImportedOperation, keys: Set<string>): LeftOutOperation['reason'] | null => {
  if (operation.urlTemplate.length > longest.urlTemplate) return 'too-long'
  try {
    parseUrlTemplate(operation.urlTemplate)
  } catch (error) {
    const failure = isWarifuError(error) ? error.toFailure() : null
    if (failure?.code !== 'url-template-invalid') throw error
    return failure.details.reason
  }
  const key = matchingKey(operation)
  if (keys.has(key)) return 'same-calls'
  keys.add(key)
  return null
}
