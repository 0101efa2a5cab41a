import { describe, expect, it } from 'vitest'
import { violations } from './contract.ts'
import type { Exchange } from './contract.ts'
import { service } from './serve-workspace.ts'

const headers = { 'content-type': 'application/json; charset=utf-8', etag: '"a"' }
const exchange = (changes: Partial<Exchange>): Exchange => ({
  method: 'GET',
  path: `${service}/certificates/a?api-version=2024-05-01`,
  ifMatch: false,
  sent: undefined,
  answer: { status: 200, headers, body: { id: 'a', properties: { subject: 'CN=a' } } },
  ...changes,
})

describe('the contract', () => {
  it('is kept by an exchange as it says', () => {
    expect(violations(exchange({}))).toEqual([])
  })

  it.each<[string, Partial<Exchange>]>([
    [
      'a property it does not have',
      { answer: { status: 200, headers, body: { properties: { subjekt: '' } } } },
    ],
    ['a value of another type', { answer: { status: 200, headers, body: { properties: { subject: 1 } } } }],
    [
      'a date of another form',
      { answer: { status: 200, headers, body: { properties: { expirationDate: 'x' } } } },
    ],
    ['a status it does not have', { answer: { status: 204, headers, body: undefined } }],
    ['no ETag', { answer: { status: 200, headers: { 'content-type': 'application/json' }, body: {} } }],
    ['no api-version', { path: `${service}/certificates/a` }],
    ['an envelope of another form', { answer: { status: 404, headers, body: { error: { kode: 'x' } } } }],
    ['no If-Match', { method: 'DELETE', answer: { status: 200, headers, body: undefined } }],
  ])('is broken by %s', (_what, changes) => {
    expect(violations(exchange(changes))).not.toEqual([])
  })
})
