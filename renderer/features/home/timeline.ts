/** Where certificates lie on an axis of time, as parts of its width. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { isUsed } from '../certificates/in-use.ts'

export const zooms = ['weeks', 'months', 'year', 'years'] as const
export type Zoom = (typeof zooms)[number]

/** Milliseconds since 1970. */
export interface Range {
  start: number
  end: number
}

const day = 86_400_000

/** Days ahead that are shown: six weeks, six months, two years, ten years. */
const daysAhead: Record<Zoom, number> = { weeks: 42, months: 183, year: 731, years: 3_653 }

/** So much of the axis lies in the past that what has just ended can be seen. */
const past = 0.12

export function rangeOf(zoom: Zoom, now = Date.now()): Range {
  const ahead = daysAhead[zoom] * day
  return { start: now - (ahead * past) / (1 - past), end: now + ahead }
}

/** The moment's place from 0 at the start to 1 at the end; beyond them outside of the range. */
export const placeOf = (moment: number, { start, end }: Range): number => (moment - start) / (end - start)

/** Weeks, months, quarters or years, by the calendar of where the reader is. */
export function ticksOf(zoom: Zoom, range: Range): readonly number[] {
  const ticks: number[] = []
  for (let tick = firstTick(zoom, new Date(range.start)); tick.getTime() < range.end;) {
    if (tick.getTime() >= range.start) ticks.push(tick.getTime())
    tick = nextTick(zoom, tick)
  }
  return ticks
}

export interface LabelledTick {
  at: number
  /** Whether its label has to tell the year: it is the first of one. */
  year: boolean
  /** The same where only every second tick has room for a label, from the first one on. */
  yearOfHalf: boolean
}

/** The marks of an axis, from the first to the last, with whether each has to tell its year. */
export function labelled(zoom: Zoom, ticks: readonly number[]): readonly LabelledTick[] {
  const yearOf = (moment: number) => new Date(moment).getFullYear()
  // A tick of years is labelled with nothing else.
  const isFirst = (at: number, before: number | undefined) =>
    zoom !== 'years' && (before === undefined || yearOf(before) !== yearOf(at))
  return ticks.map((at, place) => ({
    at,
    year: isFirst(at, ticks[place - 1]),
    yearOfHalf: isFirst(at, ticks[place - 2]),
  }))
}

/** The last tick at or before a moment. ISO 8601 has weeks begin on Monday. */
function firstTick(zoom: Zoom, date: Date): Date {
  const [year, month] = [date.getFullYear(), date.getMonth()]
  if (zoom === 'weeks') return new Date(year, month, date.getDate() - ((date.getDay() + 6) % 7))
  if (zoom === 'months') return new Date(year, month, 1)
  return zoom === 'year' ? new Date(year, month - (month % 3), 1) : new Date(year, 0, 1)
}

/** By the calendar and not by hours: days differ in length where clocks are changed. */
function nextTick(zoom: Zoom, tick: Date): Date {
  const [year, month, date] = [tick.getFullYear(), tick.getMonth(), tick.getDate()]
  if (zoom === 'weeks') return new Date(year, month, date + 7)
  const months = { months: 1, year: 3, years: 12 }[zoom]
  return new Date(year, month + months, 1)
}

/** The part of a certificate's life that is in the range. `before` and `after`: it has ended, or begins, outside. */
export type Bar =
  | { kind: 'inside'; from: number; to: number; beginsBefore: boolean; endsAfter: boolean }
  | { kind: 'before' | 'after' }

export function barOf(
  { notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
  range: Range,
): Bar {
  // A connected service does not tell since when a certificate is valid.
  const from = notBefore === '' ? -Infinity : placeOf(Date.parse(notBefore), range)
  const to = placeOf(Date.parse(notAfter), range)
  if (to < 0) return { kind: 'before' }
  if (from > 1) return { kind: 'after' }
  return {
    kind: 'inside',
    from: Math.max(0, from),
    to: Math.min(1, to),
    beginsBefore: from < 0,
    endsAfter: to > 1,
  }
}

/** By their end; those that have ended and stop nothing any more come last. */
export function inOrder(certificates: readonly Certificate[], now = Date.now()): readonly Certificate[] {
  const over = (one: Certificate) => Number(!isUsed(one) && Date.parse(one.notAfter) < now)
  return certificates.toSorted(
    (one, other) =>
      over(one) - over(other) ||
      Date.parse(one.notAfter) - Date.parse(other.notAfter) ||
      (one.thumbprint < other.thumbprint ? -1 : 1),
  )
}
