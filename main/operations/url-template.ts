/**
 * An operation's URL template below its API's path, as Azure API Management writes them: `/orders/{id}`,
 * `/files/{*path}` or `/files/*` for any rest, `/search?q={query}` for what the query must hold.
 */
import type { UrlTemplateFault } from '../../preload/contract/errors.ts'
import { WarifuError } from '../warifu-error.ts'

/** Of a segment or of a query's value: text as it is meant (percent-decoded), or a parameter's name. */
export type TemplatePart = { literal: string } | { parameter: string }

export interface UrlTemplate {
  /** One list of parts for each segment, without those of the rest. */
  segments: readonly (readonly TemplatePart[])[]
  /** Whether any rest may follow, and the parameter that it is; `name` null where it has none (`/*`). */
  rest: { name: string | null } | null
  /** What the query must hold, by name. */
  query: readonly { name: string; value: readonly TemplatePart[] }[]
}

const parameterName = /^[\p{L}\p{N}_.-]+$/u

/** RFC 3986 `pchar` and letters beyond ASCII, as people write them; braces are taken out before. */
const literalText = /^(?:[\p{L}\p{N}\p{M}\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/u

/** Fails with `url-template-invalid`. */
export const parseUrlTemplate = (text: string): UrlTemplate => {
  const refuse = (reason: UrlTemplateFault) =>
    new WarifuError('url-template-invalid', { urlTemplate: text, reason })
  if (!text.startsWith('/')) throw refuse('no-slash')
  const names = new Set<string>()

  const parts = (source: string): TemplatePart[] =>
    source
      .split(/(\{[^{}]*\})/)
      .filter(Boolean)
      .map((part): TemplatePart => {
        if (!part.endsWith('}') || !part.startsWith('{')) {
          if (/[{}]/.test(part)) throw refuse('braces')
          if (!literalText.test(part)) throw refuse('character')
          return { literal: decodePath(part) }
        }
        return { parameter: taken(part.slice(1, -1)) }
      })

  const taken = (name: string): string => {
    if (!parameterName.test(name)) throw refuse('parameter-name')
    if (names.has(name.toLowerCase())) throw refuse('parameter-twice')
    names.add(name.toLowerCase())
    return name
  }

  const [path = '', ...queries] = text.split('?')
  if (queries.length > 1) throw refuse('query')
  const written = path.split('/').filter(Boolean)
  const last = /^(?:\*|\{\*([^{}]*)\})$/.exec(written.at(-1) ?? '')
  const rest = last === null ? null : { name: last[1] ? taken(last[1]) : null }
  const before = rest === null ? written : written.slice(0, -1)
  if (before.some((segment) => segment === '*' || segment.includes('{*'))) throw refuse('wildcard-not-last')
  const segments = before.map(parts)
  if (segments.some(isDotSegment)) throw refuse('character')
  const query = (queries[0] ?? '')
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      if (name === '' || value.length !== 1 || /[{}]/.test(name)) throw refuse('query')
      return { name: decodeQuery(name), value: parts(value[0] ?? '') }
    })
  return { segments, rest, query }
}

const isDotSegment = (segment: readonly TemplatePart[]): boolean => {
  const [only] = segment
  return segment.length === 1 && only !== undefined && 'literal' in only && /^\.\.?$/.test(only.literal)
}

/** The names of its parameters, in order. */
export const parametersOf = ({ segments, rest, query }: UrlTemplate): string[] => [
  ...[...segments, ...query.map(({ value }) => value)].flatMap((parts) =>
    parts.flatMap((part) => ('parameter' in part ? [part.parameter] : [])),
  ),
  ...(rest?.name ? [rest.name] : []),
]

/** Two templates of the same form match the same calls, whatever their parameters are called. */
export const formOf = ({ segments, rest, query }: UrlTemplate): string => {
  const form = (parts: readonly TemplatePart[]) =>
    parts.map((part) => ('parameter' in part ? { parameter: '' } : { literal: sameText(part.literal) }))
  const conditions = query.map(({ name, value }) => [sameText(name), form(value)] as const)
  return JSON.stringify([
    segments.map(form),
    rest !== null,
    conditions.toSorted(([one], [other]) => one.localeCompare(other)),
  ])
}

/** Operations with the same key match the same calls, so that one API cannot have both. */
export const matchingKey = ({ method, urlTemplate }: { method: string; urlTemplate: string }): string =>
  `${method} ${formOf(parseUrlTemplate(urlTemplate))}`

/**
 * How texts of paths are compared: letter case does not matter, as in Azure. A back end that takes `/ADMIN` for
 * `/admin` must not be reached around the policy of that operation.
 */
export const sameText = (text: string): string => text.normalize('NFC').toLowerCase()

/** Percent-decoded, piece by piece: what is no UTF-8 stays as it stands. */
export const decodePath = (text: string): string =>
  text.includes('%')
    ? text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
        try {
          return decodeURIComponent(encoded)
        } catch {
          return encoded
        }
      })
    : text

/** The same for a query, where `+` stands for a blank (WHATWG URL, application/x-www-form-urlencoded). */
export const decodeQuery = (text: string): string => decodePath(text.replaceAll('+', ' '))
