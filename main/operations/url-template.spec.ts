import { describe, expect, it } from 'vitest'
import { freeId, idFor } from './operation-id.ts'
import { formOf, parametersOf, parseUrlTemplate } from './url-template.ts'

const form = (text: string) => formOf(parseUrlTemplate(text))

describe('a URL template', () => {
  it.each([
    ['/', []],
    ['/orders', []],
    ['/orders/{id}/lines/{line-no}', ['id', 'line-no']],
    ['/orders({key}).json', ['key']],
    ['/files/{*path}', ['path']],
    ['/files/*', []],
    ['/search?q={query}&top={top}&kind=new', ['query', 'top']],
    ['/注文/{番号}', ['番号']],
  ])('%j has the parameters %j', (text, parameters) => {
    expect(parametersOf(parseUrlTemplate(text))).toEqual(parameters)
  })

  it.each([
    ['orders', 'no-slash'],
    ['/a b', 'character'],
    ['/a/../b', 'character'],
    ['/a#b', 'character'],
    ['/{id', 'braces'],
    ['/id}', 'braces'],
    ['/{}', 'parameter-name'],
    ['/{a b}', 'parameter-name'],
    ['/{id}/{ID}', 'parameter-twice'],
    ['/*/a', 'wildcard-not-last'],
    ['/{*a}/b', 'wildcard-not-last'],
    ['/a?b', 'query'],
    ['/a?b=c?d=e', 'query'],
    ['/a?{b}=c', 'query'],
  ])('%j is refused: %s', (urlTemplate, reason) => {
    expect(() => parseUrlTemplate(urlTemplate)).toThrow(
      expect.objectContaining({ code: 'url-template-invalid', details: { urlTemplate, reason } }),
    )
  })

  it.each([
    ['/orders/{id}', '/Orders/{number}/'],
    ['/a%20b', '/A%20B'],
    ['/x?a={a}&b=1', '/x?B=1&a={other}'],
    ['/x/*', '/x/{*rest}'],
  ])('%j matches the same calls as %j', (one, other) => {
    expect(form(one)).toBe(form(other))
  })

  it.each([
    ['/orders/{id}', '/orders/id'],
    ['/orders', '/orders/*'],
    ['/x?a={a}', '/x'],
  ])('%j matches other calls than %j', (one, other) => {
    expect(form(one)).not.toBe(form(other))
  })
})

describe('an id for an operation', () => {
  it('says its method and template in what an id may hold', () => {
    expect(idFor({ method: 'GET', urlTemplate: '/orders/{id}' }, [])).toBe('get-orders-id')
    expect(idFor({ method: 'POST', urlTemplate: '/注文' }, [])).toBe('post')
  })

  it('is one that is not taken, and never too long', () => {
    expect(freeId('a', ['A', 'a-2'])).toBe('a-3')
    const long = freeId('x'.repeat(200), [])
    expect(long).toHaveLength(80)
    expect(freeId('x'.repeat(200), [long])).toMatch(/^x{78}-2$/)
  })
})
