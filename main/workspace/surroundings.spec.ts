import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'

const secretsFile = fileURLToPath(new URL('../secrets/memory-secret-store.ts', import.meta.url))
const workspaceFile = fileURLToPath(new URL('./workspace.ts', import.meta.url))

/** Opens the workspace in a process of its own, says how that went, and keeps it until its input ends. */
const script = `
  const { Workspace } = await import(${JSON.stringify(workspaceFile)})
  const { createMemorySecretStore } = await import(${JSON.stringify(secretsFile)})
  try {
    const secrets = createMemorySecretStore()
    await Workspace.open({ dataFolder: process.env.FOLDER, secretsFor: () => secrets })
    console.log('opened')
    process.stdin.resume()
  } catch (error) {
    console.log(error.code)
  }`

const args = ['--input-type=module', '-e', script]

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-surroundings-'))
  return () => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Root may write anywhere, so these run as somebody else. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const cannotDrop = process.platform === 'win32' ? 'Windows has no such modes' : ''

const openAsNobody = (dataFolder: string): string => {
  const { stdout } = spawnSync(process.execPath, args, {
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    ...{ env: { ...process.env, FOLDER: dataFolder }, input: '', encoding: 'utf8' },
  })
  return stdout.trim()
}

const canReadSources = openAsNobodyWorks()

function openAsNobodyWorks(): boolean {
  if (!isRoot) return true
  const { status } = spawnSync(
    process.execPath,
    ['-e', `require('fs').accessSync(${JSON.stringify(workspaceFile)})`],
    {
      ...{ uid: nobody, gid: nobody },
    },
  )
  return status === 0
}

describe.skipIf(cannotDrop !== '' || !canReadSources)('a folder without the right to write', () => {
  it('is named when it is read-only', () => {
    chmodSync(folder, 0o555)
    expect(openAsNobody(folder)).toBe('data-folder-not-writable')
  })

  it('is named when it cannot even be made', () => {
    chmodSync(folder, 0o555)
    expect(openAsNobody(join(folder, 'data'))).toBe('data-folder-not-writable')
  })

  it('is named when its database is somebody else’s, and that stays as it is', () => {
    const database = join(folder, 'workspace.db')
    writeFileSync(database, 'not yours')
    chmodSync(database, 0o000)
    if (isRoot) chownSync(folder, nobody, nobody)
    expect(openAsNobody(folder)).toBe('data-folder-not-writable')
    expect(statSync(database).size).toBe('not yours'.length)
  })

  it('is named when it is a file', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(openAsNobody(join(file, 'data'))).toBe('data-folder-not-writable')
  })
})

describe('two instances', () => {
  it('started at once: one gets the workspace, the other is told, and a killed one leaves it free', async () => {
    const env = { ...process.env, FOLDER: folder }
    const children = [1, 2].map(() =>
      spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    const said = await Promise.all(
      children.map(
        (child) =>
          new Promise<string>((resolve) => {
            child.stdout.setEncoding('utf8').once('data', (text: string) => {
              resolve(text.trim())
            })
          }),
      ),
    )
    expect(said.sort()).toEqual(['opened', 'workspace-in-use'])
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(ended)
    const { stdout } = spawnSync(process.execPath, args, { env, input: '', encoding: 'utf8' })
    expect(stdout.trim()).toBe('opened')
    expect(readdirSync(folder)).not.toContain('damaged')
  })
})
