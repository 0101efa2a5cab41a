/** What the program does while nobody does anything: timers, and memory that it does not give back. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Program } from '../fixtures/program.ts'
import { startProgram } from '../fixtures/program.ts'
import type { Figure } from './figures.ts'
import { filledProfile } from './filled-profile.ts'
import { countTimers, timersFired } from './in-page.ts'

const count = 1_000
const bundle = join(import.meta.dirname, '../../out/main')

const inGateway = (program: Program, expression: string): Promise<unknown> =>
  program.evaluate(inThread, { name: 'gateway-worker', expression })

/** @param minutes how long to watch; a start's own work is over after the first ten seconds, which do not count */
export async function measureIdle(minutes: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const profile = await filledProfile(count, say)
  try {
    const program = await startProgram({ dataDir: profile.dataDir, language: 'en', keychain: 'memory' })
    try {
      return await watch(program, minutes, say)
    } finally {
      await program.close()
    }
  } finally {
    profile.remove()
  }
}

async function watch(
  program: Program,
  minutes: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const { page } = program
  await program.navigation.goTo('certificates')
  await page.addInitScript(countTimers)
  await page.reload()
  await page.getByRole('grid').waitFor()
  await wait(10_000)

  await program.evaluate(countTimersOf, bundle)
  await inGateway(program, `(${countTimersOf.toString()})(undefined, ${JSON.stringify(bundle)})`)
  const session = await page.context().newCDPSession(page)
  const pageHeap = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize / 1000
  }
  const before = {
    page: await pageHeap(),
    main: await program.evaluate(mainHeap),
    timers: await page.evaluate(timersFired),
  }
  say(`Watching the idle program for ${minutes} minutes.`)
  await wait(minutes * 60_000)
  const fired = await page.evaluate(timersFired)
  const mainFired = await program.evaluate(mainTimersFired)
  const gatewayFired = Number(await inGateway(program, 'warifuTimers.fired'))
  return [
    {
      name: 'timers fired in the page, idle',
      values: [(fired - before.timers) / minutes],
      ...{ unit: '/min', limit: { of: 'worst', atMost: 1 } },
    },
    {
      name: 'timers of the program fired in the main process, idle',
      values: [mainFired / minutes],
      ...{ unit: '/min', limit: { of: 'worst', atMost: 1 } },
    },
    {
      name: 'timers fired in the gateway’s thread, idle',
      values: [gatewayFired / minutes],
      ...{ unit: '/min', limit: { of: 'worst', atMost: 1 } },
    },
    {
      name: 'growth of the page’s heap',
      values: [(await pageHeap()) - before.page],
      ...{ unit: 'kB', limit: { of: 'worst', atMost: 500 } },
    },
    {
      name: 'growth of the main process’s heap',
      values: [(await program.evaluate(mainHeap)) - before.main],
      ...{ unit: 'kB', limit: { of: 'worst', atMost: 500 } },
    },
  ]
}

/**
 * Runs in the main process and, as text, in the gateway's thread. Counts the timers that fire and whose function or
 * making leads to the program's own files, also those that were set before.
 */
const countTimersOf = (_electron: unknown, bundle: string): void => {
  const { createHook, executionAsyncResource } = process.getBuiltinModule('node:async_hooks')
  const { readdirSync, readFileSync } = process.getBuiltinModule('node:fs')
  const program = readdirSync(bundle, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(`${bundle}/${name}`, 'utf8'))
    .join('\n')
  const own = new Set<number>()
  const counted = { fired: 0 }
  Object.assign(globalThis, { warifuTimers: counted })
  createHook({
    init(id, type) {
      if (type !== 'Timeout' && type !== 'Immediate') return
      if (/[\\/]out[\\/]main[\\/]/u.test(new Error().stack ?? '')) own.add(id)
    },
    before(id) {
      const { _onTimeout: act } = executionAsyncResource() as { _onTimeout?: unknown }
      if (own.has(id) || (typeof act === 'function' && program.includes(String(act)))) counted.fired += 1
    },
    destroy(id) {
      own.delete(id)
    },
  }).enable()
}

const mainTimersFired = (): number =>
  (globalThis as unknown as { warifuTimers: { fired: number } }).warifuTimers.fired

/** Runs in the main process: evaluates `expression` in the thread whose script is `name`, through the inspector. */
const inThread = (
  _electron: unknown,
  { name, expression }: { name: string; expression: string },
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    const end = (act: () => void): void => {
      clearTimeout(limit)
      session.disconnect()
      act()
    }
    const limit = setTimeout(() => end(() => reject(new Error(`No thread ${name} answered.`))), 10_000)
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
      if (!workerInfo.url.includes(name)) return
      const message = { id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify(message) })
    })
    session.on('NodeWorker.receivedMessageFromWorker', ({ params: { message } }) => {
      const answer = JSON.parse(message) as { id?: number; result?: { result: { value?: unknown } } }
      if (answer.id === 1) end(() => resolve(answer.result?.result.value))
    })
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  })

/** Runs in the main process: what is in use after a garbage collection, in kB. */
const mainHeap = (): number => {
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
  const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed / 1000
}
