/** When a certificate stops (or starts) being valid, as people count it: in days. */

export type ExpiryState = 'valid' | 'soon' | 'expired' | 'not-yet'

export interface Expiry {
  state: ExpiryState
  /** Whole days left, since the end, or until the start; never negative. */
  days: number
}

const day = 86_400_000

/** `soonDays` is the longest of the thresholds: from then on a certificate wants attention. */
export function expiryOf(notBefore: string, notAfter: string, soonDays: number, now = Date.now()): Expiry {
  const start = Date.parse(notBefore)
  const end = Date.parse(notAfter)
  // RFC 5280, 4.1.2.5: the period includes both of its ends.
  if (now > end) return { state: 'expired', days: Math.floor((now - end) / day) }
  if (now < start) return { state: 'not-yet', days: Math.ceil((start - now) / day) }
  const days = Math.floor((end - now) / day)
  return { state: days < soonDays ? 'soon' : 'valid', days }
}
