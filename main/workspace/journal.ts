/**
 * What is under way between the database and the keychain, so that a process killed at any point leaves nothing half
 * done: SQLite cannot roll the keychain back, but it can remember what to put right.
 */
import type { ActivityAct, ActivitySubject } from '../../preload/contract/activity.ts'
import { json, text } from './columns.ts'
import type { Database, Row } from './database.ts'

export interface JournalEntry {
  id: string
  act: ActivityAct
  subject: ActivitySubject
  /** `under-way`: undo it, `writtenItems` must go. `committed`: finish it, `obsoleteItems` must go. */
  state: 'under-way' | 'committed'
  writtenItems: readonly string[]
  obsoleteItems: readonly string[]
}

const toEntry = (row: Row): JournalEntry => ({
  id: text(row, 'id'),
  act: text(row, 'act') as ActivityAct,
  subject: json(row, 'subject') as ActivitySubject,
  state: text(row, 'state') === 'committed' ? 'committed' : 'under-way',
  writtenItems: json(row, 'written_items') as string[],
  obsoleteItems: json(row, 'obsolete_items') as string[],
})

export class Journal {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Each of these is to be called inside a transaction. */
  write(entry: JournalEntry, at: Date): void {
    this.#database.run(
      'INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[entry.id, at.toISOString(), entry.act, JSON.stringify(entry.subject), entry.state],
      ...[JSON.stringify(entry.writtenItems), JSON.stringify(entry.obsoleteItems)],
    )
  }

  end(id: string): void {
    this.#database.run('DELETE FROM journal WHERE id = ?', id)
  }

  entries(): JournalEntry[] {
    return this.#database.all('SELECT * FROM journal ORDER BY started_at').map(toEntry)
  }
}
