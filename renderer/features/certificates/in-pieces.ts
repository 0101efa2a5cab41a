/** Work that nobody waits for yet, done a little at a time so that the window stays free. */

export type Steps<Answer> = Generator<undefined, Answer>

/** In milliseconds: a quarter of a frame at 60 a second. */
const piece = 4

/** Runs `steps` to its end, whenever the window has nothing else to do. Answers with what gives it up. */
export function inPieces(steps: Steps<void>): () => void {
  let wanted = true
  const next = () => void scheduler.postTask(work, { priority: 'background' })
  const work = (): void => {
    const end = performance.now() + piece
    while (wanted && performance.now() < end) wanted = !steps.next().done
    if (wanted) next()
  }
  next()
  return () => (wanted = false)
}

/** An answer that is worked out a little at a time, and the rest of it in one go as soon as somebody waits for it. */
export class Prepared<Answer> {
  #steps: Steps<Answer>
  #last: IteratorResult<undefined, Answer> = { value: undefined }

  constructor(steps: Steps<Answer>) {
    this.#steps = steps
  }

  *steps(): Steps<Answer> {
    while (!this.#last.done) {
      this.#last = this.#steps.next()
      yield
    }
    return this.#last.value
  }

  now(): Answer {
    while (!this.#last.done) this.#last = this.#steps.next()
    return this.#last.value
  }
}

/** Items sorted or merged in a step; a tenth of a millisecond even where a comparison is slow. */
const stepLength = 32

/** What `toSorted` gives, by merging sorted runs. */
export function* sortInSteps<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
): Steps<readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let first = 0; first < items.length; first += stepLength) {
    runs.push(items.slice(first, first + stepLength).sort(compare))
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
): Steps<readonly T[]> {
  const merged: T[] = []
  let [left, right] = [0, 0]
  for (;;) {
    const [a, b] = [one[left], other[right]]
    if (a === undefined || b === undefined) return [...merged, ...one.slice(left), ...other.slice(right)]
    const takeOther = compare(b, a) < 0
    merged.push(takeOther ? b : a)
    if (takeOther) right += 1
    else left += 1
    if (merged.length % stepLength === 0) yield
  }
}
