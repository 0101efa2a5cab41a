/**
 * Kills a real process doing real acts, again and again, and looks each time at what is left.
 *
 * After every kill: each acknowledged act is there, the one under way is there wholly or not at all, every
 * certificate opens with its password, keychain and database name the same items, nothing waits in the journal, and
 * the record verifies.
 */
import { spawn } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Repair } from '../../../preload/contract/activity.ts'
import { auditKeychain } from '../../workspace/keychain-audit.ts'
import { applied, emptyModel, sameModel } from './model.ts'
import type { Model, ModelAct } from './model.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import { readModel } from './read-model.ts'
import { issueUploads, openWorld, readUploads } from './world.ts'

export interface CrashCounts {
  kills: number
  /** Kills at an instrumented step; the others came at a random moment. */
  atSteps: number
  acknowledged: number
  /** Acts under way at a kill that were found done, and found not done. */
  foundDone: number
  foundUndone: number
  /** What start-up finished and undid. */
  finished: number
  undone: number
}

type Said = { say: 'opened'; repairs: Repair[] } | { say: 'begin'; act: ModelAct } | { say: 'done' }

const workerFile = fileURLToPath(new URL('./crash-worker.ts', import.meta.url))

/** Runs the worker until it is dead. @returns the acts it was told done, and the one under way */
const runUntilKilled = async (
  world: string,
  random: Random,
  atStep: boolean,
  share: string | null,
): Promise<{ done: ModelAct[]; underWay: ModelAct | null }> => {
  const fatalStep = atStep ? 1 + random(60) : 0
  const args = [
    workerFile,
    world,
    String(random(2 ** 31)),
    String(fatalStep),
    ...(share === null ? [] : [share]),
  ]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(world, 'compile-cache') },
  })
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, signal) => {
      resolve(signal)
    })
  })
  const done: ModelAct[] = []
  let underWay: ModelAct | null = null
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as Said
    if (said.say === 'opened' && !atStep) {
      void after(random(250)).then(() => child.kill('SIGKILL'))
    }
    if (said.say === 'begin') underWay = said.act
    if (said.say === 'done' && underWay !== null) {
      done.push(underWay)
      underWay = null
    }
  }
  const signal = await ended
  if (signal !== 'SIGKILL') throw new Error(`the worker was not killed, it failed: ${errors.join('')}`)
  return { done, underWay }
}

/** Opens what is left as the program would, and throws unless it is whole. */
const inspect = async (
  world: string,
  share: string | null,
): Promise<{ model: Model; repairs: readonly Repair[] }> => {
  const workspace = await openWorld(world, { shareOf: () => share })
  try {
    const model = await readModel(workspace, readUploads(world))
    const verification = await workspace.activity.verify((id) => workspace.keys.get(id))
    if (verification.state !== 'intact') throw new Error(`the record is ${verification.state}`)
    const strays = await auditKeychain(workspace)
    if (strays.length > 0) throw new Error(`keychain and database differ: ${JSON.stringify(strays)}`)
    const { repairs } = workspace
    const unexpected = repairs.filter(({ kind }) => kind !== 'act-finished' && kind !== 'act-undone')
    if (unexpected.length > 0) throw new Error(`start-up had to do more: ${JSON.stringify(unexpected)}`)
    return { model, repairs }
  } finally {
    await workspace.close()
  }
}

export interface CrashTestOptions {
  /** An empty folder. */
  world: string
  kills: number
  seed: number
  /** The type of the network file system that the world is taken to lie on. */
  share?: string | null
  /** Told after every kill. */
  onKill?: (counts: CrashCounts) => void
}

/** Throws at the first kill after which something is not whole; the seed repeats the run. */
export const crashTest = async ({
  world,
  kills,
  seed,
  share = null,
  onKill,
}: CrashTestOptions): Promise<CrashCounts> => {
  const random = createRandom(seed)
  await issueUploads(world, 6)
  const counts: CrashCounts = {
    ...{ kills: 0, atSteps: 0, acknowledged: 0, foundDone: 0, foundUndone: 0, finished: 0, undone: 0 },
  }
  let expected = emptyModel
  while (counts.kills < kills) {
    const atStep = random(2) === 0
    const { done, underWay } = await runUntilKilled(world, random, atStep, share)
    const acknowledged = done.reduce(applied, expected)
    const { model, repairs } = await inspect(world, share)
    const undone = sameModel(model, acknowledged)
    if (!undone && (underWay === null || !sameModel(model, applied(acknowledged, underWay)))) {
      const told = { kill: counts.kills + 1, seed, underWay, acknowledged, found: model }
      throw new Error(`not what was acknowledged: ${JSON.stringify(told)}`)
    }
    expected = model
    counts.kills += 1
    counts.atSteps += atStep ? 1 : 0
    counts.acknowledged += done.length
    if (underWay !== null) counts[undone ? 'foundUndone' : 'foundDone'] += 1
    counts.finished += repairs.filter(({ kind }) => kind === 'act-finished').length
    counts.undone += repairs.filter(({ kind }) => kind === 'act-undone').length
    onKill?.(counts)
  }
  return counts
}
