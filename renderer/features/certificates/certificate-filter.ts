/** Finding a certificate by what an administrator has at hand: part of a name, or a thumbprint from anywhere. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { userCount } from './in-use.ts'

/**
 * Format characters (Unicode category Cf) come along when a thumbprint is copied from a certificate dialog of
 * Windows (U+200E), a web page (U+200B, U+FEFF) or a right-to-left document.
 */
const invisible = /[\p{Cf}\p{Cc}]/gu
const separators = /[\s:.,;_\-\u2010-\u2015\u2212\u00B7]/gu

/** Full-width and half-width forms are one (NFKC), case does not matter, invisible characters are dropped. */
export const folded = (text: string): string =>
  text
    .replace(/[\t\n\r]+/gu, ' ')
    .normalize('NFKC')
    .replace(invisible, '')
    .trim()
    .toLowerCase()

/**
 * The hexadecimal digits of a pasted thumbprint or serial number in upper case, whatever stands between them; null
 * when the text is not one. One to three digits are taken for ordinary text: too many numbers contain them.
 */
export function normalizeThumbprint(text: string): string | null {
  const digits = folded(text)
    .replace(/^(?:sha-?(?:1|256)|thumbprint|fingerprint|拇印)(?:\s+fingerprint)?\s*[:=]?\s*/u, '')
    .replace(/^0x/u, '')
    .replace(separators, '')
  return /^[0-9a-f]{4,}$/u.test(digits) ? digits.toUpperCase() : null
}

const texts = new WeakMap<Certificate, string>()

/** Everything one may search by name; worked out once per certificate, for ten thousand rows per keystroke. */
function textOf(certificate: Certificate): string {
  const known = texts.get(certificate)
  if (known !== undefined) return known
  const { subject, issuer, commonName, friendlyName, fileName, usedBy, subjectAlternativeNames } = certificate
  const parts = [subject, issuer, commonName, friendlyName, fileName, ...subjectAlternativeNames]
  const text = folded([...parts, ...usedBy.map((api) => api.displayName)].filter(Boolean).join('\n'))
  texts.set(certificate, text)
  return text
}

/** Works out what is searched, in pieces of 4 ms, so that the first key need not wait for ten thousand of them. */
export function prepareSearch(certificates: readonly Certificate[]): void {
  let next = 0
  const work = (): void => {
    const end = performance.now() + 4
    while (next < certificates.length && performance.now() < end) {
      const certificate = certificates[next]
      if (certificate) textOf(certificate)
      next += 1
    }
    if (next < certificates.length) setTimeout(work)
  }
  setTimeout(work)
}

/** The certificates that answer to `query`, in the order given. An empty query keeps all. */
export function filterCertificates(
  certificates: readonly Certificate[],
  query: string,
): readonly Certificate[] {
  const words = folded(query).split(' ').filter(Boolean)
  if (words.length === 0) return certificates
  const digits = normalizeThumbprint(query)
  return certificates.filter((certificate) => {
    if (digits !== null && hasDigits(certificate, digits)) return true
    const text = textOf(certificate)
    return words.every((word) => text.includes(word))
  })
}

/** A serial number may be written with leading zeros that the certificate's own text lacks. */
function hasDigits({ thumbprint, sha256Thumbprint, serialNumber }: Certificate, digits: string): boolean {
  return (
    thumbprint.includes(digits) ||
    sha256Thumbprint.includes(digits) ||
    serialNumber.includes(digits) ||
    serialNumber.replace(/^0+/u, '') === digits.replace(/^0+/u, '')
  )
}

export type SortColumn = 'subject' | 'thumbprint' | 'issuer' | 'expiry' | 'usedBy'

export interface SortOrder {
  column: SortColumn
  direction: 'ascending' | 'descending'
}

const sortedLists = new WeakMap<readonly Certificate[], Map<string, readonly Certificate[]>>()

/** Sorted once for each list, order and language, with equal ones told apart by thumbprint so that the order never depends on chance. */
export function sortCertificates(
  certificates: readonly Certificate[],
  order: SortOrder,
  language: string,
): readonly Certificate[] {
  const known = sortedLists.get(certificates) ?? new Map<string, readonly Certificate[]>()
  sortedLists.set(certificates, known)
  const key = `${order.column} ${order.direction} ${language}`
  const sorted = known.get(key) ?? sortedAnew(certificates, order, language)
  known.set(key, sorted)
  return sorted
}

function sortedAnew(
  certificates: readonly Certificate[],
  { column, direction }: SortOrder,
  language: string,
): readonly Certificate[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const by: Record<SortColumn, (one: Certificate, other: Certificate) => number> = {
    subject: (one, other) => compare(one.commonName, other.commonName),
    thumbprint: () => 0,
    issuer: (one, other) => compare(one.issuer, other.issuer),
    expiry: (one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter),
    usedBy: (one, other) => userCount(one) - userCount(other),
  }
  const sign = direction === 'ascending' ? 1 : -1
  const byThumbprint = (one: Certificate, other: Certificate) => (one.thumbprint < other.thumbprint ? -1 : 1)
  return certificates.toSorted((one, other) => sign * (by[column](one, other) || byThumbprint(one, other)))
}
