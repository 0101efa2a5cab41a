/**
 * How tall the rows of tables are, in one place: the lists that keep only the rows in view must know it as a number, the
 * styles take the same from custom properties of the root.
 */
import type { Preferences } from '../../preload/contract/preferences.ts'

export type Density = Preferences['density']

/** In pixels. Whatever can be clicked in a row is 24 pixels high (WCAG 2.2, 2.5.8) and has to fit into it. */
const comfortable = {
  /** The row of column names. */
  tableHead: 36,
  /** A row of one line. */
  row: 34,
  /** A row of one line with buttons in it. */
  rowWithButtons: 48,
  /** A row of two lines with buttons or links beside them. */
  rowOfTwo: 56,
  /** A row of two lines beside a bar. */
  rowWithBar: 46,
  /** Above and below what stands in a row that grows with it. */
  cellPad: 12,
  /** The size of the type. */
  tableText: 14,
}

export type RowMeasure = keyof typeof comfortable

export const densities: Readonly<Record<Density, Readonly<Record<RowMeasure, number>>>> = {
  comfortable,
  compact: {
    tableHead: 30,
    row: 26,
    rowWithButtons: 34,
    rowOfTwo: 38,
    rowWithBar: 38,
    cellPad: 5,
    tableText: 13,
  },
}

/** `rowOfTwo` is `--row-of-two`. */
const propertyOf = (measure: string): string =>
  `--${measure.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Lets the styles follow; `data-density` is for what differs by more than a measure. */
export function applyDensity(density: Density): void {
  const root = document.documentElement
  root.dataset['density'] = density
  for (const [measure, pixels] of Object.entries(densities[density])) {
    root.style.setProperty(propertyOf(measure), `${pixels}px`)
  }
}
