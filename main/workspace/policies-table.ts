import type { PolicyScope } from '../../preload/contract/policies.ts'
import { text, textOrNull } from './columns.ts'
import type { Database, Row } from './database.ts'

export interface StoredPolicy {
  scope: PolicyScope
  etag: string
  text: string
}

/** Stands for the policy of all APIs where APIs are listed by id. No API can have it as its own. */
export const allApis = '*'

const scopeOf = (apiId: string | null, operationId: string | null): PolicyScope => {
  if (apiId === null) return { kind: 'all-apis' }
  return operationId === null ? { kind: 'api', apiId } : { kind: 'operation', apiId, operationId }
}

/** The index's own two expressions: null would be equal to nothing. */
const keyOf = (scope: PolicyScope): [apiId: string, operationId: string] => [
  scope.kind === 'all-apis' ? '' : scope.apiId,
  scope.kind === 'operation' ? scope.operationId : '',
]
const whereScope = "WHERE coalesce(api_id, '') = ? AND coalesce(operation_id, '') = ?"

const toStored = (row: Row): StoredPolicy => ({
  scope: scopeOf(textOrNull(row, 'api_id'), textOrNull(row, 'operation_id')),
  etag: text(row, 'etag'),
  text: text(row, 'text'),
})

export class PoliciesTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Of every scope, the one of all APIs first. */
  list(): StoredPolicy[] {
    return this.#database.all('SELECT * FROM policy ORDER BY api_id, operation_id').map(toStored)
  }

  /** The API's own, then those of its operations. */
  ofApi(apiId: string): StoredPolicy[] {
    const sql = "SELECT * FROM policy WHERE coalesce(api_id, '') = ? ORDER BY operation_id"
    return this.#database.all(sql, apiId).map(toStored)
  }

  get(scope: PolicyScope): StoredPolicy | null {
    const row = this.#database.get(`SELECT * FROM policy ${whereScope}`, ...keyOf(scope))
    return row === undefined ? null : toStored(row)
  }

  /** Writes a policy, new or in place of itself. Inside a transaction. */
  put({ scope, etag, text }: StoredPolicy): void {
    const [apiId, operationId] = keyOf(scope)
    const sql = 'INSERT OR REPLACE INTO policy VALUES (?, ?, ?, ?)'
    this.#database.run(sql, apiId || null, operationId || null, etag, text)
  }

  /** Inside a transaction. */
  remove(scope: PolicyScope): void {
    this.#database.run(`DELETE FROM policy ${whereScope}`, ...keyOf(scope))
  }
}
