/**
 * One end of the bridge between the preload's isolated world and the page's own world; both ends are this function.
 *
 * Guards the border inside the page. The two worlds share no objects, only a message port: Blink copies the `detail`
 * of an event that one world dispatches when the other reads it, and dispatching is synchronous, so that a call
 * across is an ordinary call with an ordinary return value. What crosses is what Electron's contextBridge lets
 * cross: copies, functions and promises by reference, errors with nothing but their message.
 * https://www.electronjs.org/docs/latest/api/context-bridge#parameter--error--return-type-support
 */

/** A value on its way, tagged with what it is. */
type Crossing =
  | ['value', unknown]
  | ['text', number]
  | ['array', Crossing[]]
  | ['object', [string, Crossing][]]
  | ['error', string]
  | ['function', number]
  | ['promise', number]

type Outcome = { ok: boolean; value: Crossing }
type Message =
  | { kind: 'call'; id: number; parameters: Crossing[] }
  | { kind: 'answer'; outcome: Outcome }
  | { kind: 'settled'; id: number; outcome: Outcome }
  | { kind: 'expose'; key: string; api: Crossing }

type Callable = (...parameters: unknown[]) => unknown

export type WorldBridge = { expose(key: string, api: unknown): void }

/** The source of this function runs in the page, in both worlds, so it uses nothing from outside itself. */
export function connectWorlds(port: MessagePort, here: string, there: string): WorldBridge {
  // Kept from the beginning: the page may later replace what hangs on its own prototypes.
  const dispatch = port.dispatchEvent.bind(port)
  const OwnEvent = CustomEvent
  const TextEvent = MessageEvent
  const clone = structuredClone
  const offered = new Map<number, Callable>()
  const promised = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const texts = new Map<number, string>()
  const answers: Outcome[] = []
  // Electron hands a text over as it is. An event's own text attributes do so too; its detail is copied twice.
  const longText = 10_000
  let lastId = 0

  const send = (message: Message): boolean => dispatch(new OwnEvent(there, { detail: message }))

  const messageOf = (error: unknown): string => {
    if (error instanceof Error) return error.message
    return typeof error === 'string' ? error : 'An unknown error was thrown on the other side of the bridge.'
  }

  const encode = (value: unknown, depth = 0): Crossing => {
    if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.')
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'function') {
      offered.set(++lastId, value as Callable)
      return ['function', lastId]
    }
    if (typeof value === 'string' && value.length > longText) {
      dispatch(new TextEvent(`${there}-text`, { data: ++lastId, lastEventId: value }))
      return ['text', lastId]
    }
    if (typeof value !== 'object' || value === null) return ['value', value]
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        (result: unknown) => send({ kind: 'settled', id, outcome: attempt(() => result) }),
        (error: unknown) =>
          send({ kind: 'settled', id, outcome: { ok: false, value: ['error', messageOf(error)] } }),
      )
      return ['promise', id]
    }
    if (value instanceof Error) return ['error', value.message]
    if (Array.isArray(value)) return ['array', value.map((item) => encode(item, depth + 1))]
    if (Object.prototype.toString.call(value) !== '[object Object]') {
      try {
        return ['value', clone(value)]
      } catch {
        throw new Error('An object could not be cloned.')
      }
    }
    return ['object', Object.entries(value).map(([key, item]) => [key, encode(item, depth + 1)])]
  }

  const decode = ([tag, content]: Crossing): unknown => {
    switch (tag) {
      case 'value':
        return content
      case 'text': {
        const text = texts.get(content)
        texts.delete(content)
        return text
      }
      case 'array':
        return content.map(decode)
      case 'object':
        return Object.fromEntries(content.map(([key, item]) => [key, decode(item)]))
      case 'error':
        return new Error(content)
      case 'function':
        return (...parameters: unknown[]) => call(content, parameters)
      case 'promise':
        return new Promise((resolve, reject) => promised.set(content, { resolve, reject }))
    }
  }

  const attempt = (action: () => unknown): Outcome => {
    try {
      return { ok: true, value: encode(action()) }
    } catch (error) {
      return { ok: false, value: ['error', messageOf(error)] }
    }
  }

  /** The other end answers while `send` runs; calls within calls answer innermost first. */
  const call = (id: number, parameters: unknown[]): unknown => {
    send({ kind: 'call', id, parameters: parameters.map((parameter) => encode(parameter)) })
    return take(answers.pop())
  }
  const take = (outcome: Outcome | undefined): unknown => {
    if (outcome === undefined) throw new Error('The other side of the bridge is gone.')
    const value = decode(outcome.value)
    if (outcome.ok) return value
    throw value as Error
  }
  const answer = (action: () => unknown): boolean => send({ kind: 'answer', outcome: attempt(action) })

  const freeze = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  const show = (key: string, api: unknown): void => {
    if (key in window)
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    freeze(api)
    Object.defineProperty(window, key, { value: api, enumerable: true })
  }

  port.addEventListener(`${here}-text`, (event) => {
    const { data, lastEventId } = event as MessageEvent<number>
    texts.set(data, lastEventId)
  })
  port.addEventListener(here, (event) => {
    const message = (event as CustomEvent<Message>).detail
    switch (message.kind) {
      case 'answer':
        answers.push(message.outcome)
        break
      case 'expose':
        answer(() => show(message.key, decode(message.api)))
        break
      case 'call': {
        const target = offered.get(message.id)
        answer(() => target?.(...message.parameters.map(decode)))
        break
      }
      case 'settled': {
        const waiting = promised.get(message.id)
        promised.delete(message.id)
        const value = decode(message.outcome.value)
        if (message.outcome.ok) waiting?.resolve(value)
        else waiting?.reject(value as Error)
        break
      }
    }
  })

  return {
    expose: (key, api) => {
      send({ kind: 'expose', key, api: encode(api) })
      take(answers.pop())
    },
  }
}
