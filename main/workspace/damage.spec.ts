import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RepairReport } from '../../preload/contract/activity.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import { listBackups, takeBackup } from './backups.ts'
import { Database } from './database.ts'
import { databaseFile } from './database-file.ts'
import { addApi } from './testing/add-api.ts'
import { Workspace } from './workspace.ts'

const secrets = createMemorySecretStore()
/** SQLite's own choice, https://www.sqlite.org/pragma.html#pragma_page_size */
const pageSize = 4_096
/** A workspace with one API and one backup, closed; each test damages a copy of it. */
let pristine: string
let folder: string

const open = (dataFolder = folder) => Workspace.open({ dataFolder, secretsFor: () => secrets })

/** Looks again after each turn of the event loop. */
const until = async (there: () => boolean): Promise<void> => {
  while (!there()) await new Promise(setImmediate)
}

/** Opens, looks, closes. */
const lookInto = async (): Promise<{ apis: string[]; repairs: RepairReport; verified: string }> => {
  const workspace = await open()
  const { state } = await workspace.activity.verify((id) => workspace.keys.get(id))
  const found = {
    apis: workspace.apis.list().map(({ id }) => id),
    repairs: workspace.repairs,
    verified: state,
  }
  await workspace.close()
  return found
}

const restoredFromBackup = [
  { kind: 'database-set-aside', file: expect.stringContaining('damaged') as string },
  expect.objectContaining({
    kind: 'database-restored',
    backupOf: expect.stringMatching(/^\d{4}-/) as string,
  }),
]

beforeAll(async () => {
  pristine = mkdtempSync(join(tmpdir(), 'warifu-pristine-'))
  const workspace = await open(pristine)
  await addApi(workspace, 'orders')
  await workspace.close()
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-damage-'))
  cpSync(pristine, folder, { recursive: true })
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
})

afterAll(() => {
  rmSync(pristine, { recursive: true, force: true })
})

describe('a damaged database', () => {
  it.each([0x01, 0x80, 0xff])(
    'loses nothing, whichever byte of its header is changed by %i',
    async (mask) => {
      const whole = readFileSync(databaseFile(folder))
      let restored = 0
      for (let place = 0; place < 100; place++) {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(place) ^ mask, place)
        rmSync(folder, { recursive: true })
        cpSync(pristine, folder, { recursive: true })
        writeFileSync(databaseFile(folder), changed)
        const { apis, repairs, verified } = await lookInto()
        expect([place, apis, verified]).toEqual([place, ['orders'], 'intact'])
        if (repairs.length > 0) {
          expect(repairs).toEqual(restoredFromBackup)
          restored += 1
        }
      }
      // The other bytes are unused or counters that SQLite works out anew.
      expect(restored).toBeGreaterThan(30)
    },
  )

  it('loses nothing, wherever it is cut', async () => {
    const { length } = readFileSync(databaseFile(folder))
    // The end of the last page may be unused, and then its loss harms nothing.
    for (let size = 1; size <= length - pageSize; size += 4_000) {
      rmSync(folder, { recursive: true })
      cpSync(pristine, folder, { recursive: true })
      truncateSync(databaseFile(folder), size)
      expect(await lookInto()).toEqual({ apis: ['orders'], repairs: restoredFromBackup, verified: 'intact' })
    }
  })

  it.each(['removed', 'emptied'])('loses nothing when it is %s', async (how) => {
    if (how === 'removed') rmSync(databaseFile(folder))
    else truncateSync(databaseFile(folder), 0)
    const { apis, repairs } = await lookInto()
    expect(apis).toEqual(['orders'])
    expect(repairs).toEqual(restoredFromBackup.slice(1))
  })

  it('is kept aside, byte for byte', async () => {
    const garbage = Buffer.from('no database at all')
    writeFileSync(databaseFile(folder), garbage)
    const { repairs } = await lookInto()
    const [aside] = repairs
    if (aside?.kind !== 'database-set-aside') throw new Error('nothing was set aside')
    expect(readFileSync(aside.file)).toEqual(garbage)
  })

  it('is restored from the newest backup that is sound itself', async () => {
    const workspace = await open()
    await addApi(workspace, 'stock')
    await workspace.close()
    expect(listBackups(folder)).toHaveLength(2)
    writeFileSync(listBackups(folder)[0]?.file ?? '', 'damaged too')
    writeFileSync(databaseFile(folder), 'damaged')
    expect((await lookInto()).apis).toEqual(['orders'])
  })

  it('without any sound backup begins anew and says so', async () => {
    rmSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(databaseFile(folder), 'damaged')
    const { apis, repairs } = await lookInto()
    expect(apis).toEqual([])
    expect(repairs.map(({ kind }) => kind)).toEqual(['database-set-aside', 'database-started-empty'])
  })

  /** As a process that is killed leaves it after these changes, the last of them never backed up. */
  const killedAfter = async (apis: readonly string[]): Promise<string> => {
    const workspace = await open()
    for (const id of apis) {
      await addApi(workspace, id)
      // The first change begins a backup, and with it the log.
      if (id === apis[0]) await until(() => listBackups(folder).length > 1)
    }
    const asKilled = mkdtempSync(join(tmpdir(), 'warifu-killed-'))
    cpSync(folder, asKilled, { recursive: true })
    await workspace.close()
    rmSync(folder, { recursive: true })
    cpSync(asKilled, folder, { recursive: true })
    rmSync(asKilled, { recursive: true })
    return join(folder, 'backups', '00000002.changes')
  }

  it('that was changed since its last backup is brought up to the last change', async () => {
    await killedAfter(['stock', 'parts', 'bills'])
    writeFileSync(databaseFile(folder), 'damaged')
    const { apis, repairs, verified } = await lookInto()
    expect(apis).toEqual(['bills', 'orders', 'parts', 'stock'])
    expect(verified).toBe('intact')
    expect(repairs).toMatchObject([{}, { kind: 'database-restored', changes: 2, complete: true }])
    expect((await lookInto()).repairs).toEqual([])
  })

  it('whose log is cut too comes up to the cut, and says what is missing', async () => {
    const log = await killedAfter(['stock', 'parts', 'bills'])
    truncateSync(log, readFileSync(log).length - 10)
    writeFileSync(databaseFile(folder), 'damaged')
    const { apis, repairs, verified } = await lookInto()
    expect(apis).toEqual(['orders', 'parts', 'stock'])
    expect(verified).toBe('intact')
    expect(repairs).toMatchObject([{}, { kind: 'database-restored', changes: 1, complete: false }])
  })

  it('takes no backup of itself, so that the sound ones stay', async () => {
    const before = listBackups(folder)
    const damaged = {
      logTo: () => undefined,
      copyTo: (file: string) => {
        writeFileSync(file, 'damaged')
        return Promise.resolve()
      },
    }
    await expect(takeBackup(folder, damaged, new Date())).rejects.toThrow('workspace-damaged')
    expect(listBackups(folder)).toEqual(before)
    expect(readdirSync(join(folder, 'backups'))).not.toContain('unfinished.db')
  })

  it('is not restored twice', async () => {
    writeFileSync(databaseFile(folder), 'damaged')
    await lookInto()
    expect((await lookInto()).repairs).toEqual([])
  })

  it('has its restoring on record', async () => {
    writeFileSync(databaseFile(folder), 'damaged')
    const workspace = await open()
    expect(workspace.activity.list(1)).toMatchObject([{ act: 'workspace-restored', door: 'start-up' }])
    await workspace.close()
  })
})

