import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActivityVerification } from '../../preload/contract/activity.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { activityHash, osActor } from './activity.ts'
import { databaseFile } from './database-file.ts'
import { Workspace } from './workspace.ts'

let folder: string
let secrets: SecretStore
const now = () => new Date('2026-03-01T00:00:00Z')
const open = () => Workspace.open({ dataFolder: folder, secretsFor: () => secrets, now })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-activity-'))
  secrets = createMemorySecretStore()
  const workspace = await open()
  for (const id of ['a', 'b', 'c']) {
    await workspace.perform({
      door: 'window',
      act: 'api-created',
      subject: { kind: 'api', id, name: id },
      change: () => ({ answer: null, before: null, after: { id } }),
    })
  }
  await workspace.close()
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** What "Verify" says after somebody has been at the file with another program. */
const verifyAfter = async (tamper: (db: DatabaseSync) => void): Promise<ActivityVerification> => {
  const db = new DatabaseSync(databaseFile(folder))
  tamper(db)
  db.close()
  const workspace = await open()
  try {
    return await workspace.activity.verify((id) => workspace.keys.get(id))
  } finally {
    await workspace.close()
  }
}

/** Gives every entry the hash it would have if it had been recorded as it is now. */
const rehash = (db: DatabaseSync) => {
  let previousHash = '0'.repeat(64)
  for (const row of db.prepare('SELECT * FROM activity ORDER BY sequence').all()) {
    const parsed = (name: string) => (row[name] === null ? null : (JSON.parse(String(row[name])) as unknown))
    const entry = {
      ...row,
      ...{ subject: parsed('subject'), before: parsed('before'), after: parsed('after'), previousHash },
    }
    previousHash = activityHash(entry as unknown as Parameters<typeof activityHash>[0])
    const sql = 'UPDATE activity SET previous_hash = ?, hash = ? WHERE sequence = ?'
    db.prepare(sql).run(entry.previousHash, previousHash, Number(row['sequence']))
  }
}

describe('the record', () => {
  it('says when, who, by which door and what, newest first', async () => {
    const workspace = await open()
    const [entry] = workspace.activity.list(1)
    expect(entry).toMatchObject({
      ...{ sequence: 4, at: '2026-03-01T00:00:00.000Z', actor: osActor(), door: 'window' },
      ...{
        act: 'api-created',
        subject: { kind: 'api', id: 'c', name: 'c' },
        before: null,
        after: { id: 'c' },
      },
    })
    expect(workspace.activity.list(10, 3).map(({ sequence }) => sequence)).toEqual([2, 1])
    await workspace.close()
  })

  it('verifies when nobody has touched it', async () => {
    expect(await verifyAfter(() => undefined)).toEqual({ state: 'intact', entries: 4 })
  })

  it.each(['at', 'actor', 'door', 'act', 'subject', 'after', 'previous_hash', 'hash'])(
    'shows that the %s of an entry was edited',
    async (column) => {
      const found = await verifyAfter((db) => {
        db.exec(`UPDATE activity SET ${column} = '{"id":"x"}' WHERE sequence = 3`)
      })
      expect(found).toEqual({ state: 'altered', sequence: 3, entries: 4 })
    },
  )

  it('shows a removed entry', async () => {
    const found = await verifyAfter((db) => db.exec('DELETE FROM activity WHERE sequence = 2'))
    expect(found).toEqual({ state: 'altered', sequence: 2, entries: 3 })
  })

  it('shows a removed entry whose place was closed up', async () => {
    const found = await verifyAfter((db) => {
      db.exec('DELETE FROM activity WHERE sequence = 2')
      db.exec('UPDATE activity SET sequence = sequence - 1 WHERE sequence > 2')
    })
    expect(found).toEqual({ state: 'altered', sequence: 2, entries: 3 })
  })

  it('shows two entries that changed places', async () => {
    const found = await verifyAfter((db) => {
      db.exec('UPDATE activity SET sequence = 99 WHERE sequence = 2')
      db.exec('UPDATE activity SET sequence = 2 WHERE sequence = 3')
      db.exec('UPDATE activity SET sequence = 3 WHERE sequence = 99')
    })
    expect(found).toEqual({ state: 'altered', sequence: 2, entries: 4 })
  })

  it('shows a cut end', async () => {
    const found = await verifyAfter((db) => db.exec('DELETE FROM activity WHERE sequence > 2'))
    expect(found).toEqual({ state: 'cut', sequence: 2, entries: 2 })
  })

  it('shows an edit whose author worked out all the hashes anew', async () => {
    const found = await verifyAfter((db) => {
      db.exec(`UPDATE activity SET after = '{"id":"x"}' WHERE sequence = 3`)
      rehash(db)
      db.exec('UPDATE activity_head SET hash = (SELECT hash FROM activity WHERE sequence = 4)')
    })
    expect(found).toMatchObject({ state: 'altered' })
  })

  it('shows an emptied record', async () => {
    const found = await verifyAfter((db) => db.exec('DELETE FROM activity'))
    expect(found).toEqual({ state: 'cut', sequence: 0, entries: 0 })
    expect(await verifyAfter((db) => db.exec('DELETE FROM activity_head'))).toMatchObject({
      state: 'altered',
    })
  })

  it('says so when the key that proves it is gone from the keychain', async () => {
    secrets = createMemorySecretStore()
    expect(await verifyAfter(() => undefined)).toEqual({ state: 'unproven', entries: 4 })
  })
})
