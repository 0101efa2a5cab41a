import { expect, test } from 'vitest'
import type { ActivityEntry, ActivityFilter } from '../../preload/contract/activity.ts'
import { searchActivity } from './activity-search.ts'

const thumbprint = '0A1B2C3D4E5F60718293A4B5C6D7E8F901234567'

const entry = (sequence: number, changes: Partial<ActivityEntry> = {}): ActivityEntry => ({
  sequence,
  at: '2026-08-02T00:00:00.000Z',
  actor: 'tanaka@ws-0412',
  door: 'window',
  act: 'certificate-uploaded',
  subject: { kind: 'certificate', id: `certificate-${sequence}`, name: `client ${sequence}` },
  before: null,
  after: { thumbprint: 'FFFF' },
  previousHash: '',
  hash: '',
  ...changes,
})

const record = [
  entry(1, { after: { thumbprint } }),
  entry(2, { door: 'rest-api', actor: 'deploy@build' }),
  entry(3, { act: 'api-changed', subject: { kind: 'api', id: 'a', name: '受注 ＡＰＩ' } }),
]
const newest = (limit: number, before = Infinity): ActivityEntry[] =>
  record
    .filter(({ sequence }) => sequence < before)
    .reverse()
    .slice(0, limit)

const find = async (filter: Partial<ActivityFilter>): Promise<number[]> => {
  const all: ActivityFilter = { text: '', namedActs: [], subject: null, door: null }
  const found = await searchActivity(newest, { limit: 10, before: null, filter: { ...all, ...filter } })
  return found.map(({ sequence }) => sequence)
}

test('finds a thumbprint however it was copied', async () => {
  expect(await find({ text: `\u200E${thumbprint.toLowerCase().replace(/..(?=.)/g, '$&:')}` })).toEqual([1])
  expect(await find({ text: '0A1B 2C3D 4E5F' })).toEqual([1])
})

test('wants every word, and takes full width and case for one', async () => {
  expect(await find({ text: '受注 api' })).toEqual([3])
  expect(await find({ text: '受注 請求' })).toEqual([])
})

test('finds who did it, by which door, and what kind of thing it was done to', async () => {
  expect(await find({ text: 'DEPLOY' })).toEqual([2])
  expect(await find({ door: 'rest-api' })).toEqual([2])
  expect(await find({ subject: 'certificate' })).toEqual([2, 1])
})

test('finds an act that the window knows by the words that were looked for', async () => {
  expect(await find({ text: '変更', namedActs: ['api-changed'] })).toEqual([3])
})

test('looks through more entries than it reads at once, and stops when it has enough', async () => {
  const long = Array.from({ length: 1_200 }, (_, index) => entry(1_200 - index))
  const read = (limit: number, before = Infinity): ActivityEntry[] =>
    long.filter(({ sequence }) => sequence < before).slice(0, limit)
  const filter: ActivityFilter = { text: 'certificate-7', namedActs: [], subject: null, door: null }
  const found = await searchActivity(read, { limit: 2, before: 700, filter })
  expect(found.map(({ sequence }) => sequence)).toEqual([79, 78])
})
