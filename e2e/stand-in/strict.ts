/**
 * Guards against a silent difference from Electron: whatever the stand-in does not have throws with its full name,
 * so that a specification can never pass because a call went nowhere.
 */
import { EventEmitter } from 'node:events'

/** Names that the language and test tools look up on any object; an answer of `undefined` is the right one. */
const lookedUpByTools = new Set(['then', 'toJSON', 'nodeType', '$$typeof', 'asymmetricMatch', '__esModule'])

/** The error for an Electron API that the stand-in does not have. */
export function missing(api: string): Error {
  return new Error(
    `${api} is not part of the Electron stand-in (e2e/stand-in). Add it there, or run on Electron.`,
  )
}

/** A view of `target` that throws when a property is read or written that it does not have. */
export function strict<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || lookedUpByTools.has(key)) {
        return Reflect.get(object, key, receiver) as unknown
      }
      throw missing(`${name}.${key}`)
    },
    set(object, key, value, receiver) {
      if (typeof key === 'symbol' || key in object) return Reflect.set(object, key, value, receiver)
      throw missing(`${name}.${key}`)
    },
  })
}

/** Throws unless every key of `options` is one of `known`. */
export function onlyOptions(options: object | undefined, known: readonly string[], name: string): void {
  const other = Object.keys(options ?? {}).find((key) => !known.includes(key))
  if (other !== undefined) throw missing(`${name}: option ${other}`)
}

/** An event as Electron hands it to listeners: `preventDefault()` and whatever the event itself carries. */
export type ElectronEvent<Details extends object = object> = Details & {
  defaultPrevented: boolean
  preventDefault(): void
}

export function electronEvent<Details extends object>(details: Details): ElectronEvent<Details> {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}

/**
 * An emitter whose instances are strict and which refuses a listener for an event that Electron's documentation
 * does not list: such a listener would wait for ever. `any` is for messages, whose names are the program's own.
 *
 * The constructor returns the strict view, so it is `this` in every subclass: there is one identity, and private
 * fields are found on it.
 */
export class StrictEmitter extends EventEmitter {
  constructor(name: string, events: readonly string[] | 'any') {
    super()
    return strict(events === 'any' ? this : guardListeners(this, name, events), name)
  }
}

function guardListeners(emitter: StrictEmitter, name: string, events: readonly string[]): StrictEmitter {
  const guarded = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'] as const
  for (const method of guarded) {
    const original = emitter[method].bind(emitter)
    Object.defineProperty(emitter, method, {
      value(this: StrictEmitter, event: string | symbol, listener: () => void) {
        if (typeof event === 'string' && !events.includes(event)) throw missing(`${name} event '${event}'`)
        original(event, listener)
        return this
      },
    })
  }
  return emitter
}
