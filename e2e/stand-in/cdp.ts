/**
 * The DevTools protocol over a pair of pipes: NUL-terminated JSON, answers matched by id, events given to the session
 * they belong to. https://chromedevtools.github.io/devtools-protocol/
 *
 * Pipes rather than a WebSocket because Chromium ends itself when they close: however this process ends, also by
 * `kill -9`, no Chromium stays behind. Nor does a port stay open on somebody's machine.
 */
import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }

type Method = keyof Protocol.CommandParameters
type Parameters<M extends Method> = Protocol.CommandParameters[M]
type Result<M extends Method> = Protocol.CommandReturnValues[M]
type EventName = keyof Protocol.Events
type Listener = (event: never) => void

type Message = {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

type Pending = {
  method: string
  resolve(value: unknown): void
  reject(error: Error): void
  sessionId: string | undefined
}

/** One conversation: with the browser itself (no id) or with one of its pages. */
export type CdpSession = {
  send<M extends Method>(method: M, parameters?: Parameters<M>): Promise<Result<M>>
  on<E extends EventName>(event: E, listener: (event: Protocol.Events[E]) => void): void
  readonly id: string | undefined
}

export type CdpConnection = {
  session(id?: string): CdpSession
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>
}

/** Speaks the protocol over Chromium's file descriptors 3 (towards it) and 4 (from it). */
export function connect(towards: Writable, from: Readable): CdpConnection {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Listener[]>()
  let lastId = 0
  let open = true

  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      open = false
      for (const call of pending.values()) call.reject(new Error(`${call.method}: Chromium is gone`))
      pending.clear()
      resolve()
    }
    from.once('close', end)
    from.once('error', end)
    towards.once('error', end)
  })

  const receive = (message: Message): void => {
    if (message.id !== undefined) {
      const call = pending.get(message.id)
      pending.delete(message.id)
      if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
      else call?.resolve(message.result)
      return
    }
    if (message.method === 'Target.detachedFromTarget')
      forget((message.params as { sessionId: string }).sessionId)
    for (const listener of listeners.get(key(message.sessionId, message.method ?? '')) ?? []) {
      listener(message.params as never)
    }
  }

  /** A page that closes never answers what it was asked last. */
  const forget = (sessionId: string): void => {
    for (const [id, call] of pending) {
      if (call.sessionId !== sessionId) continue
      pending.delete(id)
      call.reject(new Error(`${call.method}: the page is gone`))
    }
  }

  splitAtNul(from, (text) => receive(JSON.parse(text) as Message))

  return {
    closed,
    session: (sessionId) => ({
      id: sessionId,
      send: <M extends Method>(method: M, params?: Parameters<M>) =>
        new Promise<Result<M>>((resolve, reject) => {
          if (!open) {
            reject(new Error(`${method}: Chromium is gone`))
            return
          }
          const id = ++lastId
          pending.set(id, { method, sessionId, reject, resolve: (value) => resolve(value as Result<M>) })
          towards.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`)
        }),
      on: (event, listener) => {
        const name = key(sessionId, event)
        listeners.set(name, [...(listeners.get(name) ?? []), listener])
      },
    }),
  }
}

const key = (sessionId: string | undefined, method: string): string => `${sessionId ?? ''} ${method}`

function splitAtNul(stream: Readable, receive: (text: string) => void): void {
  let parts: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      receive(Buffer.concat([...parts, chunk.subarray(start, end)]).toString('utf8'))
      parts = []
      start = end + 1
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  })
}
