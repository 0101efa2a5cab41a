import type { Operation } from '../../preload/contract/operations.ts'

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
