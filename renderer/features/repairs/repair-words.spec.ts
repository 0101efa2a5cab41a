// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { RepairReport } from '../../../preload/contract/activity.ts'
import { startTest } from '../../test/start.ts'
import { describeRepairs, type Names } from './repair-words.ts'

const names: Names = {
  certificate: (id) => (id === 'there' ? 'orders-gateway' : undefined),
  api: (id) => (id === 'there' ? '受注 API' : undefined),
}
const tell = (...report: RepairReport) => describeRepairs(report, names)

beforeEach(() => startTest())

test('names what is concerned and leads there', () => {
  expect(tell({ kind: 'keychain-item-missing', certificateId: 'there' })).toMatchObject([
    {
      text: expect.stringContaining('orders-gateway') as string,
      attention: true,
      to: '/certificates?show=there',
    },
  ])
  expect(tell({ kind: 'basic-password-missing', apiId: 'there' })).toMatchObject([
    { text: expect.stringContaining('受注 API') as string, to: '/apis/there/security' },
  ])
})

test('says so where it is gone by now', () => {
  const [words] = tell({ kind: 'sealed-certificate-damaged', certificateId: 'elsewhere' })
  expect(words?.text).toContain('no longer there')
})

test('puts first what needs attention, and counts what was left over in the keychain', () => {
  const words = tell(
    { kind: 'keychain-item-left-over', account: 'a' },
    { kind: 'sealed-certificate-mended', certificateId: 'there' },
    { kind: 'keychain-item-left-over', account: 'b' },
    { kind: 'database-started-empty' },
  )
  expect(words).toHaveLength(3)
  expect(words[0]?.text).toContain('begins empty')
  expect(words[2]?.text).toContain('2 items')
})

test('says an interrupted change by the name that the record has for it', () => {
  const subject = { kind: 'certificate', id: 'there', name: 'orders-gateway' } as const
  const [words] = tell({ kind: 'act-undone', act: 'certificate-uploaded', subject })
  expect(words?.text).toContain('Certificate uploaded: orders-gateway')
})