describe('a WAL', () => {
  it('of a process that was killed is played in; one that is removed takes nothing acknowledged with it', async () => {
    const workspace = await open()
    await addApi(workspace, 'stock')
    const asKilled = mkdtempSync(join(tmpdir(), 'warifu-killed-'))
    cpSync(folder, asKilled, { recursive: true })
    await workspace.close()
    rmSync(join(asKilled, 'workspace.db-wal'), { force: true })
    const reopened = await open(asKilled)
    expect(reopened.apis.list().map(({ id }) => id)).toEqual(['orders', 'stock'])
    await reopened.close()
    rmSync(asKilled, { recursive: true })
  })

  it('of a damaged database is not played into its successor', async () => {
    writeFileSync(databaseFile(folder), 'damaged')
    writeFileSync(`${databaseFile(folder)}-wal`, 'whatever this was')
    expect((await lookInto()).apis).toEqual(['orders'])
    expect(existsSync(`${databaseFile(folder)}-wal`)).toBe(false)
  })
})

describe('backups', () => {
  it('are kept by count, and beyond that one for each of the latest days, in the order they were taken', async () => {
    const database = Database.open(folder)
    // A clock that jumps ten years ahead and back again must not make the later backups look older.
    const days = [...Array(45).keys()].map((day) => Date.UTC(2026, 0, 1 + day))
    const times = [...days.slice(0, 20), Date.UTC(2036, 0, 1), ...days.slice(20)]
    for (const time of times) {
      await takeBackup(folder, database, new Date(time))
      await takeBackup(folder, database, new Date(time + 60_000))
    }
    database.close()
    const backups = listBackups(folder)
    expect(backups[0]?.at).toBe(new Date((days.at(-1) ?? 0) + 60_000).toISOString().replace('.000', ''))
    expect(backups.length).toBeGreaterThanOrEqual(30)
    expect(backups.length).toBeLessThanOrEqual(40)
    expect(backups.slice(0, 10).map(({ number }) => number)).toEqual(
      [...Array(10).keys()].map((index) => (backups[0]?.number ?? 0) - index),
    )
    expect(readdirSync(join(folder, 'backups'))).not.toContain('unfinished.db')
  })
})
