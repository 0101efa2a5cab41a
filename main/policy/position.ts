/** Lines and columns of places in a text. A line ends with `\r\n`, `\n` or `\r`; both counts begin with 1. */
import type { PolicyProblem } from '../../preload/contract/policies.ts'
import type { Finding } from './nodes.ts'

/** Gives every finding its line and column, in the order of their places. */
export function locate(text: string, findings: readonly Finding[]): PolicyProblem[] {
  if (findings.length === 0) return []
  const starts = lineStarts(text)
  return findings
    .toSorted((one, other) => one.span.start - other.span.start)
    .map(({ severity, code, span, subject }) => ({
      severity,
      code,
      ...positionIn(starts, span.start),
      offset: span.start,
      length: span.end - span.start,
      subject,
    }))
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineEnd.length)
  return starts
}

function positionIn(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length
  // The last line that starts at or before the offset.
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
