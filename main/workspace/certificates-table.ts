import { randomBytes } from 'node:crypto'
import type { CertificateFacts } from '../../preload/contract/certificates.ts'
import { bytes, json, text, textOrNull } from './columns.ts'
import type { Database, Row } from './database.ts'

/** A certificate as it is kept; what depends on the hour or on policies is worked out by whoever lists it. */
export interface StoredCertificate {
  id: string
  etag: string
  facts: CertificateFacts
  chain: readonly CertificateFacts[]
  friendlyName: string | null
  fileName: string | null
  uploadedAt: string
  /** Since when it is in the bin. */
  deletedAt: string | null
  /** When a start first found its days in the bin over. */
  overdueAt: string | null
  /** Which certificate took its place, when, and in which APIs; null unless it was replaced. */
  replaced: Replacement | null
}

export interface Replacement {
  by: string
  at: string
  apiIds: readonly string[]
}

export interface SealedPfx {
  sealingKeyId: string
  /** The keychain item that holds its password. */
  passwordAccount: string
  bytes: Uint8Array
}

/** An entity tag: opaque, and never the same twice, also not after a backup was restored. */
export const newEtag = (): string => randomBytes(9).toString('base64url')

/** What the accounts of all passwords of a certificate begin with. */
export const passwordAccountPrefix = (certificateId: string): string => `certificate:${certificateId}:`

/** A new keychain item for a certificate's password; never one that is there already. */
export const newPasswordAccount = (certificateId: string): string =>
  `${passwordAccountPrefix(certificateId)}${randomBytes(4).toString('hex')}`

interface Parsed {
  etag: string
  facts: CertificateFacts
  chain: readonly CertificateFacts[]
}

/** Null also when the one that took its place was removed since. */
const replacementOf = (row: Row): Replacement | null => {
  const by = textOrNull(row, 'replaced_by')
  return by === null
    ? null
    : { by, at: text(row, 'replaced_at'), apiIds: json(row, 'replaced_in') as string[] }
}

export class CertificatesTable {
  readonly #database: Database
  /** Parsing the facts of 10,000 certificates takes longer than listing them may; they change only with the etag. */
  readonly #parsed = new Map<string, Parsed>()
  /** By its JSON: most certificates have the chain of others, and parsing is what takes the time. */
  readonly #chains = new Map<string, readonly CertificateFacts[]>()
  #listed: { generation: number; certificates: readonly StoredCertificate[] } | null = null

  constructor(database: Database) {
    this.#database = database
  }

