/** Gets hold of the data folder: its rights, its lock, and a database that is sound. */
import { chmodSync, mkdirSync } from 'node:fs'
import type { Repair } from '../../preload/contract/activity.ts'
import { isWarifuError } from '../warifu-error.ts'
import { listBackups, recover } from './backups.ts'
import { Database } from './database.ts'
import { databaseFile, hasContent } from './database-file.ts'
import { databaseFailure } from './database-failure.ts'
import { acquireLock } from './lock.ts'
import { networkShare } from './network-share.ts'
import { claimOwnership, requireNotElsewhere } from './owner.ts'
import type { Ownership } from './owner.ts'

export interface DataFolder {
  database: Database
  repairs: Repair[]
  /** The type of the network file system it lies on; null on a disk of this computer. */
  share: string | null
  /** Closes the database and lets the folder go. */
  release: () => void
}

/** One that is damaged or has vanished is replaced by its newest sound backup. */
const openOrRecover = (
  folder: string,
  onShare: boolean,
  now: Date,
): Pick<DataFolder, 'database' | 'repairs'> => {
  const vanished = !hasContent(databaseFile(folder)) && listBackups(folder).length > 0
  if (!vanished) {
    try {
      return { database: Database.open(folder, { onShare }), repairs: [] }
    } catch (error) {
      if (!isWarifuError(error) || error.code !== 'workspace-damaged') throw error
    }
  }
  const repairs = recover(folder, onShare, now)
  return { database: Database.open(folder, { onShare }), repairs }
}

/**
 * Fails with `workspace-in-use`, `workspace-open-elsewhere`, `workspace-newer`, `data-folder-not-writable` or
 * `disk-full`.
 */
export const openDataFolder = (folder: string, now: Date, shareOf = networkShare): DataFolder => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const share = shareOf(folder)
    if (share !== null) requireNotElsewhere(folder)
    const lock = acquireLock(folder)
    let ownership: Ownership | null = null
    try {
      if (share !== null) ownership = claimOwnership(folder, now)
      const { database, repairs } = openOrRecover(folder, share !== null, now)
      const release = () => {
        database.close()
        ownership?.release()
        lock.release()
      }
      return { database, repairs, share, release }
    } catch (error) {
      ownership?.release()
      lock.release()
      throw error
    }
  } catch (error) {
    throw databaseFailure(error, folder)
  }
}
