/** How long to wait before a request is repeated. */

/** Longer than this nobody should sit before a window: the failure says how long the service asked for. */
export const longestWaitMs = 60_000

/** The first wait without a `Retry-After`; it doubles from then on. */
const firstWaitMs = 500

/**
 * What `Retry-After` (RFC 9110, 10.2.3) or Azure's own `retry-after-ms` asks for, in milliseconds; null where
 * neither can be read.
 */
export const readRetryAfter = (headers: Headers, now: Date): number | null => {
  const milliseconds = headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms')
  if (milliseconds !== null && /^\d{1,9}$/.test(milliseconds)) return Number(milliseconds)
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,7}$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

/** Doubling, between half and the whole of it at random, so that several clients do not come back at once. */
export const backOff = (attempt: number, random: () => number = Math.random): number =>
  firstWaitMs * 2 ** (attempt - 1) * (0.5 + random() / 2)
