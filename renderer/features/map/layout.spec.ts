import { expect, test } from 'vitest'
import type { Node } from './graph.ts'
import { crossings, layOut } from './layout.ts'

const node = (key: string, links: readonly string[]): Node => ({
  ...{ key, name: key, hint: '', problem: undefined, days: 0, unknown: false, address: null, text: key },
  links,
})
const compare = new Intl.Collator('en', { numeric: true }).compare

/** @param bindings which places each certificate is bound to */
const graph = (bindings: Record<string, readonly string[]>, more: readonly string[] = []) => {
  const places = [...new Set([...Object.values(bindings).flat(), ...more])]
  const boundTo = (place: string) =>
    Object.entries(bindings)
      .filter(([, to]) => to.includes(place))
      .map(([key]) => key)
  return {
    certificates: Object.entries(bindings).map(([key, to]) => node(key, to)),
    places: places.map((place) => node(place, boundTo(place))),
  }
}

test('what hangs together is one block, and its lines do not cross where they need not', () => {
  const made = graph({ a: ['p3', 'p1'], b: ['p2'], c: ['p4', 'p3'] })
  expect(crossings({ left: made.certificates, right: made.places })).toBeGreaterThan(0)
  const { certificates, places, lines } = layOut(made, compare)
  expect(crossings({ left: certificates, right: places })).toBe(0)
  expect(lines.map(({ from, to }) => `${from.key}${to.key}`)).toHaveLength(5)
  // `b` with its one place stands after the block of `a` and `c`, on one height.
  expect(certificates.map(({ key }) => key)).toEqual(['a', 'c', 'b'])
  expect(certificates.at(-1)?.y).toBe(places.at(-1)?.y)
})

test('one certificate of many places stands in the middle of them', () => {
  const { certificates, places, rows, loose } = layOut(graph({ a: ['p1', 'p2', 'p3'] }), compare)
  expect(certificates[0]?.y).toBe(1.5)
  expect(places.map(({ y }) => y)).toEqual([0.5, 1.5, 2.5])
  expect([rows, loose]).toEqual([3, undefined])
})

test('what is bound to nothing comes last, apart', () => {
  const { certificates, places, loose, rows } = layOut(graph({ z: ['p'], a: [], b: [] }, ['alone']), compare)
  expect(certificates.map(({ key }) => key)).toEqual(['z', 'a', 'b'])
  expect(places.map(({ key }) => key)).toEqual(['p', 'alone'])
  expect(loose).toBeGreaterThan(certificates[0]?.y ?? Infinity)
  expect(certificates[1]?.y).toBe(places[1]?.y)
  expect(rows).toBe((loose ?? 0) + 3)
})

test('nothing overlaps, and nobody is lost, in a large tangle', () => {
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`c${n}`, [`p${(n * 7) % 200}`, `p${(n * 13 + 5) % 200}`]]),
  )
  const made = graph(many)
  const before = crossings({ left: made.certificates, right: made.places })
  const { certificates, places, lines } = layOut(made, compare)
  expect(certificates).toHaveLength(200)
  expect(places).toHaveLength(made.places.length)
  expect(lines).toHaveLength(Object.values(many).reduce((sum, to) => sum + new Set(to).size, 0))
  expect(crossings({ left: certificates, right: places })).toBeLessThan(before)
  for (const side of [certificates, places]) {
    const gaps = side.slice(1).map(({ y }, place) => y - (side[place]?.y ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.999)
  }
})

test('there may be nothing at all', () => {
  const nothing = { certificates: [], places: [] }
  expect(layOut(nothing, compare)).toEqual({ ...nothing, lines: [], loose: undefined, rows: 0 })
})
