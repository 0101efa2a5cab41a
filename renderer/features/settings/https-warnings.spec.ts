import { expect, test } from 'vitest'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { calledBy, hasName, httpsWarnings } from './https-warnings.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
const good = {
  ...fakeCertificate(1),
  ...{ notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' },
  extendedKeyUsage: ['serverAuth'],
  subjectAlternativeNames: ['DNS:Gateway.example', 'DNS:*.corp.example', 'IP:192.0.2.7', 'IP:2001:db8::7'],
}

test.each([
  ['gateway.EXAMPLE', true],
  ['a.corp.example', true],
  ['a.b.corp.example', false],
  ['corp.example', false],
  ['192.0.2.7', true],
  ['2001:db8::7', true],
  ['192.0.2.8', false],
  ['localhost', false],
])('whether it has the name %s: %s', (name, expected) => expect(hasName(good, name)).toBe(expected))

test('an address is no name below a wildcard', () => {
  expect(hasName({ ...good, subjectAlternativeNames: ['DNS:*.0.2.7'] }, '192.0.2.7')).toBe(false)
})

const view = (address: string, ...hosts: string[]) => ({
  ...{ access: { address, hosts }, hostName: 'desk-7', addresses: [] },
})

test.each([
  [view('127.0.0.1', 'ignored.example'), ['127.0.0.1', 'localhost']],
  [view('192.0.2.7', 'gateway.example'), ['192.0.2.7', 'desk-7', 'gateway.example']],
  [view('all', 'desk-7'), ['127.0.0.1', 'desk-7']],
])('called by the names of its address', (given, expected) => expect(calledBy(given)).toEqual(expected))

test('nothing speaks against one that is valid, for servers, and has the names', () => {
  expect(httpsWarnings(good, ['gateway.example', '192.0.2.7'], now)).toEqual([])
  expect(httpsWarnings({ ...good, extendedKeyUsage: [] }, [], now)).toEqual([])
})

test('all that speaks against one is told', () => {
  const bad = { ...good, notAfter: '2026-05-01T00:00:00Z', extendedKeyUsage: ['clientAuth'] }
  expect(httpsWarnings(bad, ['localhost', 'gateway.example'], now)).toEqual([
    { kind: 'expired', date: '2026-05-01T00:00:00Z' },
    { kind: 'usage' },
    { kind: 'names', names: ['localhost'] },
  ])
  const early = { ...good, notBefore: '2026-07-01T00:00:00Z' }
  expect(httpsWarnings(early, [], now)).toEqual([{ kind: 'not-yet', date: '2026-07-01T00:00:00Z' }])
})
