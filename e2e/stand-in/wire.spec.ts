import { expect, test } from 'vitest'
import { wire } from './wire.ts'

const across = (value: unknown): unknown => wire.decode(wire.encode(value))

test.each([
  ['primitives', [null, undefined, true, 0, -0, 1.5, Number.NaN, -Infinity, 2n ** 80n, '', '割符']],
  ['dates and expressions', [new Date(0), new Date(Number.NaN), /a\/b/giu]],
  ['collections', [new Map<unknown, unknown>([[{ key: 1 }, new Set([1])]]), new Set([[1]])]],
  ['bytes', [new Uint8Array([0, 255]), new Float64Array([0.5]), new Uint8Array(70_000).fill(9)]],
  ['an own __proto__', JSON.parse('{"__proto__":{"a":1}}')],
])('%s arrive as they were', (_name, value) => {
  expect(across(value)).toStrictEqual(value)
})

test('a long text is told beside the others, where there is a place for it', () => {
  const [long, texts] = ['割符'.repeat(10_000), new Array<string>()]
  const encoded = wire.encode({ long, short: 'short' }, texts)
  expect([encoded.includes('割符'), texts]).toEqual([false, [long]])
  expect(wire.decode(encoded, texts)).toEqual({ long, short: 'short' })
  expect(across({ long })).toEqual({ long })
})

test('references stay what they are, cycles included', () => {
  const shared = { name: 'shared' }
  const value: Record<string, unknown> = { first: shared, second: shared }
  value['self'] = value
  const copy = across(value) as Record<string, unknown>
  expect(copy['self']).toBe(copy)
  expect(copy['first']).toBe(copy['second'])
  expect(copy['first']).not.toBe(shared)
})

test('an error keeps its kind and message, an object loses its class', () => {
  const error = across(new RangeError('far'))
  expect(error).toBeInstanceOf(RangeError)
  expect((error as Error).message).toBe('far')
  class Point {
    x = 1
  }
  expect(Object.getPrototypeOf(across(new Point()))).toBe(Object.prototype)
})

test('a view into a larger buffer brings only its own bytes', () => {
  const copy = across(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)) as Uint8Array
  expect([...copy]).toEqual([2, 3])
  expect(copy.buffer.byteLength).toBe(2)
})

test.each([
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a weak map', new WeakMap()],
  ['a function inside', { list: [{ run: () => 1 }] }],
])('%s is refused', (_name, value) => {
  expect(() => wire.encode(value)).toThrow('An object could not be cloned.')
})
