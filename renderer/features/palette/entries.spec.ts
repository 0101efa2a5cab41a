import { expect, test } from 'vitest'
import { exampleApis, exampleCertificates, fakeCertificate } from '../../test/fake-facts.ts'
import { actEntry, apiEntry, certificateEntry, find, mostFound } from './entries.ts'

const went: string[] = []
const go = (path: string) => went.push(path)
const entries = [
  actEntry('upload', {
    icon: 'upload',
    title: '証明書のアップロード',
    words: 'upload pfx',
    run: () => go('act'),
  }),
  ...exampleCertificates().map((one) => certificateEntry(one, go)),
  ...exampleApis().map((one) => apiEntry(one, go)),
]
const titles = (typed: string) => find(entries, typed).map(({ title }) => title)

test('certificates are found by name and by the last four of the thumbprint, whatever case', () => {
  const [first] = exampleCertificates()
  expect(titles('orders-g')[0]).toBe('orders-gateway')
  expect(titles(first?.thumbprint.slice(-4).toLowerCase() ?? '')[0]).toBe('orders-gateway')
})

test('APIs are found by name, path and back end; acts in English, too', () => {
  expect(titles('warehouse')[0]).toBe('Warehouse')
  expect(titles('billing/v1')[0]).toBe('Legacy billing')
  expect(titles('pay.minato')).toContain('決済')
  expect(titles('upload')).toEqual(['証明書のアップロード'])
  expect(titles('あっぷろーど')).toEqual(['証明書のアップロード'])
})

test('nothing typed shows the acts, and an entry leads to its place', () => {
  expect(titles(' ')).toEqual(['証明書のアップロード'])
  find(entries, 'warehouse')[0]?.run()
  expect(went).toEqual(['/apis/api-2/security'])
})

test('of thousands the best few are shown', () => {
  const many = Array.from({ length: 5_000 }, (_, seed) => certificateEntry(fakeCertificate(seed), go))
  const found = find(many, 'client-4999')
  expect(found[0]?.title).toBe('client-4999.contoso.example')
  expect(find(many, 'contoso')).toHaveLength(mostFound)
})
