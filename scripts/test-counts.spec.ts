import { expect, test } from 'vitest'
import { add, closingLine, none, oneFor, playwrightCounts, vitestCounts } from './test-counts.ts'

test('the closing line adds up every step and names skipped tests only where there are some', () => {
  const unit = vitestCounts({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }, 1)
  const endToEnd = playwrightCounts({ stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 } }, 1)
  expect(closingLine([oneFor(0), oneFor(1), unit, endToEnd].reduce(add, none))).toBe(
    '12 passed, 3 failed, 3 skipped',
  )
  expect(closingLine(oneFor(0))).toBe('1 passed, 0 failed')
})

test('a runner that ended badly without a report or without a failed test counts as one failure', () => {
  expect(vitestCounts(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(playwrightCounts({ stats: { expected: 3 } }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
})
