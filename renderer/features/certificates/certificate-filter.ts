/** Finding a certificate by what an administrator has at hand: part of a name, or a thumbprint from anywhere. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { inPieces, sortInSteps } from './in-pieces.ts'
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

let giveUpPreparing = (): void => undefined

/** What the first key and the first look at the list need, in pieces of 4 ms: neither has to wait for ten thousand. */
export function prepareList(certificates: readonly Certificate[], language: string): void {
  giveUpPreparing()
  giveUpPreparing = inPieces(function* () {
    for (const certificate of certificates) {
      textOf(certificate)
      yield
    }
    const order = lastSorted?.order ?? usualOrder
    // Who looks at the list already has had it sorted.
    if (knownSorted(certificates, order, language)) return
    const start = startOf(certificates, order, language)
    keep(certificates, order, language, yield* sortInSteps(start, comparison(order, language)))
  })
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

/** How the list is sorted until somebody chooses otherwise. */
export const usualOrder: SortOrder = { column: 'subject', direction: 'ascending' }

const keyOf = ({ column, direction }: SortOrder, language: string) => `${column} ${direction} ${language}`

const sortedLists = new WeakMap<readonly Certificate[], Map<string, readonly Certificate[]>>()
let lastSorted: { order: SortOrder; language: string; list: readonly Certificate[] } | undefined

const knownSorted = (
  certificates: readonly Certificate[],
  order: SortOrder,
  language: string,
): readonly Certificate[] | undefined => sortedLists.get(certificates)?.get(keyOf(order, language))

function keep(
  certificates: readonly Certificate[],
  order: SortOrder,
  language: string,
  list: readonly Certificate[],
): readonly Certificate[] {
  const known = sortedLists.get(certificates) ?? new Map<string, readonly Certificate[]>()
  sortedLists.set(certificates, known.set(keyOf(order, language), list))
  lastSorted = { order, language, list }
  return list
}

/**
 * Sorted once for each list, order and language, with equal ones told apart by thumbprint so that the order never
 * depends on chance.
 */
export function sortCertificates(
  certificates: readonly Certificate[],
  order: SortOrder,
  language: string,
): readonly Certificate[] {
  const known = knownSorted(certificates, order, language)
  if (known) return known
  const start = startOf(certificates, order, language)
  return keep(certificates, order, language, start.toSorted(comparison(order, language)))
}

/**
 * A list that is read again differs little from the one before: put into that one's order first, ten thousand need one
 * comparison each instead of thirteen, and comparing names as people read them is what takes the time.
 */
function startOf(
  certificates: readonly Certificate[],
  order: SortOrder,
  language: string,
): readonly Certificate[] {
  if (!lastSorted || keyOf(lastSorted.order, lastSorted.language) !== keyOf(order, language))
    return certificates
  const now = new Map(certificates.map((certificate) => [certificate.id, certificate]))
  const stayed = lastSorted.list.flatMap(({ id }) => {
    const certificate = now.get(id)
    now.delete(id)
    return certificate ? [certificate] : []
  })
  return [...stayed, ...now.values()]
}

type Comparison = (one: Certificate, other: Certificate) => number

function comparison({ column, direction }: SortOrder, language: string): Comparison {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const by: Record<SortColumn, Comparison> = {
    subject: (one, other) => compare(one.commonName, other.commonName),
    thumbprint: () => 0,
    issuer: (one, other) => compare(one.issuer, other.issuer),
    expiry: (one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter),
    usedBy: (one, other) => userCount(one) - userCount(other),
  }
  const sign = direction === 'ascending' ? 1 : -1
  const byThumbprint = (one: Certificate, other: Certificate) => (one.thumbprint < other.thumbprint ? -1 : 1)
  return (one, other) => sign * (by[column](one, other) || byThumbprint(one, other))
}
