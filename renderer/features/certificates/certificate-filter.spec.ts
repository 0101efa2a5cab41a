import { describe, expect, test } from 'vitest'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { filterCertificates, normalizeThumbprint } from './certificate-filter.ts'

const thumbprint = 'A909502DD82AE41433E6F83886B00D4277A32A7B'

describe('a pasted thumbprint', () => {
  test.each([
    ['as it is', thumbprint],
    ['in lower case', thumbprint.toLowerCase()],
    ['with colons', thumbprint.match(/../g)?.join(':')],
    ['with blanks', thumbprint.match(/../g)?.join(' ')],
    [
      'with the invisible mark that Windows puts before it',
      `\u200E${thumbprint.match(/../g)?.join(' ') ?? ''}`,
    ],
    [
      'with zero-width blanks and a byte order mark',
      `\uFEFF${thumbprint.match(/.{4}/g)?.join('\u200B') ?? ''}`,
    ],
    ['with no-break blanks', thumbprint.match(/../g)?.join('\u00A0')],
    [
      'in full-width letters',
      thumbprint.replace(/./g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    ['as OpenSSL prints it', `SHA1 Fingerprint=${thumbprint.match(/../g)?.join(':') ?? ''}`],
    ['over two lines', `${thumbprint.slice(0, 20)}\r\n${thumbprint.slice(20)}`],
    ['with hyphens of any kind', thumbprint.match(/../g)?.join('\u2011')],
  ])('is understood %s', (_, text) => {
    expect(normalizeThumbprint(text ?? '')).toBe(thumbprint)
  })

  test.each(['', 'abc', 'orders', 'contoso.example', 'cafe!'])('is not seen in “%s”', (text) => {
    expect(normalizeThumbprint(text)).toBeNull()
  })
})

describe('the filter', () => {
  const orders = fakeCertificate(1, {
    thumbprint,
    commonName: 'orders',
    subject: 'CN=orders, O=株式会社ミナト',
    serialNumber: '00C0FFEE11',
    usedBy: [{ id: 'a', displayName: '受注 API' }],
  })
  const billing = fakeCertificate(2, { commonName: 'billing', subject: 'CN=billing', issuer: 'CN=Other CA' })
  const all = [orders, billing]

  test.each([
    ['the last four characters', '2A7B', orders],
    ['a SHA-256 thumbprint', billing.sha256Thumbprint.toLowerCase(), billing],
    ['a serial number without its leading zeros', 'c0 ff ee 11', orders],
    ['a serial number with more of them', '0000C0FFEE11', orders],
    ['part of the subject in any case', 'ORDER', orders],
    ['a name in half-width kana', '株式会社ﾐﾅﾄ', orders],
    ['the issuer', 'other ca', billing],
    ['an API that uses it', '受注', orders],
    ['several words in any order', 'ミナト orders', orders],
  ])('finds by %s', (_, query, expected) => {
    expect(filterCertificates(all, query)).toEqual([expected])
  })

  test('takes three digits for part of a name, where four may be a thumbprint’s', () => {
    expect(filterCertificates(all, 'a7b')).toEqual([])
    expect(filterCertificates(all, '32a7')).toEqual([orders])
  })

  test('keeps all for blanks', () => {
    expect(filterCertificates(all, ' \u200E ')).toEqual(all)
  })

  test('finds in a list that has grown, and in another one after it', () => {
    const grown = [...all, fakeCertificate(3, { commonName: 'payroll', subject: 'CN=payroll' })]
    expect(filterCertificates(all, 'billing')).toEqual([billing])
    expect(filterCertificates(grown, 'billing')).toEqual([billing])
    expect(filterCertificates(grown, 'payroll')).toEqual(grown.slice(2))
    const changed = fakeCertificate(2, { commonName: 'shipping', subject: 'CN=shipping' })
    expect(filterCertificates([orders, changed], 'shipping')).toEqual([changed])
    expect(filterCertificates([orders, changed], 'billing')).toEqual([])
  })

  test('goes through ten thousand certificates within a keystroke', () => {
    const many = Array.from({ length: 10_000 }, (_, seed) => fakeCertificate(seed))
    expect(filterCertificates(many, 'client-9999').length).toBe(1)
    // The quickest of several, and processor time: the machine may be busy with something else.
    const times = Array.from({ length: 7 }, () => {
      const before = process.threadCpuUsage()
      filterCertificates(many, 'client-9999')
      return process.threadCpuUsage(before).user / 1000
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
