/** Which API of one service is which of another. */
import type { ApiReference } from '../../preload/contract/apis.ts'

export interface LocatedApi extends ApiReference {
  path: string
  /** Shares its path with other versions of itself, so that the path does not tell which one it is. */
  versioned?: boolean
}

const folded = (text: string): string => text.toLowerCase()

/**
 * For each wanted one the API of the same id, or else the one of the same path (letter case aside); null where there
 * is none. None is found twice by its path.
 */
export const matchApis = (
  wanted: readonly Pick<LocatedApi, 'id' | 'path'>[],
  there: readonly LocatedApi[],
): (LocatedApi | null)[] => {
  const byId = new Map(there.map((api) => [folded(api.id), api]))
  const named = new Set(wanted.map(({ id }) => byId.get(folded(id))))
  const left = there.filter((api) => api.versioned !== true && !named.has(api))
  const byPath = new Map(left.map((api) => [folded(api.path), api]))
  return wanted.map(({ id, path }) => {
    const same = byId.get(folded(id))
    if (same !== undefined) return same
    const found = byPath.get(folded(path))
    byPath.delete(folded(path))
    return found ?? null
  })
}
