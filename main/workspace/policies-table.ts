import { text } from './columns.ts'
import type { Database, Row } from './database.ts'

export interface StoredPolicy {
  apiId: string
  etag: string
  text: string
}

const toStored = (row: Row): StoredPolicy => ({
  apiId: text(row, 'api_id'),
  etag: text(row, 'etag'),
  text: text(row, 'text'),
})

export class PoliciesTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  list(): StoredPolicy[] {
    return this.#database.all('SELECT * FROM policy').map(toStored)
  }

  get(apiId: string): StoredPolicy | null {
    const row = this.#database.get('SELECT * FROM policy WHERE api_id = ?', apiId)
    return row === undefined ? null : toStored(row)
  }

  /** Writes a policy, new or in place of itself. Inside a transaction. */
  put(policy: StoredPolicy): void {
    const sql = 'INSERT OR REPLACE INTO policy VALUES (?, ?, ?)'
    this.#database.run(sql, policy.apiId, policy.etag, policy.text)
  }
}
