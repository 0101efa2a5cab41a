import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ManagedPolicy } from '../../../preload/contract/managed-policy.ts'
import type { NoUpdates, UpdateStatus } from '../../../preload/contract/updates.ts'
import { WarifuError } from '../../warifu-error.ts'
import { noUpdatesBecause } from './no-updates.ts'
import type { Installation } from './no-updates.ts'
import type { UpdateClient } from './update-client.ts'
import { Updates } from './updates.ts'

const installed: Installation = {
  ...{ platform: 'win32', packaged: true, signed: true, folder: 'C:\\Program Files\\Warifu' },
  updateSettings: 'provider: generic\npublisherName:\n  - Warifu authors\n',
  exists: (path: string) => path.endsWith('Uninstall Warifu.exe'),
}
const policy = { UpdateUrl: 'https://updates.example/' }

describe('whether there are updates', () => {
  it('an installation by NSIS that is signed, with a server, looks for them', () => {
    expect(noUpdatesBecause(policy, installed)).toBeUndefined()
  })

  const cases: [NoUpdates, ManagedPolicy, Partial<Installation>][] = [
    ['managed-off', { ...policy, UpdatesAllowed: false }, {}],
    ['no-server', {}, {}],
    ['not-installed', policy, { packaged: false }],
    ['unsigned', policy, { signed: false }],
    ['unsigned', policy, { updateSettings: 'provider: generic\n' }],
    ['unsigned', policy, { updateSettings: null }],
    ['other-tool', policy, { exists: () => false }],
    ['other-tool', policy, { platform: 'darwin', exists: () => true }],
    ['other-tool', policy, { platform: 'linux' }],
  ]
  it.each(cases)('%s', (because, by, differently) => {
    expect(noUpdatesBecause(by, { ...installed, ...differently })).toBe(because)
  })

  it('a program on macOS that was not installed from a pkg looks for them', () => {
    const dragged: Installation = {
      ...installed,
      ...{ platform: 'darwin', updateSettings: null, exists: () => false },
    }
    expect(noUpdatesBecause(policy, dragged)).toBeUndefined()
  })
})

describe('the updates of a running program', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const begin = (client: Partial<UpdateClient>, off?: 'managed-off') => {
    const told: UpdateStatus[] = []
    const load = vi.fn(() =>
      Promise.resolve({
        check: () => Promise.resolve(null),
        download: () => Promise.resolve(),
        installNow: () => undefined,
        ...client,
      }),
    )
    const updates = new Updates({
      ...{ off, load, onStatus: (status: UpdateStatus) => void told.push(status) },
      onUnexpected: () => 'reference',
      now: () => new Date('2026-11-24T00:00:00Z'),
    })
    return { updates, told, load }
  }

  it('load nothing and ask nothing where they are off', async () => {
    const { updates, told, load } = begin({}, 'managed-off')
    updates.watch()
    await vi.advanceTimersByTimeAsync(200_000_000)
    await updates.check()
    await updates.download()
    expect(load).not.toHaveBeenCalled()
    expect(told).toEqual([])
    expect(updates.status).toEqual({ state: 'off', because: 'managed-off' })
  })

  it('are looked for a while after the start, then once a day, until the program ends', async () => {
    const check = vi.fn(() => Promise.resolve(null))
    const { updates } = begin({ check })
    updates.watch()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(check).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(check).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(check).toHaveBeenCalledTimes(2)
    updates.stop()
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(check).toHaveBeenCalledTimes(2)
    expect(updates.status).toEqual({ state: 'current', checkedAt: '2026-11-24T00:00:00.000Z' })
  })

  it('are downloaded when that is asked for, and installed then or at the end', async () => {
    const installNow = vi.fn()
    const { updates, told } = begin({
      check: () => Promise.resolve('0.2.0'),
      download: (onProgress) => {
        onProgress(50)
        return Promise.resolve()
      },
      installNow,
    })
    await updates.check()
    updates.installNow()
    expect(installNow).not.toHaveBeenCalled()
    await updates.download()
    expect(told.map(({ state }) => state)).toEqual([
      'checking',
      'available',
      'downloading',
      'downloading',
      'ready',
    ])
    expect(await updates.check()).toEqual({ state: 'ready', version: '0.2.0' })
    updates.installNow()
    expect(installNow).toHaveBeenCalledOnce()
  })

  it('can be cancelled, fail, and be tried again', async () => {
    let attempt = 0
    const { updates } = begin({
      check: () => Promise.resolve('0.2.0'),
      download: (_onProgress, signal) =>
        new Promise((_resolve, reject) => {
          attempt += 1
          if (attempt === 1) signal.onabort = () => reject(new WarifuError('cancelled', {}))
          else reject(attempt === 2 ? new WarifuError('update-damaged', {}) : new Error('surprise'))
        }),
    })
    await updates.check()
    const cancelled = updates.download()
    await vi.advanceTimersByTimeAsync(0)
    updates.cancel()
    expect(await cancelled).toEqual({ state: 'available', version: '0.2.0' })
    expect(await updates.download()).toMatchObject({ state: 'failed', failure: { code: 'update-damaged' } })
    await updates.check()
    expect(await updates.download()).toMatchObject({
      failure: { code: 'unexpected', details: { reference: 'reference' } },
    })
  })
})
