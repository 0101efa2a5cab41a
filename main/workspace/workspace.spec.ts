import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { WarifuError } from '../warifu-error.ts'
import type { Act } from './acts.ts'
import { databaseFile } from './database-file.ts'
import { supportedVersion } from './schema.ts'
import { Workspace } from './workspace.ts'
import type { WorkspaceOptions } from './workspace.ts'

let folder: string
let secrets: SecretStore
let workspace: Workspace | null = null

const open = async (options: Partial<WorkspaceOptions> = {}): Promise<Workspace> => {
  workspace = await Workspace.open({ dataFolder: folder, secretsFor: () => secrets, ...options })
  return workspace
}

const reopen = async (options: Partial<WorkspaceOptions> = {}): Promise<Workspace> => {
  await workspace?.close()
  return open(options)
}

/** Puts an API with a password in the keychain: the smallest act that touches both. */
const addApi = (to: Workspace, id: string): Act<null> => ({
  door: 'window',
  act: 'api-created',
  subject: { kind: 'api', id, name: id },
  items: new Map([[`basic:${id}`, 'secret']]),
  change: () => {
    const rest = { etag: 'e', displayName: id, path: id, serviceUrl: 'https://localhost', trust: null }
    to.apis.put({ id, ...rest, basicAccount: `basic:${id}`, gateway: null })
    return { answer: null, before: null, after: { id } }
  },
})

const removeApi = (from: Workspace, id: string): Act<null> => ({
  door: 'window',
  act: 'api-deleted',
  subject: { kind: 'api', id, name: id },
  change: () => {
    from.apis.remove(id)
    return { answer: null, before: { id }, after: null, obsoleteItems: [`basic:${id}`] }
  },
})

const items = async (): Promise<string[]> =>
  (await secrets.accounts()).filter((account) => !account.startsWith('sealing-key:'))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-workspace-'))
  secrets = createMemorySecretStore()
})

afterEach(async () => {
  await workspace?.close()
  workspace = null
  rmSync(folder, { recursive: true, force: true })
})

describe('the data folder', () => {
  it.skipIf(process.platform === 'win32')('belongs to its owner alone, with everything in it', async () => {
    chmodSync(folder, 0o755)
    const { perform } = await open().then((opened) => ({ perform: opened.perform(addApi(opened, 'a')) }))
    await perform
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) {
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
    }
  })

  it('is had by one process at a time', async () => {
    await open()
    await expect(Workspace.open({ dataFolder: folder, secretsFor: () => secrets })).rejects.toMatchObject({
      code: 'workspace-in-use',
      details: { folder },
    })
  })

  it('of a newer program is refused and stays untouched', async () => {
    await open()
    await workspace?.close()
    const db = new DatabaseSync(databaseFile(folder))
    db.exec('PRAGMA user_version = 99; UPDATE workspace SET schema_version = 99')
    db.close()
    const before = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs])
    await expect(open()).rejects.toMatchObject({
      code: 'workspace-newer',
      details: { version: 99, supported: supportedVersion },
    })
    expect(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs])).toEqual(before)
  })

  it('keeps its id, and so its keychain items, over restarts', async () => {
    const { id } = await open()
    expect((await reopen()).id).toBe(id)
  })

  it('needs nothing but the database file: no acknowledged change depends on the WAL', async () => {
    const opened = await open()
    await opened.perform(addApi(opened, 'a'))
    expect(statSync(`${databaseFile(folder)}-wal`).size).toBe(0)
  })
})

describe('an act', () => {
  it('changes database, keychain and record together', async () => {
    const opened = await open()
    expect(opened.empty()).toBe(true)
    await opened.perform(addApi(opened, 'a'))
    expect(opened.empty()).toBe(false)
    expect(await items()).toEqual(['basic:a'])
    expect(opened.activity.all().map(({ act, subject }) => [act, subject.name])).toEqual([
      ['workspace-created', ''],
      ['api-created', 'a'],
    ])
    await opened.perform(removeApi(opened, 'a'))
    expect(await items()).toEqual([])
    expect(opened.apis.list()).toEqual([])
  })

  it('whose change is refused leaves nothing anywhere', async () => {
    const opened = await open()
    await opened.perform(addApi(opened, 'a'))
    const refused: Act<null> = {
      ...addApi(opened, 'b'),
      change: (key) => {
        addApi(opened, 'b').change(key)
        throw new WarifuError('changed-meanwhile', {})
      },
    }
    await expect(opened.perform(refused)).rejects.toThrow('changed-meanwhile')
    expect(await items()).toEqual(['basic:a'])
    expect(opened.apis.list()).toHaveLength(1)
    expect(opened.activity.all()).toHaveLength(2)
    expect((await reopen()).repairs).toEqual([])
  })

  it('is not begun without a keychain', async () => {
    const opened = await open()
    const unavailable = new WarifuError('keychain-unavailable', { reason: 'none' })
    secrets.get = () => Promise.reject(unavailable)
    secrets.set = () => Promise.reject(unavailable)
    await expect(opened.perform(addApi(opened, 'a'))).rejects.toThrow('keychain-unavailable')
    expect(opened.empty()).toBe(true)
    expect(opened.activity.all()).toEqual([])
  })

  it('that cannot clean up after itself is finished by the next start', async () => {
    const store = secrets
    secrets = { ...store }
    const opened = await open()
    await opened.perform(addApi(opened, 'a'))
    secrets.delete = () => Promise.reject(new WarifuError('keychain-locked', {}))
    await opened.perform(removeApi(opened, 'a'))
    expect(opened.apis.list()).toEqual([])
    expect(await items()).toEqual(['basic:a'])

    const subject = { kind: 'api', id: 'a', name: 'a' }
    expect((await reopen()).repairs).toEqual([
      { kind: 'act-waits-for-keychain', act: 'api-deleted', subject },
    ])
    secrets = store
    const mended = await reopen()
    expect(mended.repairs).toEqual([{ kind: 'act-finished', act: 'api-deleted', subject }])
    expect(await items()).toEqual([])
    expect(mended.activity.all().at(-1)).toMatchObject({ act: 'act-finished', door: 'start-up', subject })
    expect((await reopen()).repairs).toEqual([])
  })

  it('waits for its turn', async () => {
    const opened = await open()
    const order: number[] = []
    await Promise.all(
      [1, 2, 3].map((number) =>
        opened.turn(async () => {
          order.push(number)
          await opened.perform(addApi(opened, String(number)))
          order.push(number)
        }),
      ),
    )
    expect(order).toEqual([1, 1, 2, 2, 3, 3])
  })
})
