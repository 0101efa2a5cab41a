import type { GoodHandshake } from '../../preload/contract/gateway.ts'
import { isWarifuError } from '../warifu-error.ts'
import { text, textOrNull } from './columns.ts'
import type { Database } from './database.ts'

/** When each certificate was last shown to a back end with success. It goes with its certificate. */
export class HandshakesTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  list(): GoodHandshake[] {
    return this.#database.all('SELECT * FROM good_handshake').map((row) => ({
      certificateId: text(row, 'certificate_id'),
      at: text(row, 'at'),
      apiId: textOrNull(row, 'api_id'),
    }))
  }

  /** Of a certificate that is gone by now, nothing is kept. A full disk loses a moment in time, and no call. */
  put({ certificateId, at, apiId }: GoodHandshake): void {
    try {
      this.#database.run(
        `INSERT INTO good_handshake SELECT id, ?, ? FROM certificate WHERE id = ?
         ON CONFLICT (certificate_id) DO UPDATE SET at = excluded.at, api_id = excluded.api_id`,
        ...[at, apiId, certificateId],
      )
    } catch (error) {
      if (!isWarifuError(error)) throw error
    }
  }
}
