/**
 * Finds the operation of a call by method, path and query. Worked out once, so that a call walks a tree of segments.
 *
 * Of several that match, the most exact answers, segment by segment: a literal before a parameter, a parameter before
 * any rest; and of one path, the one that asks for more of the query. Letter case and how a character is
 * percent-encoded do not matter, nor do empty segments.
 */
import { decodePath, decodeQuery, sameText, type TemplatePart, type UrlTemplate } from './url-template.ts'

export interface Matchable<Target> {
  method: string
  template: UrlTemplate
  target: Target
}

interface End<Target> {
  query: UrlTemplate['query']
  target: Target
}

interface Node<Target> {
  literals: Map<string, Node<Target>>
  patterns: { expression: RegExp; node: Node<Target> }[]
  parameter: Node<Target> | null
  /** Where a path may end here; those that ask for most of the query first. */
  ends: End<Target>[]
  /** Where any rest may follow. */
  rests: End<Target>[]
}

const newNode = <Target>(): Node<Target> => ({
  ...{ literals: new Map(), patterns: [], parameter: null, ends: [], rests: [] },
})

export class OperationMatcher<Target> {
  readonly #roots = new Map<string, Node<Target>>()

  constructor(operations: readonly Matchable<Target>[]) {
    for (const { method, template, target } of operations) {
      const root = this.#roots.get(method) ?? newNode<Target>()
      this.#roots.set(method, root)
      let node = root
      for (const segment of template.segments) node = below(node, segment)
      const ends = template.rest === null ? node.ends : node.rests
      ends.push({ query: template.query, target })
      ends.sort((one, other) => other.query.length - one.query.length)
    }
  }

  /** `path` is what stands below the API's own path, `query` with its question mark; both as they came. */
  find(method: string, path: string, query: string): Target | null {
    const root = this.#roots.get(method)
    if (root === undefined) return null
    return find(root, segmentsOf(path), 0, query)
  }
}

/** The segments of a path as they are compared. */
const segmentsOf = (path: string): string[] =>
  path
    .split('/')
    .filter(Boolean)
    .map((segment) => sameText(decodePath(segment)))

const below = <Target>(node: Node<Target>, segment: readonly TemplatePart[]): Node<Target> => {
  const [only] = segment
  if (segment.length === 1 && only !== undefined) {
    if ('parameter' in only) return (node.parameter ??= newNode())
    const text = sameText(only.literal)
    const known = node.literals.get(text) ?? newNode<Target>()
    node.literals.set(text, known)
    return known
  }
  const expression = patternOf(segment)
  const known = node.patterns.find((pattern) => pattern.expression.source === expression.source)
  if (known !== undefined) return known.node
  const added = { expression, node: newNode<Target>() }
  node.patterns.push(added)
  return added.node
}

const find = <Target>(
  node: Node<Target>,
  segments: readonly string[],
  at: number,
  query: string,
): Target | null => {
  const segment = segments[at]
  if (segment === undefined) return ending(node.ends, query) ?? ending(node.rests, query)
  const literal = node.literals.get(segment)
  const exact = literal === undefined ? null : find(literal, segments, at + 1, query)
  if (exact !== null) return exact
  for (const pattern of node.patterns) {
    const found = pattern.expression.test(segment) ? find(pattern.node, segments, at + 1, query) : null
    if (found !== null) return found
  }
  const any = node.parameter === null ? null : find(node.parameter, segments, at + 1, query)
  return any ?? ending(node.rests, query)
}

const ending = <Target>(ends: readonly End<Target>[], query: string): Target | null => {
  for (const end of ends) if (end.query.length === 0 || holds(query, end.query)) return end.target
  return null
}

/** The pairs of a query in which names are compared as paths are; values are decoded. */
export const queryPairs = (query: string): { name: string; value: string; source: string }[] =>
  query
    .slice(1)
    .split('&')
    .filter(Boolean)
    .map((source) => {
      const equals = source.indexOf('=')
      const name = equals < 0 ? source : source.slice(0, equals)
      const value = equals < 0 ? '' : source.slice(equals + 1)
      return { name: sameText(decodeQuery(name)), value: decodeQuery(value), source }
    })

const holds = (query: string, wanted: UrlTemplate['query']): boolean => {
  const pairs = queryPairs(query)
  return wanted.every(({ name, value }) => {
    const pair = pairs.find((candidate) => candidate.name === sameText(name))
    return pair !== undefined && patternOf(value).test(sameText(pair.value))
  })
}

/** Whether a text (as `sameText` gives it) is of a template's parts; each parameter is a group, none is empty. */
const patternOf = (parts: readonly TemplatePart[]): RegExp =>
  new RegExp(
    `^${parts.map((part) => ('parameter' in part ? '(.+?)' : escaped(sameText(part.literal)))).join('')}$`,
    'su',
  )

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** What a call gives for the parameters of its operation's template, by name in lower case. */
export interface ParameterValue {
  /** Percent-encoded as it came, where it is one whole segment or the rest; else null. */
  path: string | null
  decoded: string
}

/** The values of a call that matches the template. */
export const parametersIn = (
  { segments, rest, query: wanted }: UrlTemplate,
  path: string,
  query: string,
): Map<string, ParameterValue> => {
  const values = new Map<string, ParameterValue>()
  const sources = path.split('/').filter(Boolean)
  const take = (parts: readonly TemplatePart[], text: string, source: string | null): void => {
    const names = parts.flatMap((part) => ('parameter' in part ? [part.parameter.toLowerCase()] : []))
    const expression = new RegExp(patternOf(parts).source, 'sui')
    const groups = expression.exec(text)?.slice(1) ?? []
    for (const [index, name] of names.entries()) {
      values.set(name, { path: parts.length === 1 ? source : null, decoded: groups[index] ?? '' })
    }
  }
  for (const [index, parts] of segments.entries()) {
    const source = sources[index] ?? ''
    take(parts, decodePath(source), source)
  }
  if (rest?.name) {
    const source = sources.slice(segments.length).join('/')
    values.set(rest.name.toLowerCase(), { path: source, decoded: decodePath(source) })
  }
  const pairs = wanted.length === 0 ? [] : queryPairs(query)
  for (const { name, value } of wanted) {
    take(value, pairs.find((pair) => pair.name === sameText(name))?.value ?? '', null)
  }
  return values
}
