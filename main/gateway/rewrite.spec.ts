import { describe, expect, it } from 'vitest'
import { parseUrlTemplate } from '../operations/url-template.ts'
import { rewriteOf } from './rewrite.ts'

const target = (
  template: string,
  { of, rest, query = '', copy = true }: { of?: string; rest: string; query?: string; copy?: boolean },
): string =>
  rewriteOf(
    { policy: 'rewrite-uri', template, copyUnmatchedParams: copy },
    of === undefined ? null : parseUrlTemplate(of),
  ).target({ rest, query })

describe('a rewritten URL', () => {
  it('is the template’s, with the query of the call', () => {
    expect(target('/items', { rest: '/a', query: '?b=1' })).toBe('/items?b=1')
    expect(target('items?fixed=1', { rest: '/a', query: '?b=1' })).toBe('/items?fixed=1&b=1')
    expect(target('/items?fixed=1', { rest: '/a', query: '?b=1', copy: false })).toBe('/items?fixed=1')
    expect(target('/品目 1%20', { rest: '/a' })).toBe('/%E5%93%81%E7%9B%AE%201%20')
  })

  it('takes parameters of the operation’s template, each encoded for its place', () => {
    const of = '/orders/{id}/{*rest}'
    expect(target('/v2/{ID}?path={*rest}', { of, rest: '/orders/a%20b/c/d&e=f' })).toBe(
      '/v2/a%20b?path=c%2Fd%26e%3Df',
    )
    expect(target('/v2/{rest}', { of, rest: '/orders/1/c%2Fd/e' })).toBe('/v2/c%2Fd/e')
  })

  it('copies only what the operation’s template does not name', () => {
    const call = { of: '/search?q={query}', rest: '/search', query: '?q=a%26b&top=1' }
    expect(target('/find/{query}', call)).toBe('/find/a%26b?top=1')
    expect(target('/find/{query}', { ...call, copy: false })).toBe('/find/a%26b')
  })

  it('never leaves its path by a value from the query', () => {
    const of = '/search?q={query}'
    expect(target('/find/{query}/x', { of, rest: '/search', query: '?q=..', copy: false })).toBe(
      '/find/%252E%252E/x',
    )
    expect(target('/find/{query}', { of, rest: '/search', query: '?q=../admin', copy: false })).toBe(
      '/find/..%2Fadmin',
    )
  })

  it('is refused with a parameter that the operation does not have', () => {
    const policy = { policy: 'rewrite-uri', template: '/x/{id}', copyUnmatchedParams: true } as const
    const missing = { code: 'RewriteParameterMissing', detail: '{id}' }
    expect(rewriteOf(policy, null).refusal).toEqual(missing)
    expect(rewriteOf(policy, parseUrlTemplate('/{number}')).refusal).toEqual(missing)
    expect(rewriteOf(policy, parseUrlTemplate('/{ID}')).refusal).toBeNull()
  })
})
