import { describe, expect, it } from 'vitest'
import { OperationMatcher, parametersIn } from './operation-matcher.ts'
import { parseUrlTemplate } from './url-template.ts'

const templates = [
  'GET /',
  'GET /orders',
  'GET /orders/{id}',
  'GET /orders/new',
  'GET /orders/{id}/lines/{line}',
  'GET /orders({key}).json',
  'GET /search?q={query}',
  'GET /search?q={query}&kind=new',
  'GET /search',
  'GET /files/*',
  'GET /files/{name}',
  'GET /注文/{番号}',
  'DELETE /*',
]

const matcher = new OperationMatcher(
  templates.map((target) => {
    const [method = '', template = ''] = target.split(' ')
    return { method, template: parseUrlTemplate(template), target }
  }),
)
const find = (method: string, target: string) => {
  const [path = '', query] = target.split('?')
  return matcher.find(method, path, query === undefined ? '' : `?${query}`)
}

describe('the operation of a call', () => {
  it.each([
    ['/', 'GET /'],
    ['', 'GET /'],
    ['/orders', 'GET /orders'],
    ['/orders/', 'GET /orders'],
    ['/orders/17', 'GET /orders/{id}'],
    ['/orders/new', 'GET /orders/new'],
    ['/orders/new/lines/2', 'GET /orders/{id}/lines/{line}'],
    ['/orders(17).json', 'GET /orders({key}).json'],
    ['/search', 'GET /search'],
    ['/search?q=a', 'GET /search?q={query}'],
    ['/search?kind=NEW&Q=a&x=1', 'GET /search?q={query}&kind=new'],
    ['/search?q=', 'GET /search'],
    ['/files', 'GET /files/*'],
    ['/files/a', 'GET /files/{name}'],
    ['/files/a/b/c', 'GET /files/*'],
    ['/%E6%B3%A8%E6%96%87/1', 'GET /注文/{番号}'],
  ])('GET %s is %s', (target, expected) => {
    expect(find('GET', target)).toBe(expected)
  })

  it.each(['/order', '/orders/1/lines', '/orders/1/lines/2/3', '/orders().json'])(
    'GET %s is none',
    (target) => {
      expect(find('GET', target)).toBeNull()
    },
  )

  it.each(['/ORDERS/New', '//orders//new', '/order%73/%6eew'])(
    'is not escaped by writing its path otherwise: %s',
    (target) => {
      expect(find('GET', target)).toBe('GET /orders/new')
    },
  )

  it('is of its method alone', () => {
    expect(find('DELETE', '/orders/1')).toBe('DELETE /*')
    expect(find('POST', '/orders')).toBeNull()
  })
})

describe('parameters', () => {
  it.each([
    ['/orders/{id}', '/orders/a%20b', '', { id: ['a%20b', 'a b'] }],
    ['/orders({Key}).json', '/ORDERS(%31).json', '', { key: [null, '1'] }],
    ['/files/{*rest}', '/files/a/b%2Fc', '', { rest: ['a/b%2Fc', 'a/b/c'] }],
    ['/search?q={query}', '/search', '?x=1&Q=a+b%26c', { query: [null, 'a b&c'] }],
  ])('of %s in %s%s', (template, path, query, expected) => {
    const values = parametersIn(parseUrlTemplate(template), path, query)
    const found = Object.fromEntries([...values].map(([name, value]) => [name, [value.path, value.decoded]]))
    expect(found).toEqual(expected)
  })
})
