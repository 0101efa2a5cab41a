/** `rewrite-uri`, worked out once: the request target below the back end's base URL for each call. */
import { parametersIn, queryPairs, type ParameterValue } from '../operations/operation-matcher.ts'
import { parametersOf, sameText, type UrlTemplate } from '../operations/url-template.ts'
import type { RewriteUri } from '../policy/instructions.ts'
import { failure, type Failure } from './failure.ts'

/** Path and query of a request, and of it the path below the API's own. */
export interface RewrittenCall {
  rest: string
  query: string
}

export interface Rewrite {
  /** Why no call can be rewritten so; null when they can. */
  refusal: Failure | null
  target(call: RewrittenCall): string
}

/** @param template of the operation; null where the API is served without operations */
export const rewriteOf = (
  { template: wanted, copyUnmatchedParams }: RewriteUri,
  template: UrlTemplate | null,
): Rewrite => {
  const question = wanted.indexOf('?')
  const path = question < 0 ? wanted : wanted.slice(0, question)
  const query = question < 0 ? '' : wanted.slice(question + 1)
  const known = new Set(template === null ? [] : parametersOf(template).map((name) => name.toLowerCase()))
  const missing = [...wanted.matchAll(parameter)].map(([, name = '']) => name)
  const unknown = missing.find((name) => !known.has(name.toLowerCase()))
  if (unknown !== undefined) {
    return { refusal: failure('RewriteParameterMissing', `{${unknown}}`), target: () => '/' }
  }
  const pathPieces = piecesOf(path.startsWith('/') ? path : `/${path}`)
  const queryPieces = piecesOf(query)
  const fixed = missing.length === 0
  const matchedNames = new Set((template?.query ?? []).map(({ name }) => sameText(name)))
  return {
    refusal: null,
    target: ({ rest, query: asked }) => {
      const values = fixed || template === null ? noValues : parametersIn(template, rest, asked)
      const target = filled(pathPieces, values, inPath)
      const own = filled(queryPieces, values, inQuery)
      const copied = copyUnmatchedParams ? unmatched(asked, matchedNames) : ''
      const whole = own === '' || copied === '' ? own + copied : `${own}&${copied}`
      return whole === '' ? target : `${target}?${whole}`
    },
  }
}

const parameter = /\{\*?([^{}]+)\}/g
const noValues: ReadonlyMap<string, ParameterValue> = new Map()

type Piece = { text: string } | { parameter: string }

const piecesOf = (text: string): readonly Piece[] =>
  text
    .split(/(\{\*?[^{}]+\})/)
    .filter(Boolean)
    .map((piece) =>
      piece.startsWith('{')
        ? { parameter: piece.replace(/[{}*]/g, '').toLowerCase() }
        : // Existing escapes stay; everything else that a request line cannot hold is encoded.
          { text: encodeURI(piece).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%') },
    )

const filled = (
  pieces: readonly Piece[],
  values: ReadonlyMap<string, ParameterValue>,
  write: (value: ParameterValue) => string,
): string => {
  let text = ''
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text
    else {
      const value = values.get(piece.parameter)
      text += value === undefined ? '' : write(value)
    }
  }
  return text
}

/** A value that is a dot segment would lead out of the path that the policy says: its dots never stand alone. */
const inPath = ({ path, decoded }: ParameterValue): string =>
  path ?? encodeURIComponent(decoded).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%252E'))

const inQuery = ({ decoded }: ParameterValue): string => encodeURIComponent(decoded)

/** The pairs of the call's query that the operation's template does not name, as they came. */
const unmatched = (query: string, matched: ReadonlySet<string>): string => {
  if (matched.size === 0) return query.slice(1)
  return queryPairs(query)
    .filter(({ name }) => !matched.has(name))
    .map(({ source }) => source)
    .join('&')
}
