import { expect, test } from 'vitest'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { barOf, inOrder, labelled, placeOf, rangeOf, ticksOf, zooms } from './timeline.ts'

const now = new Date(2026, 10, 23, 12).getTime()
const day = 86_400_000
const range = { start: now - 10 * day, end: now + 90 * day }
const life = (from: number, to: number) => ({
  notBefore: new Date(now + from * day).toISOString(),
  notAfter: new Date(now + to * day).toISOString(),
})

test.each(zooms)(
  'at %s a little of the past is seen, and the axis has a readable number of ticks',
  (zoom) => {
    const seen = rangeOf(zoom, now)
    expect(placeOf(now, seen)).toBeCloseTo(0.12)
    const ticks = ticksOf(zoom, seen)
    expect(ticks.length).toBeGreaterThanOrEqual(6)
    expect(ticks.length).toBeLessThanOrEqual(12)
    expect(ticks.every((tick) => tick >= seen.start && tick < seen.end)).toBe(true)
    expect(ticks.map((tick) => new Date(tick).getHours()).every((hour) => hour === 0)).toBe(true)
  },
)

test('weeks begin on Monday, quarters and years with their first day', () => {
  const days = (zoom: 'weeks' | 'year' | 'years') => ticksOf(zoom, rangeOf(zoom, now)).map((t) => new Date(t))
  expect(days('weeks').every((date) => date.getDay() === 1)).toBe(true)
  expect(days('year').every((date) => date.getMonth() % 3 === 0 && date.getDate() === 1)).toBe(true)
  expect(days('years').every((date) => date.getMonth() === 0 && date.getDate() === 1)).toBe(true)
})

test('the first mark of each year tells it, also where every second mark has no label', () => {
  const quarters = ['2026-10', '2027-01', '2027-04', '2027-07', '2027-10', '2028-01', '2028-04'].map(
    (month) => new Date(`${month}-01T00:00`).getTime(),
  )
  const marks = labelled('year', quarters)
  expect(marks.map(({ year }) => year)).toEqual([true, true, false, false, false, true, false])
  const half = marks.filter((_, place) => place % 2 === 0)
  expect(half.map(({ yearOfHalf }) => yearOfHalf)).toEqual([true, true, false, true])
  expect(labelled('years', quarters).some(({ year }) => year)).toBe(false)
})

test('a bar is the part of a life that is in the range', () => {
  expect(barOf(life(0, 40), range)).toMatchObject({ kind: 'inside', beginsBefore: false, endsAfter: false })
  expect(barOf(life(0, 40), range)).toMatchObject({ from: 0.1, to: 0.5 })
  expect(barOf(life(-400, 400), range)).toEqual({
    kind: 'inside',
    from: 0,
    to: 1,
    beginsBefore: true,
    endsAfter: true,
  })
  expect(barOf(life(-400, -11), range)).toEqual({ kind: 'before' })
  expect(barOf(life(91, 400), range)).toEqual({ kind: 'after' })
})

test('what ends first comes first, and what ended and stops nothing comes last', () => {
  const usedBy = [{ id: 'api-1', displayName: 'Orders' }]
  const certificates = [
    fakeCertificate(1, { ...life(-400, -20) }),
    fakeCertificate(2, { ...life(-400, 30) }),
    fakeCertificate(3, { ...life(-400, -5), usedBy }),
    fakeCertificate(4, { ...life(-400, 10), usedBy }),
  ]
  expect(inOrder(certificates, now).map(({ id }) => id)).toEqual([
    'certificate-3',
    'certificate-4',
    'certificate-2',
    'certificate-1',
  ])
})
