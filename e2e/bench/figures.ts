/** Measured values, what they may be at most, and the table that judges them. */

export interface Figure {
  name: string
  /** Each measured value, in order. */
  values: readonly number[]
  unit: 'ms' | 'kB' | '/min' | ''
  /** Which of the values counts, and what it may be at most; absent where a figure is only told. */
  limit?: { of: 'median' | 'worst'; atMost: number }
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((one, other) => one - other)

export const median = (values: readonly number[]): number => {
  const inOrder = sorted(values)
  const middle = Math.floor(inOrder.length / 2)
  const upper = inOrder[middle] ?? Number.NaN
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? Number.NaN) + upper) / 2
}

const worst = (values: readonly number[]): number => Math.max(...values)

/** No value at all is not within any limit. */
export function isWithin({ values, limit }: Figure): boolean {
  if (limit === undefined) return true
  const value = limit.of === 'median' ? median(values) : worst(values)
  return value <= limit.atMost
}

const text = (value: number, unit: string): string =>
  `${Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)}${unit === '/min' ? unit : unit && ` ${unit}`}`

/** One line per figure: median, worst, how many values, the limit and whether it is kept. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, values, unit, limit } = figure
    const allowed = limit === undefined ? '' : `${limit.of} ≤ ${limit.atMost}${unit && ` ${unit}`}`
    const verdict = limit === undefined ? '' : isWithin(figure) ? '✓' : '✗'
    return [
      name,
      text(median(values), unit),
      text(worst(values), unit),
      String(values.length),
      allowed,
      verdict,
    ]
  })
  const all = [['', 'median', 'worst', 'n', 'limit', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
