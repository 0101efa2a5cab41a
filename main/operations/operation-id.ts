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
  const base = slug(name).slice(0, longest) || 'operation'
  for (let count = 1; ; count++) {
    const end = count === 1 ? '' : `-${count}`
    const id = base.slice(0, longest - end.length) + end
    if (!lower.has(id.toLowerCase())) return id
  }
}
