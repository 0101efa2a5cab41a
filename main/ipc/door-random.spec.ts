/** What the page could send if somebody else's code ran in it: anything at all. */
import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { channels } from '../../preload/contract/channels.ts'
import type { Result } from '../../preload/contract/errors.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { createRandom, pick } from '../management/crash/random.ts'
import type { Random } from '../management/crash/random.ts'
import { openDoor } from './door.ts'

type Invoke = (event: IpcMainInvokeEvent, ...request: unknown[]) => Promise<Result<unknown>>

const event = {} as IpcMainInvokeEvent
const perChannel = 1000

const words = ['id', 'etag', 'fileId', 'password', 'name', 'path', '__proto__', 'constructor', 'length', '0']

function randomValue(random: Random, depth = 0): unknown {
  const several = <T>(make: () => T): T[] => Array.from({ length: random(4) }, make)
  const named = (): [string, unknown][] =>
    several(() => [pick(random, words), randomValue(random, depth + 1)])
  const plain = [
    () => undefined,
    () => null,
    () => random(2) === 0,
    () => random(2 ** 32) - 2 ** 31,
    () => pick(random, [NaN, Infinity, -0, 1e308, 0.1]),
    () => BigInt(random(2 ** 32)),
    () => pick(random, ['', '../../../etc/passwd', '\0', '割符', '<img src=x onerror=alert(1)>', '%s%n']),
    () => 'x'.repeat(random(70_000)),
    () => new Uint8Array(random(100)),
    () => new Date(random(2 ** 32)),
  ]
  const nested = [
    () => several(() => randomValue(random, depth + 1)),
    () => Object.fromEntries(named()),
    () => new Map(named()),
  ]
  return pick<() => unknown>(random, depth < 3 ? [...plain, ...nested] : plain)()
}

function openedDoor() {
  const listeners = new Map<string, Invoke>()
  const unexpected: unknown[] = []
  const handlers = Object.fromEntries(
    Object.entries(channels).map(([feature, methods]) => [
      feature,
      Object.fromEntries(methods.map((method) => [method, () => null])),
    ]),
  ) as unknown as Handlers
  openDoor({
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener as Invoke) },
    handlers,
    isOwnPage: () => true,
    onUnexpected: (...what) => void unexpected.push(what),
  })
  return { listeners, unexpected }
}

describe('the guarded door', () => {
  // Some eighty channels: seconds on a quiet machine, and more on one that does other work beside it.
  const patience = { timeout: 120_000 }
  it(`answers ${perChannel} random requests on every channel, none of them surprised`, patience, async () => {
    const random = createRandom(20_261_123)
    const { listeners, unexpected } = openedDoor()
    for (const [channel, invoke] of listeners) {
      for (let count = 0; count < perChannel; count += 1) {
        const request = Array.from({ length: random(4) }, () => randomValue(random))
        const answer = await invoke(event, ...request)
        // A request may be a right one by chance; a wrong one learns the name of a field and no more.
        if (answer.ok) continue
        expect(Object.keys(answer.error.details), channel).toEqual(['field'])
        expect(answer.error.code).toBe('request-invalid')
        expect(JSON.stringify(answer)).not.toMatch(/ at .*:\d+|node:|\.[jt]s\b/)
      }
    }
    expect(unexpected).toEqual([])
  })
})
