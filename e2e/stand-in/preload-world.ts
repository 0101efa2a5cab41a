/**
 * What the preload script finds around it: a sandboxed `require` that knows `electron` only, and a small `process`.
 *
 * Guards the page's own world, which sees nothing of this but what `exposeInMainWorld` puts there.
 * https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts
 */
import type { Wire } from './wire.ts'
import type { WorldBridge } from './world-bridge.ts'

/** From the preload's world to the main process. */
export type Upward =
  | { kind: 'invoke'; id: number; channel: string; parameters: string }
  | { kind: 'send'; channel: string; parameters: string }
  | { kind: 'preload-error'; message: string }
  | { kind: 'input'; input: KeyInput }
  | { kind: 'navigate'; url: string }

/** From the main process to the preload's world. */
export type Downward =
  | { kind: 'answer'; id: number; value: string; texts: readonly string[] }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'message'; channel: string; parameters: string }

export type KeyInput = {
  type: 'keyDown' | 'keyUp'
  key: string
  code: string
  isAutoRepeat: boolean
  isComposing: boolean
  shift: boolean
  control: boolean
  alt: boolean
  meta: boolean
}

export type WorldSettings = {
  /** The binding's name in this world; taken away before the preload runs. */
  binding: string
  /** The name under which the main process reaches this world again. */
  receiver: string
  process: { platform: string; versions: Record<string, string>; argv: string[]; arch: string }
}

/** What the main process may call in this world, by way of `Runtime.evaluate`. */
export type Receiver = { receive(message: Downward): void; files: Map<string, File> }

type Listener = (event: object, ...parameters: unknown[]) => void
type PreloadScope = { require(name: string): unknown; process: object; fail(error: unknown): void }

/** The source of this function runs in the page, so it uses nothing from outside itself. */
export function preparePreload(settings: WorldSettings, wire: Wire, bridge: WorldBridge): PreloadScope {
  const world = globalThis as unknown as Record<string, unknown>
  const toMain = world[settings.binding] as (text: string) => void
  Reflect.deleteProperty(world, settings.binding)
  const up = (message: Upward): void => toMain(JSON.stringify(message))

  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, { listener: Listener; call: Listener }[]>()
  const files = new Map<string, File>()
  let lastId = 0

  const strict = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === 'symbol' || key in object || key === 'then' || key === '__esModule') {
          return Reflect.get(object, key, receiver) as unknown
        }
        throw new Error(`${name}.${key} is not part of the Electron stand-in (e2e/stand-in).`)
      },
    })

  const receiver: Receiver = {
    files,
    receive(message) {
      if (message.kind === 'message') {
        const parameters = wire.decode(message.parameters) as unknown[]
        const event = { sender: ipcRenderer, ports: [], preventDefault: () => undefined }
        for (const { call } of [...(listeners.get(message.channel) ?? [])]) call(event, ...parameters)
        return
      }
      const waiting = calls.get(message.id)
      calls.delete(message.id)
      if (message.kind === 'answer') waiting?.resolve(wire.decode(message.value, message.texts))
      else waiting?.reject(new Error(message.message))
    },
  }
  Object.defineProperty(world, settings.receiver, { value: receiver })

  const on = (channel: string, listener: Listener, call = listener): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, call }])
    return ipcRenderer
  }
  const off = (channel: string, listener: Listener): object => {
    const registered = [...(listeners.get(channel) ?? [])]
    const index = registered.findLastIndex((entry) => entry.listener === listener)
    if (index >= 0) registered.splice(index, 1)
    listeners.set(channel, registered)
    return ipcRenderer
  }
  const once = (channel: string, listener: Listener): object =>
    on(channel, listener, (event, ...parameters) => {
      off(channel, listener)
      listener(event, ...parameters)
    })
  const ipcRenderer: object = strict(
    {
      on,
      off,
      once,
      addListener: on,
      removeListener: off,
      removeAllListeners(channel?: string) {
        if (channel === undefined) listeners.clear()
        else listeners.delete(channel)
        return ipcRenderer
      },
      send: (channel: string, ...parameters: unknown[]) =>
        up({ kind: 'send', channel, parameters: wire.encode(parameters) }),
      // Async, so that a value that cannot be cloned rejects, as in Electron.
      invoke: async (channel: string, ...parameters: unknown[]) => {
        const message = {
          kind: 'invoke' as const,
          id: ++lastId,
          channel,
          parameters: wire.encode(parameters),
        }
        return new Promise((resolve, reject) => {
          calls.set(message.id, { resolve, reject })
          up(message)
        })
      },
    },
    'ipcRenderer',
  )

  const electron = strict(
    {
      ipcRenderer,
      contextBridge: strict(
        { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) },
        'contextBridge',
      ),
      webUtils: strict(
        {
          /** A token: only the main process can learn the path, and puts it in the token's place (file-paths.ts). */
          getPathForFile(file: unknown) {
            if (!(file instanceof File))
              throw new TypeError('getPathForFile expected to receive a File object')
            const token = `stand-in-file:${crypto.randomUUID()}`
            files.set(token, file)
            return token
          },
        },
        'webUtils',
      ),
    },
    'electron',
  )

  // Where no request follows (about:, blob:, another program's scheme) nothing can be held outside the page; so it is
  // stopped here and begun again by the main process, if the program allows it.
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination
    if (sameDocument || /^https?:/.test(url)) return
    event.preventDefault()
    up({ kind: 'navigate', url })
  })

  for (const type of ['keydown', 'keyup'] as const) {
    const forward = (event: KeyboardEvent): void => {
      const { key, code, isComposing } = event
      const modifiers = {
        shift: event.shiftKey,
        control: event.ctrlKey,
        alt: event.altKey,
        meta: event.metaKey,
      }
      const input = { key, code, isComposing, isAutoRepeat: event.repeat, ...modifiers }
      up({ kind: 'input', input: { type: type === 'keydown' ? 'keyDown' : 'keyUp', ...input } })
    }
    addEventListener(type, forward, true)
  }

  return {
    require(name) {
      if (name === 'electron' || name === 'electron/renderer') return electron
      throw new Error(`module not found: ${name}`)
    },
    process: strict(
      { ...settings.process, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} },
      'process',
    ),
    fail(error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      up({ kind: 'preload-error', message })
    },
  }
}
