import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../preload/contract/activity.ts'
import { activityHash } from './activity.ts'
import { exportActivity } from './activity-export.ts'

const unhashed = {
  ...{ sequence: 1, at: '2026-03-01T00:00:00.000Z', actor: 'me@host', door: 'window' as const },
  act: 'certificate-uploaded' as const,
  subject: { kind: 'certificate' as const, id: 'a', name: '=HYPERLINK("http://evil", "注文")' },
  before: null,
  after: { subject: 'CN=a, O="b"' },
  previousHash: '0'.repeat(64),
}
const entry: ActivityEntry = { ...unhashed, hash: activityHash(unhashed) }

describe('the record’s export', () => {
  it('as JSON lines holds all that a reader needs to verify it', () => {
    const [line = ''] = exportActivity([entry, entry], 'json-lines').split('\n')
    const { hash, ...rest } = JSON.parse(line) as ActivityEntry
    expect(activityHash(rest)).toBe(hash)
  })

  it('as CSV has one record per entry, quotes doubled, UTF-8 told by its mark', () => {
    const csv = exportActivity([entry], 'csv')
    expect(csv.startsWith('\uFEFF"sequence","at"')).toBe(true)
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv).toContain('""subject"":""CN=a, O=\\""b\\""""')
  })

  it('as CSV never lets a name act as a formula', () => {
    expect(exportActivity([entry], 'csv')).toContain(`"'=HYPERLINK(`)
  })
})
