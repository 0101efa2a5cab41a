/** Finds the operation that a method and a path mean. Literal segments are told without regard to case, as ARM does. */
import { notFound, RestFailure } from './rest-failure.ts'
import { servicePath } from './route.ts'
import type { Method, Route } from './route.ts'

export interface Found {
  route: Route
  params: Record<string, string>
  service: string
}

/** What a `{name}` may be, after the contract's own patterns; `/` and control characters never. */
const identifier = (longest: number): RegExp => new RegExp(`^[^*#&+:<>?/\\\\\\p{Cc}]{1,${longest}}$`, 'u')
const patterns: Readonly<Record<string, RegExp>> = {
  subscriptionId: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  resourceGroupName: /^[^/\p{Cc}]{1,90}$/u,
  serviceName: /^(?=.{1,50}$)[a-z](?:[a-z0-9-]*[a-z0-9])?$/i,
  apiId: identifier(256),
}
const anyIdentifier = identifier(80)

/** @param path as it stands in the request line, without the query. Fails with 404, or 405 for another method. */
export const createRouter = (routes: readonly Route[]) => {
  const table = routes.map((route) => ({ route, segments: segmentsOf(route.path) }))
  return (method: string, path: string): Found => {
    const asked = segmentsOf(path).map(decoded)
    const matches = table.flatMap(({ route, segments }) => {
      const params = match(segments, asked)
      return params === null ? [] : [{ route, params, service: serviceOf(route, path) }]
    })
    if (matches.length === 0) throw notFound('There is nothing at this path.')
    const found = matches.find(({ route }) => answersTo(route, method))
    if (found === undefined) throw methodNotAllowed(matches.map(({ route }) => route))
    for (const [name, value] of Object.entries(found.params)) {
      if (!(patterns[name] ?? anyIdentifier).test(value)) throw notFound(`No ${name} can be called that.`)
    }
    return found
  }
}

const answersTo = ({ method, head }: Route, asked: string): boolean =>
  method === asked || (asked === 'HEAD' && head === true)

const methodNotAllowed = (routes: readonly Route[]): RestFailure => {
  const methods = new Set<Method | 'HEAD'>()
  for (const { method, head } of routes) {
    methods.add(method)
    if (head) methods.add('HEAD')
  }
  const detail = { code: 'MethodNotAllowed', message: 'This operation is not served here.' }
  return new RestFailure(405, detail, { Allow: [...methods].join(', ') })
}

const segmentsOf = (path: string): string[] => path.replace(/^\//, '').replace(/\/$/, '').split('/')

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw notFound('The path is not well-formed.')
  }
}

const match = (segments: readonly string[], asked: readonly string[]): Record<string, string> | null => {
  if (segments.length !== asked.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = asked[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name !== undefined) params[name] = value
    else if (segment.toLowerCase() !== value.toLowerCase()) return null
  }
  return params
}

const serviceSegments = segmentsOf(servicePath).length

const serviceOf = (route: Route, path: string): string =>
  route.path.startsWith(servicePath) ? `/${segmentsOf(path).slice(0, serviceSegments).join('/')}` : ''
