/** The gateway's port as it is typed. */

/** The port that `text` means, or null. 0 would let the system choose, which nobody could tell their clients. */
export function portOf(text: string): number | null {
  const typed = text.trim()
  if (!/^\d{1,5}$/.test(typed)) return null
  const port = Number(typed)
  return port >= 1 && port <= 65_535 ? port : null
}

/** Below this, Linux and others want special rights (IANA: system ports). */
export const isSystemPort = (port: number): boolean => port < 1_024
