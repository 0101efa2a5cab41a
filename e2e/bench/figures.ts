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
  Number.isNaN(value)
    ? 'not told'
    : `${Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)}${unit === '/min' ? unit : unit && ` ${unit}`}`

const head = ['', 'median', 'worst', 'n', 'limit', ''] as const

/** Per figure: median, worst, how many values, the limit and whether it is kept. */
const cellsOf = (figure: Figure): readonly string[] => {
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
}

/** One line per figure, in columns. */
export function table(figures: readonly Figure[]): string {
  const all = [head, ...figures.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The same for a document. */
export const markdown = (figures: readonly Figure[]): string =>
  [
    head,
    head.map((_, column) => (column === 1 || column === 2 || column === 3 ? '---:' : '---')),
    ...figures.map(cellsOf),
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