  #parse(id: string, etag: string): Parsed {
    const known = this.#parsed.get(id)
    if (known?.etag === etag) return known
    const row = this.#database.get('SELECT facts, chain FROM certificate WHERE id = ?', id)
    if (row === undefined) throw new Error('a certificate vanished while it was being listed')
    const parsed = {
      etag,
      facts: json(row, 'facts') as CertificateFacts,
      chain: this.#chain(text(row, 'chain')),
    }
    this.#parsed.set(id, parsed)
    return parsed
  }

  #chain(source: string): readonly CertificateFacts[] {
    const known = this.#chains.get(source)
    if (known !== undefined) return known
    const chain = JSON.parse(source) as CertificateFacts[]
    this.#chains.set(source, chain)
    return chain
  }

  #toStored(row: Row): StoredCertificate {
    const id = text(row, 'id')
    const etag = text(row, 'etag')
    const { facts, chain } = this.#parse(id, etag)
    return {
      id,
      etag,
      facts,
      chain,
      friendlyName: textOrNull(row, 'friendly_name'),
      fileName: textOrNull(row, 'file_name'),
      uploadedAt: text(row, 'uploaded_at'),
      deletedAt: textOrNull(row, 'deleted_at'),
      overdueAt: textOrNull(row, 'overdue_at'),
      replaced: replacementOf(row),
    }
  }

  #select(where: string, ...values: string[]): StoredCertificate[] {
    const columns =
      'id, etag, friendly_name, file_name, uploaded_at, deleted_at, overdue_at, replaced_by, replaced_at, replaced_in'
    const sql = `SELECT ${columns} FROM certificate WHERE ${where} ORDER BY uploaded_at, id`
    return this.#database.all(sql, ...values).map((row) => this.#toStored(row))
  }

  /** All but those in the bin. */
  list(): readonly StoredCertificate[] {
    const { generation } = this.#database
    if (generation !== null && this.#listed?.generation === generation) return this.#listed.certificates
    const certificates = this.#select('deleted_at IS NULL')
    if (generation !== null) this.#listed = { generation, certificates }
    return certificates
  }

  bin(): StoredCertificate[] {
    return this.#select('deleted_at IS NOT NULL')
  }

  /** Also from the bin. */
  get(id: string): StoredCertificate | null {
    return this.#select('id = ?', id)[0] ?? null
  }

  /** By the SHA-256 thumbprint, all but those in the bin: the same certificate is kept once. */
  find(sha256Thumbprint: string): StoredCertificate | null {
    return this.#select('sha256_thumbprint = ? AND deleted_at IS NULL', sha256Thumbprint)[0] ?? null
  }

  findByThumbprint(thumbprint: string): StoredCertificate | null {
    return this.#select('thumbprint = ? AND deleted_at IS NULL', thumbprint)[0] ?? null
  }

  /** Writes a certificate with its sealed PFX, new or in place of itself (its replacement stays). */
  put(certificate: StoredCertificate, sealed: SealedPfx): void {
    const { id, facts, chain } = certificate
    this.#database.run(
      `INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)
       ON CONFLICT (id) DO UPDATE SET etag = excluded.etag, thumbprint = excluded.thumbprint,
         sha256_thumbprint = excluded.sha256_thumbprint, facts = excluded.facts, chain = excluded.chain,
         friendly_name = excluded.friendly_name, file_name = excluded.file_name,
         uploaded_at = excluded.uploaded_at, deleted_at = excluded.deleted_at, overdue_at = excluded.overdue_at`,
      ...[id, certificate.etag, facts.thumbprint, facts.sha256Thumbprint],
      ...[JSON.stringify(facts), JSON.stringify(chain)],
      ...[certificate.friendlyName, certificate.fileName, certificate.uploadedAt],
      ...[certificate.deletedAt, certificate.overdueAt],
    )
    const sql = 'INSERT OR REPLACE INTO sealed_pfx VALUES (?, ?, ?, ?)'
    this.#database.run(sql, id, sealed.sealingKeyId, sealed.passwordAccount, sealed.bytes)
  }

  /** Marks it as in the bin since `at`, or as out of it. */
  setDeleted(id: string, at: string | null): void {
    const sql = 'UPDATE certificate SET deleted_at = ?, overdue_at = NULL, etag = ? WHERE id = ?'
    this.#database.run(sql, at, newEtag(), id)
  }

  /** Not a change that anybody sees, and so without an act of its own. */
  noteOverdue(id: string, at: string | null): void {
    this.#database.transaction(() =>
      this.#database.run('UPDATE certificate SET overdue_at = ? WHERE id = ?', at, id),
    )
  }

  /** Notes that another took its place, or, with null, that it has its place again. */
  setReplaced(id: string, replaced: Replacement | null): void {
    this.#database.run(
      'UPDATE certificate SET replaced_by = ?, replaced_at = ?, replaced_in = ?, etag = ? WHERE id = ?',
      ...[replaced?.by ?? null, replaced?.at ?? null],
      ...[replaced === null ? null : JSON.stringify(replaced.apiIds), newEtag(), id],
    )
  }

  /** Removes it with its sealed PFX. */
  remove(id: string): void {
    this.#database.run('DELETE FROM certificate WHERE id = ?', id)
    this.#parsed.delete(id)
  }

  /** Every keychain item that certificates need, those in the bin included. */
  items(): { certificateId: string; sealingKeyId: string; passwordAccount: string }[] {
    const sql = 'SELECT certificate_id, sealing_key_id, password_account FROM sealed_pfx'
    return this.#database.all(sql).map((row) => ({
      certificateId: text(row, 'certificate_id'),
      sealingKeyId: text(row, 'sealing_key_id'),
      passwordAccount: text(row, 'password_account'),
    }))
  }

  sealed(id: string): SealedPfx | null {
    const row = this.#database.get('SELECT * FROM sealed_pfx WHERE certificate_id = ?', id)
    return row === undefined
      ? null
      : {
          sealingKeyId: text(row, 'sealing_key_id'),
          passwordAccount: text(row, 'password_account'),
          bytes: bytes(row, 'bytes'),
        }
  }
}
