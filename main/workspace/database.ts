/**
 * The one door to the workspace's SQLite file: opening, the lock, migrations, transactions.
 *
 * Guards that what was answered as done is on the disk (WAL with synchronous=FULL, moved into the file after every
 * transaction; on a network share a rollback journal) and that nobody but its owner can read it.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { backup, constants, DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { WarifuError } from '../warifu-error.ts'
import type { ChangeLog } from './change-log.ts'
import { databaseFile, isSound, requireSupportedVersion } from './database-file.ts'
import { databaseFailure } from './database-failure.ts'
import { migrations, supportedVersion } from './schema.ts'

export type Row = ReturnType<StatementSync['all']>[number]

/** The state after the change is what counts, whatever was there before. */
const laterWins = (conflict: number): number =>
  conflict === constants.SQLITE_CHANGESET_DATA || conflict === constants.SQLITE_CHANGESET_CONFLICT
    ? constants.SQLITE_CHANGESET_REPLACE
    : constants.SQLITE_CHANGESET_OMIT

/** While opening, SQLite's unspecific "error" (e.g. an unknown file format number) is said of the file. */
const openingFailure = (error: unknown, folder: string): Error =>
  error instanceof Error && 'errcode' in error && error.errcode === 1
    ? new WarifuError('workspace-damaged', { folder })
    : databaseFailure(error, folder)

export class Database {
  readonly #db: DatabaseSync
  readonly #folder: string
  readonly #statements = new Map<string, StatementSync>()
  #generation = 0
  #log: ChangeLog | null = null

  private constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  /**
   * Opens and, where needed, makes or migrates the workspace's file. Fails with `workspace-newer` (the file stays
   * untouched), `workspace-in-use`, `workspace-damaged`, `data-folder-not-writable` or `disk-full`.
   */
  static open(folder: string, { onShare = false } = {}): Database {
    let db: DatabaseSync | null = null
    try {
      requireSupportedVersion(folder)
      // With the owner's rights before there is anything in it; SQLite gives its WAL or journal the same.
      closeSync(openSync(databaseFile(folder), 'a', 0o600))
      chmodSync(databaseFile(folder), 0o600)
      db = new DatabaseSync(databaseFile(folder), { defensive: true })
      const database = new Database(db, folder)
      database.#setUp(onShare)
      return database
    } catch (error) {
      db?.close()
      throw openingFailure(error, folder)
    }
  }

  #setUp(onShare: boolean): void {
    // Before the first access: the lock is kept for the life of the process, and the WAL index lives in its memory.
    this.#db.exec('PRAGMA locking_mode = EXCLUSIVE')
    // A WAL is for one host (https://www.sqlite.org/wal.html). Of the rollback journals the one that is cut to nothing
    // after a transaction: with the exclusive lock DELETE would leave the old pages lying in the file
    // (https://www.sqlite.org/pragma.html#pragma_locking_mode).
    this.#db.exec(`PRAGMA journal_mode = ${onShare ? 'TRUNCATE' : 'WAL'}`)
    this.#db.exec('PRAGMA synchronous = FULL')
    this.#db.exec('PRAGMA foreign_keys = ON')
    // Deleted bytes do not stay behind in free pages.
    this.#db.exec('PRAGMA secure_delete = ON')
    this.#db.exec('BEGIN IMMEDIATE; COMMIT')
    if (!isSound(this.#db)) throw new WarifuError('workspace-damaged', { folder: this.#folder })

    const version = Number(this.get('PRAGMA user_version')?.['user_version'])
    if (version > supportedVersion) {
      throw new WarifuError('workspace-newer', { version, supported: supportedVersion })
    }
    for (const [index, step] of migrations.entries()) {
      if (index < version) continue
      const reached = index + 1
      this.transaction(() => {
        this.#db.exec(`${step}; UPDATE workspace SET schema_version = ${reached}`)
        this.#db.exec(`PRAGMA user_version = ${reached}`)
      })
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #failing<Answer>(question: () => Answer): Answer {
    try {
      return question()
    } catch (error) {
      throw databaseFailure(error, this.#folder)
    }
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#failing(() => this.#statement(sql).all(...values))
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#failing(() => this.#statement(sql).get(...values))
  }

  /** @returns how many rows changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#failing(() => this.#statement(sql).run(...values)).changes)
  }

  /** Another number after every transaction; null within one, when what is read may yet be undone. */
  get generation(): number | null {
    return this.#db.isTransaction ? null : this.#generation
  }

  /** All of `change` or nothing of it; on return it is on the disk. */
  transaction<Answer>(change: () => Answer): Answer {
    return this.#failing(() => {
      const session = this.#log === null ? null : this.#db.createSession()
      this.#db.exec('BEGIN IMMEDIATE')
      let answer: Answer
      try {
        answer = change()
        this.#db.exec('COMMIT')
        if (session !== null) this.#log?.append(session.changeset())
      } catch (error) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
        throw error
      } finally {
        session?.close()
        this.#generation += 1
      }
      this.#moveIntoFile()
      return answer
    })
  }

  /** Empties the WAL, so that nothing acknowledged depends on a second file being there. */
  #moveIntoFile(): void {
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // A full disk: the change is safe in the WAL, and a later transaction moves it.
      if (!(error instanceof Error)) throw error
    }
  }

  /** From now on every transaction is added to `log` once it is committed. */
  logTo(log: ChangeLog): void {
    this.#log = log
  }

  /** Makes logged changes once more, all or none. */
  applyChanges(changes: readonly Uint8Array[]): void {
    // What follows from a foreign key is in the log as well; with the keys on, replacing a row would take others along.
    this.#db.exec('PRAGMA foreign_keys = OFF')
    this.transaction(() => {
      for (const change of changes) this.#db.applyChangeset(change, { onConflict: laterWins })
    })
    this.#db.exec('PRAGMA foreign_keys = ON')
  }

  /** Writes a consistent copy by SQLite's online backup, while the workspace is in use. */
  async copyTo(file: string): Promise<void> {
    try {
      await backup(this.#db, file)
      chmodSync(file, 0o600)
    } catch (error) {
      throw databaseFailure(error, this.#folder)
    }
  }

  close(): void {
    this.#statements.clear()
    if (this.#db.isOpen) this.#db.close()
  }
}
