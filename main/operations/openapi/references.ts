/** References within a document: JSON Pointers (RFC 6901) in a URI's fragment. What lies in other files is not fetched. */

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of an object's own properties only, for names such as `constructor` are anybody's. */
export const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as JsonObject)[name]
    : undefined

export const textOf = (value: unknown, name: string): string => {
  const text = property(value, name)
  return typeof text === 'string' ? text.trim() : ''
}

/** Why a reference leads nowhere. */
export type Unresolved = 'elsewhere' | 'missing'

/** As many as lead from one to the next; more are a circle. */
const longestChain = 32

/**
 * What an object means that may be a reference: `value` with all references followed. What stands beside `$ref`
 * counts before what it refers to (OpenAPI 3.1, Path Item Object).
 */
export const follow = (root: unknown, value: unknown): JsonObject | Unresolved => {
  let found = value
  let beside: JsonObject = {}
  for (let count = 0; count < longestChain; count++) {
    if (!isObject(found)) return 'missing'
    const reference = property(found, '$ref')
    if (typeof reference !== 'string') return { ...found, ...beside }
    beside = { ...found, ...beside }
    if (!reference.startsWith('#')) return 'elsewhere'
    found = at(root, reference.slice(1))
  }
  return 'missing'
}

const at = (root: unknown, fragment: string): unknown => {
  const names = decodeFragment(fragment)
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.reduce(property, root)
}

const decodeFragment = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
