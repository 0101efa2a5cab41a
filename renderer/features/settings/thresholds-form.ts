/** The expiry thresholds as an editable list. */
import { sortedThresholds, thresholdBounds } from '../../../preload/contract/preferences.ts'

export type ThresholdProblem = 'number' | 'there' | 'full'

/** The list with what was typed, or what speaks against it. Full-width digits are digits. */
export function withThreshold(
  thresholds: readonly number[],
  typed: string,
): { thresholds: readonly number[] } | { problem: ThresholdProblem } {
  const text = typed.normalize('NFKC').trim()
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > thresholdBounds.longestDays) return { problem: 'number' }
  if (thresholds.includes(days)) return { problem: 'there' }
  if (thresholds.length >= thresholdBounds.most) return { problem: 'full' }
  return { thresholds: sortedThresholds([...thresholds, days]) }
}
