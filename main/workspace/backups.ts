/**
 * Automatic copies of the database, and the way back from them when the file itself is damaged.
 *
 * They are ordered by a number in their name, not by time: a clock that is wrong by years must neither make an old
 * copy look new nor make good ones look old enough to be thrown away.
 */
import {
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Repair } from '../../preload/contract/activity.ts'
import type { Database } from './database.ts'
import { databaseFile, hasContent, isSoundFile } from './database-file.ts'

/** The newest are kept whatever their day; beyond them one for each of the latest days that have any. */
const newestKept = 10
const daysKept = 30

export interface Backup {
  file: string
  number: number
  /** When it was taken, by the clock of that time; ISO 8601. */
  at: string
}

const backupsFolder = (folder: string): string => join(folder, 'backups')
const pattern = /^(\d{8})-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.db$/

const nameOf = (number: number, at: Date): string =>
  `${String(number).padStart(8, '0')}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`

/** Newest first. */
export const listBackups = (folder: string): Backup[] => {
  if (!existsSync(backupsFolder(folder))) return []
  return readdirSync(backupsFolder(folder))
    .flatMap((name) => {
      const match = pattern.exec(name)
      if (match === null) return []
      const [, number = '', day = '', hours = '', minutes = '', seconds = ''] = match
      const at = `${day}T${hours}:${minutes}:${seconds}Z`
      return [{ file: join(backupsFolder(folder), name), number: Number(number), at }]
    })
    .sort((a, b) => b.number - a.number)
}

const prune = (folder: string): void => {
  const days = new Set<string>()
  for (const [index, { file, at }] of listBackups(folder).entries()) {
    const day = at.slice(0, 10)
    const lastOfItsDay = !days.has(day) && days.size < daysKept
    days.add(day)
    if (index >= newestKept && !lastOfItsDay) rmSync(file)
  }
}

/** Takes a copy while the workspace is in use; a copy that was cut short never gets a backup's name. */
export const takeBackup = async (folder: string, database: Database, now: Date): Promise<void> => {
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 })
  const unfinished = join(backupsFolder(folder), 'unfinished.db')
  rmSync(unfinished, { force: true })
  try {
    await database.copyTo(unfinished)
  } catch (error) {
    // On a full disk what was written so far would keep it full.
    rmSync(unfinished, { force: true })
    throw error
  }
  const number = (listBackups(folder)[0]?.number ?? 0) + 1
  renameSync(unfinished, join(backupsFolder(folder), nameOf(number, now)))
  prune(folder)
}

const copySynced = (from: string, to: string): void => {
  copyFileSync(from, to)
  const descriptor = openSync(to, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/**
 * Puts the newest sound copy in the place of a damaged or vanished database, which is kept aside. Killed at any
 * point, the next start begins it anew: until the last step the damaged file keeps its name.
 */
export const recover = (folder: string, now: Date): Repair[] => {
  const file = databaseFile(folder)
  const sound = listBackups(folder).find((backup) => isSoundFile(backup.file))
  const incoming = join(folder, 'incoming.db')
  if (sound !== undefined) copySynced(sound.file, incoming)

  const repairs: Repair[] = []
  if (hasContent(file)) {
    const aside = join(folder, 'damaged', now.toISOString().replaceAll(':', '-'))
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    for (const name of [file, `${file}-wal`]) {
      if (existsSync(name)) copySynced(name, join(aside, basename(name)))
    }
    repairs.push({ kind: 'database-set-aside', file: join(aside, basename(file)) })
  }
  // A WAL of the damaged file would be played into the copy.
  rmSync(`${file}-wal`, { force: true })
  rmSync(`${file}-shm`, { force: true })
  if (sound === undefined) {
    rmSync(file, { force: true })
    return [...repairs, { kind: 'database-started-empty' }]
  }
  renameSync(incoming, file)
  return [...repairs, { kind: 'database-restored', backupOf: sound.at }]
}
