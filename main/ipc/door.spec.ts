import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { channelName, channels } from '../../preload/contract/channels.ts'
import type { Result } from '../../preload/contract/errors.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { WarifuError } from '../warifu-error.ts'
import { openDoor } from './door.ts'

type Invoke = (event: IpcMainInvokeEvent, ...request: unknown[]) => Promise<Result<unknown>>
type Calls = { channel: string; request: unknown[] }[]

const ownPage = { own: true } as unknown as IpcMainInvokeEvent
const foreignFrame = { own: false } as unknown as IpcMainInvokeEvent

/** A door whose handlers note what reached them, or do what `replaced` says. */
function openedDoor(replaced: Record<string, (...request: unknown[]) => unknown> = {}) {
  const listeners = new Map<string, Invoke>()
  const calls: Calls = []
  const unexpected: unknown[] = []
  const handlers = Object.fromEntries(
    Object.entries(channels).map(([feature, methods]) => [
      feature,
      Object.fromEntries(
        methods.map((method) => {
          const channel = channelName(feature, method)
          const noted = (...request: unknown[]): void => void calls.push({ channel, request })
          return [method, replaced[channel] ?? noted]
        }),
      ),
    ]),
  ) as unknown as Handlers
  openDoor({
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener as Invoke) },
    handlers,
    isOwnPage: (event) => event === ownPage,
    onUnexpected: (channel, reference, error) => void unexpected.push({ channel, reference, error }),
  })
  const call = (
    channel: string,
    event: IpcMainInvokeEvent,
    ...request: unknown[]
  ): Promise<Result<unknown>> => {
    const listener = listeners.get(channel)
    if (!listener) throw new Error(`${channel} is not open`)
    return Promise.resolve(listener(event, ...request))
  }
  return { call, calls, unexpected, open: [...listeners.keys()] }
}

describe('the guarded door', () => {
  it('opens every channel of the contract and no other', () => {
    const named = Object.entries(channels).flatMap(([feature, methods]) =>
      methods.map((method) => channelName(feature, method)),
    )
    expect(openedDoor().open).toEqual(named)
  })

  it('refuses a foreign frame on every channel before anything is parsed', () => {
    const { call, calls, open } = openedDoor()
    for (const channel of open) expect(() => call(channel, foreignFrame, {})).toThrow('foreign frame')
    expect(calls).toEqual([])
  })

  it('hands a request that keeps to its schema to its handler', async () => {
    const { call, calls } = openedDoor()
    await call('certificates.remove', ownPage, { id: 'a', etag: 'e' })
    expect(calls).toEqual([{ channel: 'certificates.remove', request: [{ id: 'a', etag: 'e' }] }])
  })

  it('names the field of a request that does not keep to its schema, and calls nothing', async () => {
    const { call, calls } = openedDoor()
    const answer = await call('certificates.remove', ownPage, { id: 'a', etag: 7 })
    expect(answer).toEqual({ ok: false, error: { code: 'request-invalid', details: { field: '0.etag' } } })
    expect(calls).toEqual([])
  })

  it('answers random arguments on every channel with a plain failure and no stack trace', async () => {
    const junk = [
      undefined,
      null,
      -1,
      'x'.repeat(40_000),
      [],
      {},
      { fileId: {} },
      [[[]]],
      true,
      new Date(0),
      1e308,
    ]
    const { call, open, unexpected } = openedDoor()
    for (const channel of open) {
      for (const one of junk) {
        const answer = await call(channel, ownPage, one, one)
        expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } })
      }
    }
    expect(unexpected).toEqual([])
  })

  it('carries an expected failure across as a value', async () => {
    const { call, unexpected } = openedDoor({
      'certificates.inspect': () => {
        throw new WarifuError('wrong-password', {})
      },
    })
    const answer = await call('certificates.inspect', ownPage, { fileId: 'f', password: 'p' })
    expect(answer).toEqual({ ok: false, error: { code: 'wrong-password', details: {} } })
    expect(unexpected).toEqual([])
  })

  it('tells a surprise by a reference only, and reports it without the request', async () => {
    const { call, unexpected } = openedDoor({
      'certificates.inspect': () => {
        throw new TypeError('something about hunter2')
      },
    })
    const answer = await call('certificates.inspect', ownPage, { fileId: 'f', password: 'hunter2' })
    expect(JSON.stringify(answer)).toMatch(
      /^\{"ok":false,"error":\{"code":"unexpected","details":\{"reference":"[0-9A-F]{8}"\}\}\}$/,
    )
    expect(unexpected).toMatchObject([{ channel: 'certificates.inspect' }])
  })

  it('tells a full disk for what it is, wherever it struck', async () => {
    const { call } = openedDoor({
      'apis.list': () => {
        throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
      },
    })
    expect(await call('apis.list', ownPage)).toEqual({ ok: false, error: { code: 'disk-full', details: {} } })
  })
})
