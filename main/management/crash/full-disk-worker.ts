/**
 * Does every kind of act on a disk with less and less room. Runs inside a small file system of its own; arguments:
 * a folder on that file system, and one elsewhere for keychain and the state to begin from. Prints its counts.
 */
import { closeSync, cpSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isWarifuError } from '../../warifu-error.ts'
import { auditKeychain } from '../../workspace/keychain-audit.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { createEmbeddedService } from '../embedded-service.ts'
import { createFolderSecretStore } from './folder-secret-store.ts'
import { applied, emptyModel, sameModel } from './model.ts'
import type { Model, ModelAct } from './model.ts'
import { performAct } from './perform-act.ts'
import { readModel } from './read-model.ts'
import { directDecoder, issueUploads, readUploads } from './world.ts'

const [smallDisk = '', elsewhere = ''] = process.argv.slice(2)
const data = join(smallDisk, 'data')
const filler = join(smallDisk, 'filler')
const keychain = join(elsewhere, 'keychain')
const pristine = join(elsewhere, 'pristine')

const open = () =>
  Workspace.open({ dataFolder: data, secretsFor: () => createFolderSecretStore(keychain), binDays: 30 })

const serviceOf = (workspace: Workspace) =>
  createEmbeddedService(workspace, {
    ...{ decoder: directDecoder, door: 'window' },
    onChange: () => Promise.resolve(),
  })

const beginning: readonly ModelAct[] = [
  { act: 'upload', name: 'c0' },
  { act: 'upload', name: 'c1' },
  { act: 'upload', name: 'c3' },
  { act: 'delete', name: 'c3' },
  { act: 'add-api', path: 'orders' },
  { act: 'present', path: 'orders', presented: { kind: 'mutual', name: 'c0' } },
]

const acts: readonly ModelAct[] = [
  { act: 'upload', name: 'c2' },
  { act: 'replace', old: 'c0', name: 'c2' },
  { act: 'delete', name: 'c1' },
  { act: 'restore', name: 'c3' },
  { act: 'purge', name: 'c3' },
  { act: 'present', path: 'orders', presented: { kind: 'basic', password: 'hush' } },
  { act: 'add-api', path: 'stock' },
]

/** The file system's unit of allocation; nothing changes between its multiples. */
const page = 4096
/** From here on every act fits; asserted by the last run. */
const mostPages = 40

/** Leaves room for so many pages. */
const fill = (pages: number): void => {
  const { bavail, bsize } = statfsSync(smallDisk)
  const descriptor = openSync(filler, 'w')
  const block = Buffer.alloc(page, 1)
  for (let written = 0; written < bavail * bsize - pages * page; written += page) writeSync(descriptor, block)
  closeSync(descriptor)
}

/** Throws unless what is there is `expected`, whole. */
const requireWhole = async (workspace: Workspace, expected: Model, told: string): Promise<void> => {
  const found = await readModel(workspace, readUploads(elsewhere))
  if (!sameModel(found, expected)) throw new Error(`${told}: ${JSON.stringify({ found, expected })}`)
  const { state } = await workspace.activity.verify((id) => workspace.keys.get(id))
  if (state !== 'intact') throw new Error(`${told}: the record is ${state}`)
}

/** @returns true when the act was done */
const attempt = async (workspace: Workspace, act: ModelAct): Promise<boolean> => {
  try {
    await performAct(serviceOf(workspace), readUploads(elsewhere), act)
    return true
  } catch (error) {
    if (isWarifuError(error) && error.code === 'disk-full') return false
    throw error
  }
}

/** The same workspace, started while the disk is still full: it starts or says why not. */
const startOnFullDisk = async (): Promise<void> => {
  try {
    await (await open()).close()
  } catch (error) {
    if (!isWarifuError(error) || error.code !== 'disk-full') throw error
  }
}

const run = async (before: Model, act: ModelAct, pages: number): Promise<boolean> => {
  for (const [from, to] of [
    [join(pristine, 'data'), data],
    [join(pristine, 'keychain'), keychain],
  ] as const) {
    rmSync(to, { recursive: true, force: true })
    cpSync(from, to, { recursive: true })
  }
  const told = `${act.act} with ${pages} pages left`
  const workspace = await open()
  fill(pages)
  const done = await attempt(workspace, act)
  const expected = done ? applied(before, act) : before
  await requireWhole(workspace, expected, `${told}, in the process`)
  await workspace.close()
  await startOnFullDisk()

  rmSync(filler)
  const reopened = await open()
  await requireWhole(reopened, expected, `${told}, after a restart`)
  const strays = await auditKeychain(reopened)
  if (strays.length > 0) throw new Error(`${told}: keychain and database differ: ${JSON.stringify(strays)}`)
  if (existsSync(join(data, 'damaged'))) throw new Error(`${told}: something was set aside`)
  await reopened.close()
  return done
}

await issueUploads(elsewhere, 4)
const first = await open()
for (const act of beginning) await performAct(serviceOf(first), readUploads(elsewhere), act)
await first.close()
cpSync(data, join(pristine, 'data'), { recursive: true })
cpSync(keychain, join(pristine, 'keychain'), { recursive: true })

const before = beginning.reduce(applied, emptyModel)
const counts = { attempts: 0, done: 0, refused: 0 }
for (const act of acts) {
  for (let pages = 0; pages <= mostPages; pages++) {
    const done = await run(before, act, pages)
    counts.attempts += 1
    counts[done ? 'done' : 'refused'] += 1
    if (pages === mostPages && !done) throw new Error(`${act.act} never fitted`)
  }
}
writeSync(1, JSON.stringify(counts))
