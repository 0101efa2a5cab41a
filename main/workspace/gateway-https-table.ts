import { text } from './columns.ts'
import type { Database } from './database.ts'

/** Stands for the gateway's own HTTPS where APIs are listed by id. No API can have it as its own. */
export const gatewayHttps = '*gateway'

/** How the gateway answers its clients. */
export class GatewayHttpsTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** By which certificate it answers HTTPS; null for plain HTTP. */
  certificateId(): string | null {
    const row = this.#database.get('SELECT certificate_id FROM gateway_https')
    return row === undefined ? null : text(row, 'certificate_id')
  }

  /** Inside a transaction. */
  set(certificateId: string | null): void {
    if (certificateId === null) this.#database.run('DELETE FROM gateway_https')
    else this.#database.run('INSERT OR REPLACE INTO gateway_https VALUES (1, ?)', certificateId)
  }
}
