/** What the test runners counted, from their JSON reports. */

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** A step without tests of its own, such as types, counts as one. */
export const oneFor = (exitCode: number): Counts =>
  exitCode === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 }

/** A runner that ended badly without naming a failed test (it could not start, a file would not load) failed once. */
const withExitCode = (counts: Counts, exitCode: number): Counts =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/** Vitest's report has the shape of Jest's; `null` stands for a report that was never written. */
export const vitestCounts = (report: unknown, exitCode: number): Counts => {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = fields(report)
  return withExitCode(
    { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
    exitCode,
  )
}

/** Playwright counts what passed on a second try as flaky; with no second try there is none. */
export const playwrightCounts = (report: unknown, exitCode: number): Counts => {
  const stats = (report as { stats?: unknown } | null)?.stats
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = fields(stats)
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, exitCode)
}

const fields = (report: unknown): Partial<Record<string, number>> => report ?? {}

/** The last line of `npm test`. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '')
