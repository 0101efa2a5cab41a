/** Finds the API of a path: the longest of the APIs' paths that ends at a segment's boundary. */

export interface Routed {
  /** Without slashes at either end; empty for the root. */
  path: string
}

export class Router<Target extends Routed> {
  readonly #byPath: ReadonlyMap<string, Target>
  readonly #deepest: number

  constructor(targets: readonly Target[]) {
    this.#byPath = new Map(targets.map((target) => [target.path, target]))
    this.#deepest = Math.max(0, ...targets.map(({ path }) => segments(path)))
  }

  /** `path` begins with a slash. */
  find(path: string): Target | null {
    let end = endOfSegments(path, this.#deepest)
    while (end > 0) {
      const target = this.#byPath.get(path.slice(1, end))
      if (target) return target
      end = path.lastIndexOf('/', end - 1)
    }
    return this.#byPath.get('') ?? null
  }
}

const segments = (path: string): number => (path === '' ? 0 : path.split('/').length)

/** The place after the first `count` segments, or the end of the path. */
const endOfSegments = (path: string, count: number): number => {
  let end = 0
  for (let met = 0; met < count; met++) {
    end = path.indexOf('/', end + 1)
    if (end < 0) return path.length
  }
  return end
}
