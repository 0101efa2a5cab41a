// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { startTest } from '../../test/start.ts'
import { factRows } from './facts.ts'

const apiName = (id: string): string => (id === 'api-1' ? '受注 API' : id)

beforeEach(() => startTest())

test('shows each fact once, before and after side by side, and says which of them changed', () => {
  const rows = factRows(
    {
      before: { displayName: 'Orders', path: 'orders' },
      after: { displayName: 'Orders', path: 'orders-2' },
    },
    apiName,
  )
  expect(rows).toMatchObject([
    { label: 'Display name', before: 'Orders', after: 'Orders', changed: false },
    { label: 'Path', before: 'orders', after: 'orders-2', changed: true },
  ])
})

test('says a missing authority, a choice of credentials and APIs in words', () => {
  const after = { trust: null, credentials: 'mutual', apis: ['api-1', 'gone'] }
  expect(factRows({ before: null, after }, apiName).map((row) => row.after)).toEqual([
    'The system’s store',
    'Mutual certificates',
    '受注 API and gone',
  ])
})

test('shows a fact that it has no words for under its own name', () => {
  expect(factRows({ before: null, after: { colour: 'vermilion' } }, apiName)).toMatchObject([
    { label: 'colour', before: null, after: 'vermilion' },
  ])
})
