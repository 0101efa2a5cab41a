import { beforeAll, describe, expect, it } from 'vitest'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../temporary-workspace.ts'
import { exportList } from './list-export.ts'

let certificates: readonly Certificate[]

/** Its name begins like a formula and needs every kind of escape. */
const awkward = '=受注, "東京"; 第一\\倉庫のとても長い名前の証明書'

beforeAll(async () => {
  const temporary = await createTemporaryWorkspace()
  const { service } = temporary
  const notAfter = new Date('2031-02-03T04:05:06Z')
  const { id } = await service.certificates.create(await makeUpload(awkward, { notAfter }))
  const api = await service.apis.create(ordersApi)
  await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: id }, '*')
  await service.certificates.create(await makeUpload('stock'))
  certificates = await service.certificates.list()
  await temporary.remove()
})

const exported = (format: 'csv' | 'json' | 'ics', language: 'ja' | 'en' = 'ja'): string =>
  exportList({
    certificates,
    format,
    language,
    thresholds: [30, 7, 0],
    now: new Date('2026-01-02T03:04:05Z'),
  })

/** Section 3.1 of RFC 5545 undone. */
const unfolded = (calendar: string): string[] => calendar.replaceAll('\r\n ', '').split('\r\n')

describe('the list of certificates', () => {
  it('as CSV has a row for each, and no value that a spreadsheet would calculate', () => {
    const lines = exported('csv').slice(1).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + certificates.length)
    expect(lines[0]).toMatch(/^"id","commonName","friendlyName","subject","issuer"/)
    expect(lines[1]).toContain(`"'=受注, ""東京""; 第一\\倉庫のとても長い名前の証明書"`)
    expect(lines[1]).toContain('"Orders"')
    expect(lines[1]).toContain('"2031-02-03T04:05:06.000Z"')
  })

  it('as JSON is what the window is told: public facts', () => {
    expect(JSON.parse(exported('json'))).toEqual(JSON.parse(JSON.stringify(certificates)))
    expect(exported('json')).not.toMatch(/PRIVATE KEY|"password"/)
  })

  it('as a calendar has an event for each expiry, a reminder for each threshold, and lines of 75 octets', () => {
    const calendar = exported('ics')
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const lines = unfolded(calendar)
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(certificates.length)
    expect(lines).toContain('DTSTART:20310203T040506Z')
    expect(lines).toContain('DTSTAMP:20260102T030405Z')
    expect(lines).toContain(
      'SUMMARY:証明書「=受注\\, "東京"\\; 第一\\\\倉庫のとても長い名前の証明書」の有効期限',
    )
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual([
      ...['TRIGGER:-P30D', 'TRIGGER:-P7D', 'TRIGGER:PT0S'],
      ...['TRIGGER:-P30D', 'TRIGGER:-P7D', 'TRIGGER:PT0S'],
    ])
    expect(lines.find((line) => line.startsWith('DESCRIPTION:CN'))).toContain('呼び出せなくなる API: Orders')
  })

  it('as a calendar passes over a certificate whose end is not known', () => {
    const unknown = certificates.map((certificate, place) =>
      place === 0 ? { ...certificate, notAfter: '' } : certificate,
    )
    const calendar = exportList({
      certificates: unknown,
      format: 'ics',
      language: 'en',
      thresholds: [],
      now: new Date(),
    })
    expect(unfolded(calendar).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(certificates.length - 1)
  })

  it('as a calendar keeps an event’s identity, so that importing again makes no second one', () => {
    const ids = (calendar: string) => unfolded(calendar).filter((line) => line.startsWith('UID:'))
    expect(ids(exported('ics', 'en'))).toEqual(ids(exported('ics', 'ja')))
    expect(new Set(ids(exported('ics'))).size).toBe(certificates.length)
  })
})
