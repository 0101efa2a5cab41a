import type { OperationProperties } from '../../preload/contract/operations.ts'

/** As long as Azure allows. */
const longest = 80

/** What remains of a name when only what an id may hold is left of it. */
const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\w.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()

/** An id that is not taken (letter case aside), made from the method and URL template as Azure's portal does. */
export const idFor = (
  { method, urlTemplate }: Pick<OperationProperties, 'method' | 'urlTemplate'>,
  taken: readonly string[],
): string => freeId(`${method}-${urlTemplate}`, taken)

/** The same from any name. */
export const freeId = (name: string, taken: readonly string[]): string => {
  const lower = new Set(taken.map((id) => id.toLowerCase()))
  return firstFree(slug(name).slice(0, longest) || 'operation', lower, 2)
}

/**
 * The name, or else with the first number behind it that is free: `-2`, `-3` … where that begins `from` 2. It is never
 * longer than an id may be.
 * @param taken in lower case
 */
export const firstFree = (name: string, taken: ReadonlySet<string>, from: number): string => {
  for (let count = from - 1; ; count++) {
    const end = count < from ? '' : `-${count}`
    const id = name.slice(0, longest - end.length) + end
    if (!taken.has(id.toLowerCase())) return id
  }
}

/** What Azure leaves free behind a name for `-1` to `-999`. */
const longestImported = 76

/**
 * The id that Azure's import makes of an `operationId`: lower case, one dash for whatever is neither letter nor digit,
 * 76 characters (https://learn.microsoft.com/azure/api-management/api-management-api-import-restrictions).
 */
export const normaliseOperationId = (operationId: string): string =>
  operationId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestImported)
    .replace(/^-+|-+$/g, '')

/**
 * An id for an operation of an OpenAPI document, by its `operationId` or else by method and URL template; with `-1`,
 * `-2` … where that is taken.
 * @param taken in lower case
 */
export const importedId = (
  { operationId, method, urlTemplate }: { operationId: string; method: string; urlTemplate: string },
  taken: ReadonlySet<string>,
): string => {
  const name = normaliseOperationId(operationId) || normaliseOperationId(`${method}-${urlTemplate}`)
  return firstFree(name, taken, 1)
}
