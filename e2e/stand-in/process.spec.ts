import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningWarifu } from '../fixtures/running-warifu.ts'
import { isRunning } from './is-running.ts'
import { createSampleProgram } from './testing/sample-program.ts'
import type { SampleProgram } from './testing/sample-program.ts'

/** Answers everything it is sent, but hangs when told so. */
const utility = `
process.parentPort.on('message', ({ data }) => {
  if (data.hang) for (;;) {}
  process.parentPort.postMessage({ echo: data, type: process.type, send: typeof process.send })
})
`

let program: SampleProgram
let running: RunningWarifu

beforeAll(async () => {
  program = await createSampleProgram({ 'utility.mjs': utility })
  running = await program.start()
})
afterAll(() => program.remove())

const profilesOf = (pid: number): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`warifu-stand-in-${pid}-`))

test('a second instance hands its arguments over and ends', async () => {
  await expect(program.start({ args: ['some-file.pfx'] })).rejects.toThrow(/has ended \(0\)/)
  await vi.waitFor(async () =>
    expect(await running.evaluate(() => globalThis.seen)).toEqual([
      ['second-instance', 'some-file.pfx', { from: 'sample' }],
    ]),
  )
})

test('a utility process answers, and is gone when killed in the middle of its work', async () => {
  const outcome = await running.evaluate(
    async ({ app, utilityProcess }, script) => {
      const child = utilityProcess.fork(script, [], { serviceName: 'Echo' })
      const listed = app.getAppMetrics().some(({ pid, name }) => pid === child.pid && name === 'Echo')
      const answer = new Promise((resolve) => child.once('message', resolve))
      child.postMessage({ bytes: new Uint8Array([7]) })
      const echo = await answer
      child.postMessage({ hang: true })
      const exit = new Promise((resolve) => child.once('exit', resolve))
      const killed = child.kill()
      const status = await exit
      return { echo, killed, status, pid: child.pid, listed, left: app.getAppMetrics().length }
    },
    join(program.folder, 'utility.mjs'),
  )
  expect(outcome).toEqual({
    echo: { echo: { bytes: new Uint8Array([7]) }, type: 'utility', send: 'undefined' },
    killed: true,
    status: 15,
    pid: undefined,
    listed: true,
    left: 1,
  })
})

test('a function sent to a utility process is refused', async () => {
  const message = await running.evaluate(
    ({ utilityProcess }, script) => {
      const child = utilityProcess.fork(script)
      try {
        child.postMessage({ run: () => 1 })
        return 'accepted'
      } catch (error) {
        return (error as Error).message
      } finally {
        child.kill()
      }
    },
    join(program.folder, 'utility.mjs'),
  )
  expect(message).toBe('An object could not be cloned.')
})

test('what Electron does not say, and what the stand-in does not have, throws with its name', async () => {
  const messages = await running.evaluate(({ app, BrowserWindow, session, webContents }) => {
    const attempt = (action: () => unknown): string => {
      try {
        return `accepted: ${String(action())}`
      } catch (error) {
        return (error as Error).message
      }
    }
    return [
      attempt(() => app.getFileIcon('x')),
      attempt(() => app.on('no-such-event' as 'ready', () => undefined)),
      attempt(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
      attempt(() => new BrowserWindow({ webPreferences: { nodeIntegration: true } })),
      attempt(() => new BrowserWindow({ kiosk: true })),
      attempt(() => Reflect.get(BrowserWindow, 'noSuchFunction') as unknown),
      attempt(() => session.fromPath('/')),
      attempt(() => webContents.getAllWebContents()[0]?.print()),
    ]
  })
  const unknown = (name: string): string =>
    `${name} is not part of the Electron stand-in (e2e/stand-in). Add it there, or run on Electron.`
  expect(messages).toEqual([
    unknown('app.getFileIcon'),
    unknown("app event 'no-such-event'"),
    'webPreferences.sandbox: false would weaken the sandbox',
    'webPreferences.nodeIntegration: true would weaken the sandbox',
    unknown('BrowserWindow: option kiosk'),
    unknown('BrowserWindow.noSuchFunction'),
    unknown('session.fromPath'),
    unknown('webContents.print'),
  ])
})

test('the program learns its own name, version and place, and no switch of the stand-in', async () => {
  const facts = await running.evaluate(({ app }) => ({
    name: app.getName(),
    version: app.getVersion(),
    path: app.getAppPath(),
    data: app.getPath('userData'),
    argv: process.argv.filter((argument) => argument.includes('stand-in')),
    electron: process.versions['electron'],
    type: (process as unknown as { type: string }).type,
  }))
  expect(facts).toMatchObject({
    name: 'Sample',
    version: '1.2.3',
    path: program.folder,
    data: program.dataDir,
  })
  expect(facts).toMatchObject({ argv: [], type: 'browser' })
  expect(facts.electron).toMatch(/^\d+\./)
})

test('the program may prevent quitting', async () => {
  await running.evaluate(({ app }) => {
    app.once('before-quit', (event) => event.preventDefault())
    app.quit()
  })
  expect(await running.evaluate(() => globalThis.seen.at(-1))).toEqual(['before-quit'])
})

test('quitting leaves neither a process nor a folder, and frees the lock', async () => {
  const quitting = await createSampleProgram()
  try {
    const first = await quitting.start()
    const pid = await first.evaluate(() => process.pid)
    await first.close()
    expect(isRunning(pid)).toBe(false)
    expect(profilesOf(pid)).toEqual([])
    const second = await quitting.start()
    expect(await second.evaluate(() => globalThis.seen)).toEqual([])
  } finally {
    await quitting.remove()
  }
})

test('when the main process is killed, Chromium and its utility processes end too', async () => {
  const pids = await running.evaluate(
    async ({ utilityProcess }, script) => {
      const child = utilityProcess.fork(script)
      const spawned = new Promise((resolve) => child.once('message', resolve))
      child.postMessage({})
      await spawned
      return { utility: child.pid ?? 0, main: process.pid }
    },
    join(program.folder, 'utility.mjs'),
  )
  const [profile] = profilesOf(pids.main)
  expect(profile).toBeDefined()
  const left = (): number[] => [...processesWith(profile ?? ''), pids.utility].filter(isRunning)
  expect(left().length).toBeGreaterThan(1)
  await running.kill()
  await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 10_000 })

  // The next run removes what the killed one could not.
  const next = await program.start()
  expect(existsSync(join(tmpdir(), profile ?? ''))).toBe(false)
  await next.close()
})

/** The ids of processes whose command line names `text` (only where the system tells, on Linux). */
function processesWith(text: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map((name) => Number.parseInt(name, 10))
    .filter((pid) => !Number.isNaN(pid) && commandLineOf(pid).includes(text))
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
