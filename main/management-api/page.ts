/** Lists page by page, as the contract's collections: `value`, `count` over all pages, and `nextLink`. */
import { parseFilter } from './filter.ts'
import type { Fields } from './filter.ts'
import { invalid } from './rest-failure.ts'
import type { Answer, Call } from './route.ts'

/** What a page holds when nobody asks for another size. */
const defaultTop = 100

/** Fails with 400 where `$filter`, `$top` or `$skip` cannot be used. */
export const pageOf = <Entity>(
  call: Call,
  entities: readonly Entity[],
  fields: Fields<Entity>,
  show: (entity: Entity) => unknown,
): Answer => {
  const filter = call.query.get('$filter')
  const top = wholeNumber(call.query, '$top', 1) ?? defaultTop
  const skip = wholeNumber(call.query, '$skip', 0) ?? 0
  const matching = filter === null || filter === '' ? entities : entities.filter(parseFilter(filter, fields))
  const next = skip + top
  const body = { value: matching.slice(skip, next).map(show), count: matching.length }
  return { status: 200, body: next < matching.length ? { ...body, nextLink: linkTo(call, top, next) } : body }
}

const wholeNumber = (query: URLSearchParams, name: string, least: number): number | null => {
  const text = query.get(name)
  if (text === null) return null
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
  if (value < least) throw invalid(name, `A whole number of at least ${least} is needed.`)
  return value
}

const linkTo = ({ query, origin, path }: Call, top: number, skip: number): string => {
  const next = new URLSearchParams(query)
  next.set('$top', String(top))
  next.set('$skip', String(skip))
  return `${origin}${path}?${next.toString()}`
}
