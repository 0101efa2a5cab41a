import { defaultGatewaySettings, type GatewaySettings } from '../../preload/contract/apis.ts'
import type { CertificateFacts } from '../../preload/contract/certificates.ts'
import { json, text, textOrNull } from './columns.ts'
import type { Database, Row } from './database.ts'

/** The authorities a back end must chain to, as given and as they are shown. */
export interface StoredTrust {
  name: string
  pem: string
  certificates: readonly CertificateFacts[]
}

export interface StoredApi {
  id: string
  etag: string
  displayName: string
  path: string
  serviceUrl: string
  trust: StoredTrust | null
  /** The keychain item with the password of its basic credentials. */
  basicAccount: string | null
  /** Null: the defaults. */
  gateway: GatewaySettings | null
}

const trustOf = (row: Row): StoredTrust | null =>
  row['trust_pem'] === null
    ? null
    : {
        name: text(row, 'trust_name'),
        pem: text(row, 'trust_pem'),
        certificates: json(row, 'trust_facts') as CertificateFacts[],
      }

const toStored = (row: Row): StoredApi => ({
  id: text(row, 'id'),
  etag: text(row, 'etag'),
  displayName: text(row, 'display_name'),
  path: text(row, 'path'),
  serviceUrl: text(row, 'service_url'),
  trust: trustOf(row),
  basicAccount: textOrNull(row, 'basic_account'),
  gateway:
    row['gateway'] === null
      ? null
      : { ...defaultGatewaySettings, ...(json(row, 'gateway') as Partial<GatewaySettings>) },
})

export class ApisTable {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** By display name. */
  list(): StoredApi[] {
    return this.#database.all('SELECT * FROM api ORDER BY display_name, id').map(toStored)
  }

  get(id: string): StoredApi | null {
    const row = this.#database.get('SELECT * FROM api WHERE id = ?', id)
    return row === undefined ? null : toStored(row)
  }

  /** Without regard to case, as the column's collation says. */
  findByPath(path: string): StoredApi | null {
    const row = this.#database.get('SELECT * FROM api WHERE path = ?', path)
    return row === undefined ? null : toStored(row)
  }

  /** Writes an API, new or in place of itself. Inside a transaction. */
  put(api: StoredApi): void {
    const { trust } = api
    this.#database.run(
      `INSERT INTO api VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET etag = excluded.etag, display_name = excluded.display_name,
         path = excluded.path, service_url = excluded.service_url, trust_name = excluded.trust_name,
         trust_pem = excluded.trust_pem, trust_facts = excluded.trust_facts,
         basic_account = excluded.basic_account, gateway = excluded.gateway`,
      ...[api.id, api.etag, api.displayName, api.path, api.serviceUrl],
      ...[
        trust?.name ?? null,
        trust?.pem ?? null,
        trust === null ? null : JSON.stringify(trust.certificates),
      ],
      api.basicAccount,
      api.gateway === null ? null : JSON.stringify(api.gateway),
    )
  }

  /** Removes it with its operations and policies. */
  remove(id: string): void {
    this.#database.run('DELETE FROM api WHERE id = ?', id)
  }
}
