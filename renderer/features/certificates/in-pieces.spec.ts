import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inPieces, Prepared, sortInSteps } from './in-pieces.ts'

interface Item {
  rank: number
  place: number
}
const byRank = (one: Item, other: Item) => one.rank - other.rank

const sorted = (items: readonly Item[]) => new Prepared(sortInSteps(items, byRank)).now()

test.each([0, 1, 31, 32, 33, 64, 97, 1_000, 4_097])(
  '%i items are sorted as toSorted does, equal ones kept in order',
  (count) => {
    const items = Array.from({ length: count }, (_, place) => ({ rank: (place * 7_919) % 101, place }))
    expect(sorted(items)).toEqual(items.toSorted(byRank))
  },
)

describe('in pieces', () => {
  let clock = 0
  let steps = 0
  /** Each step takes a millisecond. */
  function* hundredSteps(): Generator<undefined, void> {
    for (let step = 0; step < 100; step += 1) {
      steps += 1
      clock += 1
      yield
    }
  }

  beforeEach(() => {
    ;[clock, steps] = [0, 0]
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(performance, 'now').mockImplementation(() => clock)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  test('nothing runs at once, four steps at a time, and all of them in the end', () => {
    inPieces(hundredSteps())
    expect(steps).toBe(0)
    vi.runOnlyPendingTimers()
    expect(steps).toBe(4)
    vi.runOnlyPendingTimers()
    expect(steps).toBe(8)
    vi.runAllTimers()
    expect(steps).toBe(100)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('what is given up goes no further', () => {
    const giveUp = inPieces(hundredSteps())
    vi.runOnlyPendingTimers()
    giveUp()
    vi.runAllTimers()
    expect(steps).toBe(4)
  })
})

test('who waits for what is prepared has the rest of it done, and nothing is done twice', () => {
  let steps = 0
  const prepared = new Prepared(
    (function* () {
      for (; steps < 5; steps += 1) yield
      return 'done'
    })(),
  )
  const under = prepared.steps()
  under.next()
  under.next()
  expect(prepared.now()).toBe('done')
  expect(under.next()).toEqual({ done: true, value: 'done' })
  expect([prepared.now(), steps]).toEqual(['done', 5])
})
