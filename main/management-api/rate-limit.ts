/** Guards the program against a client that asks without end: a bucket of requests that fills again with time. */
export interface RateLimit {
  /** Whether one more request may pass, or in how many whole seconds one may. */
  take(): { allowed: true } | { allowed: false; retryAfter: number }
}

/** @param now milliseconds of a clock that never goes back */
export const createRateLimit = (burst: number, perSecond: number, now: () => number): RateLimit => {
  let tokens = burst
  let last = now()
  return {
    take: () => {
      const at = now()
      tokens = Math.min(burst, tokens + ((at - last) / 1000) * perSecond)
      last = at
      if (tokens >= 1) {
        tokens -= 1
        return { allowed: true }
      }
      return { allowed: false, retryAfter: Math.ceil((1 - tokens) / perSecond) }
    },
  }
}
