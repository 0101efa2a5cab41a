/** The workspace's file before it is opened for work: whose version it is, and whether it is sound. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { WarifuError } from '../warifu-error.ts'
import { supportedVersion } from './schema.ts'

export const databaseFile = (folder: string): string => join(folder, 'workspace.db')

/** The place of `user_version` in the file header, https://www.sqlite.org/fileformat2.html#the_database_header */
const userVersionOffset = 60
const headerBytes = 100

/** No program of ours will have had so many schema versions: more is a damaged header. */
const implausibleVersion = 10_000

/** Opens a file that nobody writes to, without leaving anything beside it (no WAL, no lock). */
export const openImmutable = (file: string): DatabaseSync => {
  const url = pathToFileURL(file)
  url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true })
}

/** False for a file that was never written to: there, an empty workspace is not a loss. */
export const hasContent = (file: string): boolean => existsSync(file) && statSync(file).size > 0

/** The smallest page of a database; SQLite takes what is shorter for an empty one. */
const shortestDatabase = 512

const userVersionInHeader = (file: string): number => {
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    const complete = readSync(descriptor, header, 0, headerBytes, 0) === headerBytes
    const genuine = complete && header.toString('latin1', 0, 15) === 'SQLite format 3'
    return genuine ? header.readUInt32BE(userVersionOffset) : 0
  } finally {
    closeSync(descriptor)
  }
}

/** The version as the tables say it; null when they cannot be read. */
const versionInTables = (file: string): number | null => {
  let db: DatabaseSync | null = null
  try {
    db = openImmutable(file)
    const version = db.prepare('SELECT schema_version FROM workspace').get()?.['schema_version']
    return typeof version === 'number' ? version : null
  } catch {
    // Whatever SQLite says of an unreadable file, the answer is the same.
    return null
  } finally {
    db?.close()
  }
}

/**
 * Refuses a newer program's file with `workspace-newer` before anything touches it, and with `workspace-damaged` a
 * header that only looks like one and a file that is cut short.
 */
export const requireSupportedVersion = (folder: string): void => {
  const file = databaseFile(folder)
  if (!hasContent(file)) return
  if (statSync(file).size < shortestDatabase) throw new WarifuError('workspace-damaged', { folder })
  const version = userVersionInHeader(file)
  if (version <= supportedVersion) return
  const confirmed = versionInTables(file)
  const newer = confirmed === version || (confirmed === null && version < implausibleVersion)
  if (newer) throw new WarifuError('workspace-newer', { version, supported: supportedVersion })
  throw new WarifuError('workspace-damaged', { folder })
}

/** JSON columns: damage inside a page's text does not show in SQLite's own check. */
const unreadableJson = `
  SELECT 1 FROM certificate WHERE NOT json_valid(facts) OR NOT json_valid(chain)
  UNION ALL SELECT 1 FROM journal WHERE NOT json_valid(written_items) OR NOT json_valid(obsolete_items)
  LIMIT 1`

/** True when SQLite finds nothing wrong, both versions agree, and what must be JSON is. */
export const isSound = (db: DatabaseSync): boolean => {
  const check = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  const userVersion = db.prepare('PRAGMA user_version').get()?.['user_version']
  const tables = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count']
  if (check !== 'ok') return false
  if (tables === 0) return userVersion === 0
  const schemaVersion = db.prepare('SELECT schema_version FROM workspace').get()?.['schema_version']
  return userVersion === schemaVersion && db.prepare(unreadableJson).get() === undefined
}

/** True for a file that could take the workspace's place as it is. */
export const isSoundFile = (file: string): boolean => {
  let db: DatabaseSync | null = null
  try {
    db = openImmutable(file)
    const version = versionInTables(file)
    return version !== null && version <= supportedVersion && isSound(db)
  } catch {
    return false
  } finally {
    db?.close()
  }
}
