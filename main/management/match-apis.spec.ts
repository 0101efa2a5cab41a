import { expect, it } from 'vitest'
import { matchApis } from './match-apis.ts'

const api = (id: string, path: string, more: { versioned?: boolean } = {}) => ({
  ...{ id, path, displayName: id },
  ...more,
})
const matched = (...args: Parameters<typeof matchApis>) => matchApis(...args).map((one) => one?.id ?? null)

it('the id decides, then the path, letter case aside', () => {
  const there = [api('Orders', 'elsewhere'), api('x', 'Stock')]
  expect(matched([api('orders', 'stock'), api('y', 'stock'), api('z', 'z')], there)).toEqual([
    ...['Orders', 'x', null],
  ])
})

it('no path leads to an API that another one of them is by its id, or to the same API twice', () => {
  const there = [api('orders', 'a'), api('x', 'b')]
  const wanted = [api('old', 'a'), api('orders', 'c'), api('one', 'b'), api('two', 'b')]
  expect(matched(wanted, there)).toEqual([null, 'orders', 'x', null])
})

it('a version is found by its id alone', () => {
  const there = [api('v1', 'orders', { versioned: true })]
  expect(matched([api('y', 'orders')], there)).toEqual([null])
  expect(matched([api('v1', 'orders')], there)).toEqual(['v1'])
})
