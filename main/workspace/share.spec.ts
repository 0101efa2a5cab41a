import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import { listBackups } from './backups.ts'
import { databaseFile } from './database-file.ts'
import { ownerFile } from './owner.ts'
import { addApi } from './testing/add-api.ts'
import { Workspace } from './workspace.ts'

const secrets = createMemorySecretStore()
let folder: string

const open = (share: string | null = 'nfs4') =>
  Workspace.open({ dataFolder: folder, secretsFor: () => secrets, shareOf: () => share })

/** Opens, looks, closes. */
const lookInto = async (share: string | null = 'nfs4') => {
  const workspace = await open(share)
  const { state } = await workspace.activity.verify((id) => workspace.keys.get(id))
  const apis = workspace.apis.list().map(({ id }) => id)
  const kinds = workspace.repairs.map(({ kind }) => kind)
  await workspace.close()
  return { apis, kinds, verified: state }
}

const whole = (apis: string[]) => ({ apis, kinds: [], verified: 'intact' })

const journalFile = () => `${databaseFile(folder)}-journal`

/** Leaves the folder as a process does that is killed while a transaction is half in the file. */
const killedWhileWriting = () => {
  const asKilled = mkdtempSync(join(tmpdir(), 'warifu-killed-'))
  const db = new DatabaseSync(databaseFile(folder))
  db.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 1; BEGIN')
  db.exec("UPDATE api SET id = 'half', display_name = 'half'; CREATE TABLE half (content BLOB)")
  // More than the cache holds, so that pages go to the file before the end.
  for (let count = 0; count < 100; count++) db.exec('INSERT INTO half VALUES (randomblob(4000))')
  cpSync(folder, asKilled, { recursive: true })
  db.close()
  rmSync(folder, { recursive: true })
  cpSync(asKilled, folder, { recursive: true })
  rmSync(asKilled, { recursive: true })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-on-share-'))
  const workspace = await open()
  await addApi(workspace, 'orders')
  await workspace.close()
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
})

describe('a workspace on a network share', () => {
  it('keeps a rollback journal, no WAL, and nothing of a change stays in it', async () => {
    const workspace = await open()
    expect(workspace.share).toBe('nfs4')
    await addApi(workspace, 'stock')
    expect(existsSync(`${databaseFile(folder)}-wal`)).toBe(false)
    expect(existsSync(`${databaseFile(folder)}-shm`)).toBe(false)
    expect(statSync(journalFile()).size).toBe(0)
    await workspace.close()
    expect(await lookInto()).toEqual(whole(['orders', 'stock']))
  })

  it('loses what was half in the file when its process was killed, and nothing else', async () => {
    killedWhileWriting()
    expect(statSync(journalFile()).size).toBeGreaterThan(0)
    expect(await lookInto()).toEqual(whole(['orders']))
  })

  it('that is damaged is restored, and the journal goes aside with it', async () => {
    killedWhileWriting()
    writeFileSync(databaseFile(folder), 'damaged')
    const journal = readFileSync(journalFile())
    const workspace = await open()
    const [aside] = workspace.repairs
    if (aside?.kind !== 'database-set-aside') throw new Error('nothing was set aside')
    expect(readFileSync(`${aside.file}-journal`)).toEqual(journal)
    await workspace.close()
    expect(await lookInto()).toEqual(whole(['orders']))
    expect(listBackups(folder).length).toBeGreaterThan(0)
  })

  it('moves to a disk of the computer and back, also as a killed process left it', async () => {
    const asKilled = mkdtempSync(join(tmpdir(), 'warifu-killed-'))
    const local = await open(null)
    await addApi(local, 'stock')
    cpSync(folder, asKilled, { recursive: true })
    await local.close()
    rmSync(folder, { recursive: true })
    cpSync(asKilled, folder, { recursive: true })
    rmSync(asKilled, { recursive: true })
    expect(await lookInto()).toEqual(whole(['orders', 'stock']))
    expect(existsSync(`${databaseFile(folder)}-wal`)).toBe(false)
    expect(await lookInto(null)).toEqual(whole(['orders', 'stock']))
  })
})

describe('the owner of a workspace on a network share', () => {
  it('is named while it is open', async () => {
    const workspace = await open()
    expect(JSON.parse(readFileSync(ownerFile(folder), 'utf8'))).toEqual({
      ...{ host: hostname(), pid: process.pid },
      since: expect.stringMatching(/^\d{4}-/) as string,
    })
    await workspace.close()
    expect(existsSync(ownerFile(folder))).toBe(false)
  })

  it('is not disturbed from another host, which is told who it is', async () => {
    const other = JSON.stringify({ host: 'other.example', pid: 1, since: '2026-01-01T00:00:00.000Z' })
    writeFileSync(ownerFile(folder), other)
    const before = readFileSync(databaseFile(folder))
    await expect(open()).rejects.toMatchObject({
      code: 'workspace-open-elsewhere',
      details: { folder, host: 'other.example' },
    })
    expect(readFileSync(ownerFile(folder), 'utf8')).toBe(other)
    expect(readFileSync(databaseFile(folder))).toEqual(before)
  })

  it.each([
    [
      'of a process of this host that was killed',
      JSON.stringify({ host: hostname(), pid: 2 ** 22, since: '' }),
    ],
    ['that was killed before it wrote its name', ''],
  ])('%s is succeeded', async (_, left) => {
    writeFileSync(ownerFile(folder), left)
    expect(await lookInto()).toEqual(whole(['orders']))
    expect(existsSync(ownerFile(folder))).toBe(false)
  })

  it('is nobody on a disk of this computer', async () => {
    const workspace = await open(null)
    expect(existsSync(ownerFile(folder))).toBe(false)
    await workspace.close()
  })

  it('is told no second time in the same process', async () => {
    const workspace = await open()
    await expect(open()).rejects.toThrow('workspace-in-use')
    expect(existsSync(ownerFile(folder))).toBe(true)
    await workspace.close()
  })
})
