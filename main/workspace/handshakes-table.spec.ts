import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Database } from './database.ts'
import { databaseFile } from './database-file.ts'
import { HandshakesTable } from './handshakes-table.ts'
import { migrations } from './schema.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-handshakes-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const addCertificate = `INSERT INTO certificate VALUES ('one', 'e', 'AA', 'BB', '{}', '[]', NULL, NULL,
  '2026-01-01T00:00:00.000Z', NULL, NULL, NULL, NULL, NULL)`
const handshake = { certificateId: 'one', at: '2026-11-23T03:00:00.000Z', apiId: 'orders' }

it('keeps the newest handshake of each certificate, and none of one that is gone', () => {
  const database = Database.open(folder)
  const table = new HandshakesTable(database)
  database.run(addCertificate)
  table.put({ ...handshake, at: '2026-11-22T03:00:00.000Z' })
  table.put(handshake)
  table.put({ ...handshake, certificateId: 'gone' })
  expect(table.list()).toEqual([handshake])
  database.run('DELETE FROM certificate')
  expect(table.list()).toEqual([])
  database.close()
})

it('is there after a workspace of the first version was opened', () => {
  const old = new DatabaseSync(databaseFile(folder))
  old.exec(`${migrations[0] ?? ''}; PRAGMA user_version = 1; ${addCertificate}`)
  old.close()
  const database = Database.open(folder)
  const table = new HandshakesTable(database)
  table.put(handshake)
  expect(table.list()).toEqual([handshake])
  database.close()
})
