/** Work that nobody waits for yet, done a little at a time so that the window stays free. */

/** In milliseconds: a quarter of a frame at 60 a second. */
const piece = 4

/** Runs `steps` to its end; it may be interrupted at each `yield`. Answers with what gives it up. */
export function inPieces(steps: () => Generator<undefined, void>): () => void {
  const under = steps()
  const work = (): void => {
    const end = performance.now() + piece
    while (performance.now() < end) if (under.next().done) return
    next = setTimeout(work)
  }
  let next = setTimeout(work)
  return () => clearTimeout(next)
}

/** Items sorted at once; a tenth of a millisecond even where a comparison is slow. */
const runLength = 32

/** What `toSorted` gives, by merging sorted runs, one item a step. */
export function* sortInSteps<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
): Generator<undefined, readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let first = 0; first < items.length; first += runLength) {
    runs.push(items.slice(first, first + runLength).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let place = 0; place < runs.length; place += 2) {
      merged.push(yield* mergeInSteps(runs[place] ?? [], runs[place + 1] ?? [], compare))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function* mergeInSteps<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (one: T, other: T) => number,
): Generator<undefined, readonly T[]> {
  const merged: T[] = []
  let [left, right] = [0, 0]
  for (;;) {
    const [a, b] = [one[left], other[right]]
    if (a === undefined || b === undefined) return [...merged, ...one.slice(left), ...other.slice(right)]
    const takeOther = compare(b, a) < 0
    merged.push(takeOther ? b : a)
    if (takeOther) right += 1
    else left += 1
    yield
  }
}
