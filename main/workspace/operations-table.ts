import type { OperationProperties } from '../../preload/contract/operations.ts'
import { text } from './columns.ts'
import type { Database, Row } from './database.ts'

export interface StoredOperation extends OperationProperties {
  apiId: string
  id: string
  etag: string
}

const toStored = (row: Row): StoredOperation => ({
  apiId: text(row, 'api_id'),
  id: text(row, 'id'),
  etag: text(row, 'etag'),
  displayName: text(row, 'display_name'),
  method: text(row, 'method'),
  urlTemplate: text(row, 'url_template'),
  description: text(row, 'description'),
})

export class OperationsTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** By URL template and method. */
  list(apiId: string): StoredOperation[] {
    const sql = 'SELECT * FROM operation WHERE api_id = ? ORDER BY url_template, method, id'
    return this.#database.all(sql, apiId).map(toStored)
  }

  get(apiId: string, id: string): StoredOperation | null {
    const row = this.#database.get('SELECT * FROM operation WHERE api_id = ? AND id = ?', apiId, id)
    return row === undefined ? null : toStored(row)
  }

  /** Writes an operation, new or in place of itself. Inside a transaction. */
  put({ apiId, id, etag, displayName, method, urlTemplate, description }: StoredOperation): void {
    this.#database.run(
      `INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (api_id, id) DO UPDATE SET etag = excluded.etag, display_name = excluded.display_name,
         method = excluded.method, url_template = excluded.url_template, description = excluded.description`,
      ...[apiId, id, etag, displayName, method, urlTemplate, description],
    )
  }

  /** Removes it with its policy. Inside a transaction. */
  remove(apiId: string, id: string): void {
    this.#database.run('DELETE FROM operation WHERE api_id = ? AND id = ?', apiId, id)
  }
}
