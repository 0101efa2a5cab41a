import type { ImportPreview, Operation } from '../../preload/contract/operations.ts'
import type { OtherScopePolicy } from '../../preload/contract/policies.ts'

/** Of the first of the example APIs. */
export const exampleOperations = (): Operation[] =>
  (
    [
      ['list-orders', '注文の一覧', 'GET', '/orders?status={status}', true],
      ['get-order', '注文の取得', 'GET', '/orders/{id}', false],
      ['create-order', '注文の作成', 'POST', '/orders', true],
      [
        'get-document',
        'Documents of an order, whatever their folder',
        'GET',
        '/orders/{id}/documents/{*path}',
        false,
      ],
    ] as const
  ).map(([id, displayName, method, urlTemplate, hasPolicy]) => ({
    ...{ id, apiId: 'api-1', etag: '1', displayName, method, urlTemplate, hasPolicy },
    description: '',
  }))

/** As an import gives them. */
export const manyOperations = (count: number): Operation[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `thing-${index}`, apiId: 'api-1', etag: '1', hasPolicy: false, description: '' },
    ...{ displayName: `Get thing ${index}`, method: 'GET', urlTemplate: `/things-${index}/{id}` },
  }))

/** What a document does to the example operations that knows a part of them. */
export const examplePreview = (): ImportPreview => {
  const [list, get, create, files] = exampleOperations() as [Operation, Operation, Operation, Operation]
  const added = (displayName: string, method: string, urlTemplate: string) => ({
    ...{ displayName, method, urlTemplate, description: '' },
  })
  return {
    ...{ title: 'Orders', version: '3.1.0', servers: ['https://orders.example/v2'], etag: '1' },
    added: [
      added('注文の取り消し', 'DELETE', '/orders/{id}'),
      added('List the lines of an order', 'GET', '/orders/{id}/lines'),
      added(
        'GET - /customers/{customer}/addresses/{address}/history',
        'GET',
        '/customers/{customer}/addresses/{address}/history?from={from}&to={to}',
      ),
    ],
    changed: [
      { before: get, after: { ...get, displayName: 'Get an order', urlTemplate: '/orders/{orderId}' } },
    ],
    kept: [create],
    absent: [list, files],
    leftOut: [
      { method: '', path: '/shared', reason: 'elsewhere' },
      { method: 'GET', path: '/orders/{number}', reason: 'same-calls' },
      { method: 'GET', path: '/report#summary', reason: 'character' },
    ],
  }
}

/** An expression for all APIs, and an operation with a user name and these access controls. */
export const exampleOtherScopes = (notApplied: readonly string[]): OtherScopePolicy[] => [
  {
    ...{ scope: { kind: 'all-apis' }, displayName: '', notApplied: [] },
    credentials: { kind: 'other', reason: 'expression' },
  },
  {
    scope: { kind: 'operation', apiId: 'api-1', operationId: 'list-orders' },
    ...{ displayName: '注文の一覧', credentials: { kind: 'basic', username: 'clerk' }, notApplied },
  },
]
