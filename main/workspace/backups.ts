/**
 * Automatic copies of the database, each with a log of what was changed after it, and the way back from them when
 * the file itself is damaged.
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
import { basename, dirname, join } from 'node:path'
import type { Repair } from '../../preload/contract/activity.ts'
import { WarifuError } from '../warifu-error.ts'
import { ChangeLog, readChangeLog } from './change-log.ts'
import type { LoggedChanges } from './change-log.ts'
import { integer, text } from './columns.ts'
import { Database } from './database.ts'
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

export const backupsFolder = (folder: string): string => join(folder, 'backups')
const pattern = /^(\d{8})-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.db$/

const nameOf = (number: number, at: Date): string =>
  `${String(number).padStart(8, '0')}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`

const changesPattern = /^(\d{8})\.changes$/

export const changesFile = (folder: string, number: number): string =>
  join(backupsFolder(folder), `${String(number).padStart(8, '0')}.changes`)

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

/** The numbers of all logs, in order. A backup that failed leaves one without a copy. */
export const listLogs = (folder: string): number[] =>
  readdirSync(backupsFolder(folder))
    .flatMap((name) => changesPattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)

/** Logs are for coming up to the present; copies of earlier days stand for those days. */
const pruneLogs = (folder: string): void => {
  const oldest = listBackups(folder)[newestKept - 1]?.number ?? 0
  for (const number of listLogs(folder)) if (number < oldest) rmSync(changesFile(folder, number))
}

const prune = (folder: string): void => {
  const days = new Set<string>()
  for (const [index, { file, at }] of listBackups(folder).entries()) {
    const day = at.slice(0, 10)
    const lastOfItsDay = !days.has(day) && days.size < daysKept
    days.add(day)
    if (index >= newestKept && !lastOfItsDay) rmSync(file)
  }
  pruneLogs(folder)
}

/**
 * Takes a copy while the workspace is in use, and logs what changes from its beginning on. A copy that was cut short
 * or is not sound never gets a backup's name: it must not push out one that is.
 */
export const takeBackup = async (
  folder: string,
  database: Pick<Database, 'copyTo' | 'logTo'>,
  now: Date,
): Promise<void> => {
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 })
  const unfinished = join(backupsFolder(folder), 'unfinished.db')
  rmSync(unfinished, { force: true })
  const number = Math.max(listBackups(folder)[0]?.number ?? 0, listLogs(folder).at(-1) ?? 0) + 1
  try {
    database.logTo(new ChangeLog(changesFile(folder, number)))
    await database.copyTo(unfinished)
    if (!isSoundFile(unfinished)) throw new WarifuError('workspace-damaged', { folder })
  } catch (error) {
    // On a full disk what was written so far would keep it full.
    rmSync(unfinished, { force: true })
    throw error
  }
  renameSync(unfinished, join(backupsFolder(folder), nameOf(number, now)))
  prune(folder)
}

const copySynced = (from: string, to: string): void => {
  copyFileSync(from, to)
  const descriptor = openSync(to, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/** What was logged from backup `number` on, up to the first log that is missing or not whole. */
const changesSince = (folder: string, number: number): LoggedChanges => {
  const changes: Uint8Array[] = []
  let whole = false
  const logs = listLogs(folder).filter((log) => log >= number)
  for (const [index, log] of logs.entries()) {
    if (log !== number + index) return { changes, whole: false }
    const read = readChangeLog(changesFile(folder, log))
    changes.push(...read.changes)
    whole = read.whole
    if (!whole) break
  }
  return { changes, whole }
}

/** How far the record goes. */
const lastEntry = (database: Database): { sequence: number; at: string | null } => {
  const row = database.get('SELECT sequence, at FROM activity ORDER BY sequence DESC LIMIT 1')
  return row === undefined
    ? { sequence: 0, at: null }
    : { sequence: integer(row, 'sequence'), at: text(row, 'at') }
}

/** The copy in a folder of its own, brought up to the last change that was logged after it. */
const rebuild = (
  folder: string,
  onShare: boolean,
  { file, number, at }: Backup,
): { rebuilt: string; repair: Repair } => {
  const place = join(folder, 'restoring')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { mode: 0o700 })
  copySynced(file, databaseFile(place))
  const { changes, whole } = changesSince(folder, number)
  const database = Database.open(place, { onShare })
  try {
    const before = lastEntry(database)
    database.applyChanges(changes)
    const { sequence, at: until } = lastEntry(database)
    const unbroken =
      integer(database.get('SELECT count(*) AS entries FROM activity') ?? {}, 'entries') === sequence
    const repair: Repair = {
      ...{ kind: 'database-restored', backupOf: at, changes: sequence - before.sequence },
      ...{ until: until ?? at, complete: whole && unbroken },
    }
    return { rebuilt: databaseFile(place), repair }
  } finally {
    database.close()
  }
}

/**
 * Puts the newest sound copy in the place of a damaged or vanished database, which is kept aside. Killed at any
 * point, the next start begins it anew: until the last step the damaged file keeps its name.
 */
export const recover = (folder: string, onShare: boolean, now: Date): Repair[] => {
  const file = databaseFile(folder)
  const sound = listBackups(folder).find((backup) => isSoundFile(backup.file))
  const incoming = sound === undefined ? null : rebuild(folder, onShare, sound)

  const repairs: Repair[] = []
  if (hasContent(file)) {
    const aside = join(folder, 'damaged', now.toISOString().replaceAll(':', '-'))
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    for (const name of [file, `${file}-wal`, `${file}-journal`]) {
      if (existsSync(name)) copySynced(name, join(aside, basename(name)))
    }
    repairs.push({ kind: 'database-set-aside', file: join(aside, basename(file)) })
  }
  // A WAL or a journal of the damaged file would be played into the copy.
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
  if (incoming === null) {
    rmSync(file, { force: true })
    return [...repairs, { kind: 'database-started-empty' }]
  }
  renameSync(incoming.rebuilt, file)
  rmSync(dirname(incoming.rebuilt), { recursive: true, force: true })
  return [...repairs, incoming.repair]
}
