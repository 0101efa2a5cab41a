/** The list in the order somebody has chosen. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { Prepared, sortInSteps, type Steps } from './in-pieces.ts'
import { userCount } from './in-use.ts'

export type SortColumn = 'subject' | 'thumbprint' | 'issuer' | 'expiry' | 'usedBy'

export interface SortOrder {
  column: SortColumn
  direction: 'ascending' | 'descending'
}

/** How the list is sorted until somebody chooses otherwise. */
export const usualOrder: SortOrder = { column: 'subject', direction: 'ascending' }

const keyOf = ({ column, direction }: SortOrder, language: string) => `${column} ${direction} ${language}`

const sortedLists = new WeakMap<readonly Certificate[], Map<string, Prepared<readonly Certificate[]>>>()
let lastSorted: { order: SortOrder; language: string; list: readonly Certificate[] } | undefined

/**
 * Sorted once for each list, order and language, with equal ones told apart by thumbprint so that the order never
 * depends on chance. `order` is the one chosen last unless it is named.
 */
export function sortedCertificates(
  certificates: readonly Certificate[],
  language: string,
  order: SortOrder = lastSorted?.order ?? usualOrder,
): Prepared<readonly Certificate[]> {
  const key = keyOf(order, language)
  const known = sortedLists.get(certificates) ?? new Map<string, Prepared<readonly Certificate[]>>()
  const sorted = known.get(key) ?? new Prepared(sort(certificates, language, order))
  sortedLists.set(certificates, known.set(key, sorted))
  return sorted
}

/** Those of `sorted` that were found. */
export function foundInOrder(
  sorted: readonly Certificate[],
  found: readonly Certificate[],
): readonly Certificate[] {
  if (found.length === sorted.length) return sorted
  const wanted = new Set(found)
  return sorted.filter((certificate) => wanted.has(certificate))
}

function* sort(
  certificates: readonly Certificate[],
  language: string,
  order: SortOrder,
): Steps<readonly Certificate[]> {
  const start = startOf(certificates, order, language)
  const list = yield* sortInSteps(start, comparison(order, language))
  lastSorted = { order, language, list }
  return list
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
