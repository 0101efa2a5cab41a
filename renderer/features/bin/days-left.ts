const day = 86_400_000

/** Whole days until `purgedAt`; 0 on the last one. */
export const daysLeft = (purgedAt: string, now: Date): number =>
  Math.max(0, Math.floor((Date.parse(purgedAt) - now.getTime()) / day))
