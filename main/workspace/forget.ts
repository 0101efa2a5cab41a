/**
 * Purged certificates leave the automatic backups, the change logs and what was set aside as damaged as well: their
 * sealed bytes would open with the workspace's key for as long as that is in the keychain.
 *
 * What is to be forgotten is noted in a file first, so that a process that is killed meanwhile ends it at its next
 * start. Nothing old goes before a fresh backup is there.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupsFolder, changesFile, listBackups, listLogs } from './backups.ts'
import { passwordAccountPrefix } from './certificates-table.ts'
import { openImmutable } from './database-file.ts'
import { databaseFailure } from './database-failure.ts'
import type { Workspace } from './workspace.ts'

const noteFile = (folder: string): string => join(backupsFolder(folder), 'to-forget.json')

const noted = (folder: string): string[] => {
  try {
    return JSON.parse(readFileSync(noteFile(folder), 'utf8')) as string[]
  } catch {
    // Not there, or cut before the purge it announces was begun.
    return []
  }
}

/** Also true of a backup that cannot be read: it is of no use, and nobody can tell what is in it. */
const backupHolds = (file: string, ids: readonly string[]): boolean => {
  const db = openImmutable(file)
  try {
    const held = db.prepare('SELECT 1 FROM sealed_pfx WHERE certificate_id = ?')
    return ids.some((id) => held.get(id) !== undefined)
  } catch {
    return true
  } finally {
    db.close()
  }
}

const fileHolds = (file: string, words: readonly string[]): boolean => {
  const bytes = readFileSync(file)
  return words.some((word) => bytes.includes(word))
}

/** A database that is damaged can only be searched; the account of a password stands beside the sealed bytes. */
const removeSetAside = (folder: string, ids: readonly string[]): void => {
  const damaged = join(folder, 'damaged')
  if (!existsSync(damaged)) return
  for (const name of readdirSync(damaged)) {
    const aside = join(damaged, name)
    const files = readdirSync(aside).map((file) => join(aside, file))
    const accounts = ids.map(passwordAccountPrefix)
    if (files.some((file) => fileHolds(file, accounts))) rmSync(aside, { recursive: true })
  }
}

const removeFromBackups = (folder: string, ids: readonly string[]): void => {
  const [fresh, ...older] = listBackups(folder)
  if (fresh === undefined) return
  for (const { file } of older) if (backupHolds(file, ids)) rmSync(file)
  for (const number of listLogs(folder)) {
    const log = changesFile(folder, number)
    if (number < fresh.number && fileHolds(log, ids)) rmSync(log)
  }
}

/** Within a turn. Forgets what is noted; all of it waits for the next time where no fresh backup can be taken. */
export const forgetPurged = async (workspace: Workspace): Promise<void> => {
  const { folder, certificates } = workspace
  if (!existsSync(noteFile(folder))) return
  const ids = noted(folder).filter((id) => certificates.get(id) === null)
  if (ids.length > 0 && !(await workspace.backUpNow())) return
  try {
    if (ids.length > 0) {
      removeFromBackups(folder, ids)
      removeSetAside(folder, ids)
    }
    rmSync(noteFile(folder))
  } catch (error) {
    // A file that another program holds open: the purge holds all the same, and the note stays for the next time.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** Within a turn. Whatever `purge` removes of the certificates `ids` is forgotten everywhere. Fails as `purge` does, or with `disk-full`. */
export const forgetting = async (
  workspace: Workspace,
  ids: readonly string[],
  purge: () => Promise<void>,
): Promise<void> => {
  const { folder } = workspace
  try {
    mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 })
    writeFileSync(noteFile(folder), JSON.stringify([...noted(folder), ...ids]), { mode: 0o600 })
  } catch (error) {
    throw databaseFailure(error, folder)
  }
  try {
    await purge()
  } finally {
    await forgetPurged(workspace)
  }
}
