import { expect, test } from 'vitest'
import { matchOf, searchable } from './match.ts'

const match = (text: string, query: string) => matchOf(searchable(text), searchable(query))

test('the closer a text is to what was typed, the better it fits', () => {
  const scores = ['orders', 'orders-gateway', 'new orders', 'reorders', 'o-r-d-e-r-s', 'payments'].map(
    (text) => match(text, 'orders'),
  )
  expect(scores).toEqual([5, 4, 3, 2, 1, 0])
})

test.each([
  ['決済クライアント', 'くらいあんと'],
  ['決済クライアント', 'ｸﾗｲｱﾝﾄ'],
  ['ＯＲＤＥＲＳ', 'orders'],
  ['がいぶ API', 'ガイブ'],
  ['Orders API', 'api orders'],
])('“%s” is found by “%s”', (text, query) => {
  expect(match(text, query)).toBeGreaterThan(0)
})

test('two characters must stand together', () => {
  expect(match('orders', 'os')).toBe(0)
  expect(match('orders-gateway', 'osg')).toBe(1)
})
