/**
 * One process at a time has a workspace. The lock is the operating system's, held through SQLite (which knows how
 * on each system; between hosts see owner.ts) on an empty file of its own: it ends with the process, however that ends,
 * and holds also while the database itself is damaged and being replaced.
 */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseFailure } from './database-failure.ts'

/** Milliseconds to wait for a process that is just ending before the workspace counts as in use. */
const patience = 1_000

export interface Lock {
  release: () => void
}

/** Fails with `workspace-in-use` or `data-folder-not-writable`. */
export const acquireLock = (folder: string): Lock => {
  const file = join(folder, 'workspace.lock')
  let db: DatabaseSync | null = null
  try {
    closeSync(openSync(file, 'a', 0o600))
    db = new DatabaseSync(file, { timeout: patience })
    // Never committed: nothing is ever written to this file.
    db.exec('BEGIN EXCLUSIVE')
    const held = db
    return {
      release: () => {
        if (held.isOpen) held.close()
      },
    }
  } catch (error) {
    db?.close()
    throw databaseFailure(error, folder)
  }
}
