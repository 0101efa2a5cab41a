import { describe, expect, it } from 'vitest'
import type { Api } from '../../../preload/contract/apis.ts'
import { draftOf, emptyForm, formOf, problemsOf } from './api-form.ts'

const orders: Api = {
  id: 'orders',
  etag: '1',
  displayName: 'Orders',
  path: 'orders',
  serviceUrl: 'https://orders.example',
  trust: { kind: 'file', name: 'ca.pem', certificates: [] },
  credentials: { kind: 'none' },
}

const filled = { ...emptyForm(), displayName: 'Stock', path: 'stock', serviceUrl: 'https://stock.example/v1' }
const problems = (changes: Partial<typeof filled>) => problemsOf({ ...filled, ...changes }, [orders])

describe('the API form', () => {
  it('has nothing to say about a good API', () => {
    expect(problems({})).toEqual({})
    expect(problems({ path: '' })).toEqual({})
    expect(problems({ path: 'v1/在庫' })).toEqual({ path: 'path-characters' })
  })

  it.each([
    ['displayName', '  ', 'name-missing'],
    ['path', 'a b', 'path-characters'],
    ['path', 'a//b', 'path-characters'],
    ['path', 'a?b', 'path-characters'],
    ['path', 'a%2Fb', 'path-characters'],
    ['path', 'a/../b', 'path-dots'],
    ['path', '/orders/', 'path-taken'],
    ['serviceUrl', '', 'url-missing'],
    ['serviceUrl', 'orders.example', 'url-scheme'],
    ['serviceUrl', 'ftp://orders.example', 'url-scheme'],
    ['serviceUrl', 'https://', 'url-invalid'],
    ['serviceUrl', 'https://me:secret@orders.example', 'url-credentials'],
    ['serviceUrl', 'https://orders.example/?a=1', 'url-query'],
  ] as const)('finds what is wrong with %s "%s"', (field, value, problem) => {
    expect(problems({ [field]: value })).toEqual({ [field]: problem })
  })

  it('sends a path without the slashes that people write around it', () => {
    expect(draftOf({ ...filled, path: ' /v1/stock/ ' }).path).toBe('v1/stock')
  })

  it('keeps the authority that is set unless another is chosen', () => {
    expect(draftOf(formOf(orders))).not.toHaveProperty('trustFileId')
    expect(draftOf({ ...formOf(orders), trust: { kind: 'system' } }).trustFileId).toBeNull()
    expect(
      draftOf({ ...formOf(orders), trust: { kind: 'file', fileId: 'f1', name: 'new.pem' } }).trustFileId,
    ).toBe('f1')
  })
})
