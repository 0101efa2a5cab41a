import { expect, it } from 'vitest'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { dueExpiries } from './due-expiries.ts'

const now = new Date('2026-05-10T09:00:00')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)

/** Only what is looked at. */
const certificate = (commonName: string, days: number, changes: Partial<Certificate> = {}) =>
  ({ commonName, notAfter: inDays(days).toISOString(), ...changes }) as Certificate

const due = (certificates: readonly Certificate[], toldAt: Date | null): string[] =>
  dueExpiries(certificates, { thresholds: [30, 7], toldAt, now }).map(({ commonName }) => commonName)

const all = [
  certificate('later', 31),
  certificate('month', 29.5),
  certificate('week', 6.5),
  certificate('over', -0.5),
]

it('at first tells of everything within a threshold, what ends first before the rest', () => {
  expect(due(all, null)).toEqual(['over', 'week', 'month'])
})

it('then tells of each threshold once', () => {
  expect(due(all, inDays(-1))).toEqual(['over', 'week', 'month'])
  expect(due(all, inDays(-2))).toEqual(['over', 'week', 'month'])
  expect(due([certificate('month', 20), certificate('over', -3)], inDays(-1))).toEqual([])
})

it('tells of what was missed while the program did not run', () => {
  expect(due(all, inDays(-200))).toEqual(['over', 'week', 'month'])
})

it('tells of a certificate that came after the others were told of', () => {
  const uploadedAt = inDays(-0.5).toISOString()
  expect(due([certificate('new', 3, { uploadedAt }), certificate('known', 3)], inDays(-1))).toEqual(['new'])
})

it('tells nothing twice on a day, and of nothing that another certificate has replaced', () => {
  expect(due(all, new Date('2026-05-10T00:00:01'))).toEqual([])
  const replacedBy = { certificateId: 'next', at: now.toISOString() }
  expect(due([certificate('old', 3, { replacedBy })], null)).toEqual([])
})

it('is not silenced by a clock that was ahead', () => {
  expect(due(all, inDays(3_000))).toEqual(['over', 'week', 'month'])
})
