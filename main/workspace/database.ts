/**
 * The one door to the workspace's SQLite file: opening, the lock, migrations, transactions.
 *
 * Guards that what was answered as done is on the disk (WAL with synchronous=FULL, moved into the file after every
 * transaction), that only one process has the file, and that nobody but its owner can read it.
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { WarifuError } from '../warifu-error.ts'
import { databaseFailure } from './database-failure.ts'
import { migrations, supportedVersion } from './schema.ts'

export const databaseFile = (folder: string): string => join(folder, 'workspace.db')

/** Milliseconds to wait for a process that is just ending before the workspace counts as in use. */
const patience = 1_000

/** The place of `user_version` in the file header, https://www.sqlite.org/fileformat2.html#the_database_header */
const userVersionOffset = 60

export type Row = ReturnType<StatementSync['all']>[number]

/** Reads the version before SQLite touches anything; 0 when there is no readable header. */
const versionInHeader = (file: string): number => {
  if (!existsSync(file)) return 0
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(100)
    const complete = readSync(descriptor, header, 0, header.length, 0) === header.length
    return complete && header.toString('latin1', 0, 15) === 'SQLite format 3'
      ? header.readUInt32BE(userVersionOffset)
      : 0
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the folder and an empty file with the owner's rights only; SQLite gives its WAL the same. */
export const prepareFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = databaseFile(folder)
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

export class Database {
  readonly #db: DatabaseSync
  readonly #folder: string
  readonly #statements = new Map<string, StatementSync>()

  private constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  /**
   * Opens and, where needed, makes or migrates the workspace's file. Fails with `workspace-newer` (the file stays
   * untouched), `workspace-in-use`, `workspace-damaged`, `data-folder-not-writable` or `disk-full`.
   */
  static open(folder: string): Database {
    let db: DatabaseSync | null = null
    try {
      const version = versionInHeader(databaseFile(folder))
      if (version > supportedVersion) {
        throw new WarifuError('workspace-newer', { version, supported: supportedVersion })
      }
      prepareFolder(folder)
      db = new DatabaseSync(databaseFile(folder), { timeout: patience, defensive: true })
      const database = new Database(db, folder)
      database.#setUp()
      return database
    } catch (error) {
      db?.close()
      throw databaseFailure(error, folder)
    }
  }

  #setUp(): void {
    // EXCLUSIVE before the first access: the lock is kept for the life of the process, and the WAL index lives in
    // its memory, so that a folder on a network share works too (https://www.sqlite.org/wal.html#noshm).
    this.#db.exec('PRAGMA locking_mode = EXCLUSIVE')
    this.#db.exec('PRAGMA journal_mode = WAL')
    this.#db.exec('PRAGMA synchronous = FULL')
    this.#db.exec('PRAGMA foreign_keys = ON')
    // Deleted bytes do not stay behind in free pages.
    this.#db.exec('PRAGMA secure_delete = ON')
    this.#db.exec('BEGIN IMMEDIATE; COMMIT')
    const damage = this.all('PRAGMA quick_check(1)').find((row) => row['quick_check'] !== 'ok')
    if (damage !== undefined) throw new WarifuError('workspace-damaged', { folder: this.#folder })

    const version = Number(this.get('PRAGMA user_version')?.['user_version'])
    if (version > supportedVersion) {
      throw new WarifuError('workspace-newer', { version, supported: supportedVersion })
    }
    for (const [index, step] of migrations.entries()) {
      if (index < version) continue
      this.transaction(() => this.#db.exec(`${step}; PRAGMA user_version = ${index + 1}`))
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

  /** All of `change` or nothing of it; on return it is on the disk. */
  transaction<Answer>(change: () => Answer): Answer {
    return this.#failing(() => {
      this.#db.exec('BEGIN IMMEDIATE')
      let answer: Answer
      try {
        answer = change()
        this.#db.exec('COMMIT')
      } catch (error) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
        throw error
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
