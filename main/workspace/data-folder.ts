/** Gets hold of the data folder: its rights, its lock, and a database that is sound. */
import { chmodSync, mkdirSync } from 'node:fs'
import type { Repair } from '../../preload/contract/activity.ts'
import { isWarifuError } from '../warifu-error.ts'
import { listBackups, recover } from './backups.ts'
import { Database } from './database.ts'
import { databaseFile, hasContent } from './database-file.ts'
import { databaseFailure } from './database-failure.ts'
import { acquireLock } from './lock.ts'

export interface DataFolder {
  database: Database
  repairs: Repair[]
  /** Closes the database and lets the folder go. */
  release: () => void
}

/** One that is damaged or has vanished is replaced by its newest sound backup. */
const openOrRecover = (folder: string, now: Date): Pick<DataFolder, 'database' | 'repairs'> => {
  const vanished = !hasContent(databaseFile(folder)) && listBackups(folder).length > 0
  if (!vanished) {
    try {
      return { database: Database.open(folder), repairs: [] }
    } catch (error) {
      if (!isWarifuError(error) || error.code !== 'workspace-damaged') throw error
    }
  }
  const repairs = recover(folder, now)
  return { database: Database.open(folder), repairs }
}

/** Fails with `workspace-in-use`, `workspace-newer`, `data-folder-not-writable` or `disk-full`. */
export const openDataFolder = (folder: string, now: Date): DataFolder => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const lock = acquireLock(folder)
    try {
      const { database, repairs } = openOrRecover(folder, now)
      const release = () => {
        database.close()
        lock.release()
      }
      return { database, repairs, release }
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    throw databaseFailure(error, folder)
  }
}
