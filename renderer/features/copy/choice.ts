/** What can be chosen to be copied, and what is. */
import type { Api } from '../../../preload/contract/apis.ts'

/** By certificate, the APIs that present it. */
export function bindingsOf(apis: readonly Api[]): ReadonlyMap<string, readonly Api[]> {
  const found = new Map<string, Api[]>()
  for (const api of apis) {
    const { credentials } = api
    if (credentials.kind !== 'mutual' || credentials.certificateId === null) continue
    found.set(credentials.certificateId, [...(found.get(credentials.certificateId) ?? []), api])
  }
  return found
}

export function toggled(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  on: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}
