import { describe, expect, test } from 'vitest'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { foundInOrder, sortedCertificates, type SortOrder } from './certificate-order.ts'
import type { Certificate } from '../../../preload/contract/certificates.ts'

const sorted = (list: readonly Certificate[], order: SortOrder, language = 'en') =>
  sortedCertificates(list, language, order).now()

describe('the order', () => {
  const one = fakeCertificate(1, { commonName: 'item 10', notAfter: '2030-01-01T00:00:00Z' })
  const two = fakeCertificate(2, { commonName: 'Item 9', notAfter: '2031-01-01T00:00:00Z' })

  test('counts numbers in names as numbers, without regard to case', () => {
    expect(sorted([one, two], { column: 'subject', direction: 'ascending' }, 'en')).toEqual([two, one])
  })

  test('turns round', () => {
    expect(sorted([one, two], { column: 'expiry', direction: 'descending' }, 'ja')).toEqual([two, one])
  })

  test('is the one chosen last where none is named', () => {
    sorted([one, two], { column: 'expiry', direction: 'descending' })
    expect(sortedCertificates([one, two], 'en').now()).toEqual([two, one])
    sorted([one, two], { column: 'expiry', direction: 'ascending' })
    expect(sortedCertificates([one, two], 'en').now()).toEqual([one, two])
  })

  test('is worked out once for a list', () => {
    const list = [one, two]
    const order: SortOrder = { column: 'expiry', direction: 'ascending' }
    expect(sorted(list, order)).toBe(sorted(list, order))
  })

  test('is kept by those that a filter finds', () => {
    const three = fakeCertificate(3)
    expect(foundInOrder([three, one, two], [one, three])).toEqual([three, one])
    expect(foundInOrder([three, one], [one, three])).toEqual([three, one])
    expect(foundInOrder([three, one], [])).toEqual([])
  })
})
