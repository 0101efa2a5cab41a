/** Finding a certificate by what an administrator has at hand: part of a name, or a thumbprint from anywhere. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { foundInOrder, sortedCertificates, type SortOrder } from './certificate-order.ts'
import { Prepared, type Steps } from './in-pieces.ts'
import { joinTexts, placesWith, type JoinedTexts } from './joined-texts.ts'

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

/** Everything one may search by name. */
function nameText(certificate: Certificate): string {
  const { subject, issuer, commonName, friendlyName, fileName, usedBy, subjectAlternativeNames } = certificate
  const parts = [subject, issuer, commonName, friendlyName, fileName, ...subjectAlternativeNames]
  return folded([...parts, ...usedBy.map((api) => api.displayName)].filter(Boolean).join('\n'))
}

const withoutZeros = (digits: string): string => digits.replace(/^0+/u, '')

/** A serial number may be written with leading zeros that the certificate's own text lacks: `#` stands round it. */
const digitText = ({ thumbprint, sha256Thumbprint, serialNumber }: Certificate): string =>
  `${thumbprint} ${sha256Thumbprint} ${serialNumber} #${withoutZeros(serialNumber)}#`

interface SearchTexts {
  names: JoinedTexts
  digits: JoinedTexts
}

const noTexts: SearchTexts = { names: joinTexts([]), digits: joinTexts([]) }
const searchTexts = new WeakMap<readonly Certificate[], Prepared<SearchTexts>>()
let lastCollected: { of: readonly Certificate[]; texts: SearchTexts } = { of: [], texts: noTexts }

/** What the first key of a filter needs, so that it does not have to wait for ten thousand certificates. */
export function searchTextsOf(certificates: readonly Certificate[]): Prepared<SearchTexts> {
  const known = searchTexts.get(certificates) ?? new Prepared(collect(certificates))
  searchTexts.set(certificates, known)
  return known
}

/** A list that grows has its new certificates read only. */
function* collect(certificates: readonly Certificate[]): Steps<SearchTexts> {
  const grown = lastCollected.of.every((certificate, place) => certificate === certificates[place])
  const before = grown ? lastCollected : { of: [], texts: noTexts }
  const [nameTexts, digitTexts]: [string[], string[]] = [[], []]
  for (const certificate of certificates.slice(before.of.length)) {
    nameTexts.push(nameText(certificate))
    digitTexts.push(digitText(certificate))
    yield
  }
  const texts: SearchTexts = {
    names: joinTexts(nameTexts, before.texts.names),
    digits: joinTexts(digitTexts, before.texts.digits),
  }
  lastCollected = { of: certificates, texts }
  return texts
}

/** The certificates that answer to `query`, in the order given. An empty query keeps all. */
export function filterCertificates(
  certificates: readonly Certificate[],
  query: string,
): readonly Certificate[] {
  const words = folded(query).split(' ').filter(Boolean)
  if (words.length === 0) return certificates
  const texts = searchTextsOf(certificates).now()
  const byName = words.map((word) => placesWith(texts.names, word))
  const digits = normalizeThumbprint(query)
  const byDigits =
    digits === null ? [] : [digits, `#${withoutZeros(digits)}#`].map((part) => placesWith(texts.digits, part))
  return certificates.filter(
    (_, place) => byName.every((found) => found[place]) || byDigits.some((found) => found[place]),
  )
}

/** The same, in the order that is chosen: what a list with a filter shows. */
export const listedCertificates = (
  certificates: readonly Certificate[],
  query: string,
  language: string,
  order: SortOrder,
): readonly Certificate[] =>
  foundInOrder(
    sortedCertificates(certificates, language, order).now(),
    filterCertificates(certificates, query),
  )
