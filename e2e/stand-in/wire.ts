/**
 * Structured clone as text, for values that travel between the main process and the preload's world.
 *
 * Guards what may cross: exactly what the structured clone algorithm copies, with prototypes dropped; a function, a
 * promise or a symbol is refused in Electron's words. https://html.spec.whatwg.org/multipage/structured-data.html
 */

export type Wire = {
  /** @param texts takes the long texts in it, which would be escaped once more inside another */
  encode(value: unknown, texts?: string[]): string
  decode(text: string, texts?: readonly string[]): unknown
}

/** The source of this function also runs in the page, so it uses nothing from outside itself. */
export function createWire(): Wire {
  const bytes = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  }
  type Node = [tag: string, ...content: unknown[]]

  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }

  const toBase64 = (buffer: ArrayBufferLike, offset: number, length: number): string => {
    const view = new Uint8Array(buffer, offset, length)
    let text = ''
    // In slices, since a call takes only so many arguments.
    for (let at = 0; at < view.length; at += 0x8000) {
      text += String.fromCharCode(...view.subarray(at, at + 0x8000))
    }
    return btoa(text)
  }
  const fromBase64 = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer

  const longText = 10_000

  const encode = (value: unknown, texts?: string[]): string => {
    const nodes: Node[] = []
    const indexes = new Map<unknown, number>()

    const primitive = (item: unknown): Node => {
      if (item === undefined) return ['undefined']
      if (typeof item === 'string' && texts && item.length > longText) return ['text', texts.push(item) - 1]
      if (typeof item === 'bigint') return ['bigint', item.toString()]
      if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))) {
        return ['number', Object.is(item, -0) ? '-0' : item.toString()]
      }
      return ['value', item]
    }
    const content = (item: object): Node => {
      if (Array.isArray(item)) return ['array', item.map(add)]
      if (item instanceof Date) return ['date', item.getTime().toString()]
      if (item instanceof RegExp) return ['regexp', item.source, item.flags]
      if (item instanceof Map) return ['map', [...item].map(([key, entry]) => [add(key), add(entry)])]
      if (item instanceof Set) return ['set', [...item].map(add)]
      if (item instanceof Error) return ['error', item.name, item.message, item.stack]
      if (item instanceof ArrayBuffer) return ['buffer', toBase64(item, 0, item.byteLength)]
      if (ArrayBuffer.isView(item)) {
        const kind = Object.prototype.toString.call(item).slice(8, -1)
        return ['view', kind, toBase64(item.buffer, item.byteOffset, item.byteLength)]
      }
      if (Object.prototype.toString.call(item) !== '[object Object]') return refuse()
      return ['object', Object.entries(item).map(([key, entry]) => [key, add(entry)])]
    }
    const add = (item: unknown): number => {
      const known = indexes.get(item)
      if (known !== undefined) return known
      const index = nodes.push(['undefined']) - 1
      if (typeof item !== 'object' || item === null) {
        nodes[index] = primitive(item)
        return index
      }
      // Before its content, which may point back to it.
      indexes.set(item, index)
      nodes[index] = content(item)
      return index
    }

    let clone: unknown
    try {
      clone = structuredClone(value)
    } catch {
      return refuse()
    }
    add(clone)
    return JSON.stringify(nodes)
  }

  const decode = (text: string, texts: readonly string[] = []): unknown => {
    const nodes = JSON.parse(text) as Node[]
    const made = new Map<number, unknown>()
    const keep = <T>(index: number, value: T): T => {
      made.set(index, value)
      return value
    }
    const errors: Record<string, ErrorConstructor> = {
      RangeError,
      TypeError,
      SyntaxError,
      ReferenceError,
      EvalError,
    }

    const build = (index: number): unknown => {
      if (made.has(index)) return made.get(index)
      const [tag, first, second, third] = nodes[index] ?? ['undefined']
      switch (tag) {
        case 'value':
          return first
        case 'text':
          return texts[first as number]
        case 'bigint':
          return BigInt(first as string)
        case 'number':
          return Number(first)
        case 'date':
          return keep(index, new Date(Number(first)))
        case 'regexp':
          return keep(index, new RegExp(first as string, second as string))
        case 'buffer':
          return keep(index, fromBase64(first as string))
        case 'view': {
          const buffer = fromBase64(second as string)
          if (first === 'DataView') return keep(index, new DataView(buffer))
          return keep(index, new bytes[first as keyof typeof bytes](buffer))
        }
        case 'error': {
          const error = new (errors[first as string] ?? Error)(second as string)
          return keep(index, Object.assign(error, third === undefined ? {} : { stack: third }))
        }
        case 'array': {
          const array: unknown[] = keep(index, [])
          for (const item of first as number[]) array.push(build(item))
          return array
        }
        case 'set': {
          const set = keep(index, new Set())
          for (const item of first as number[]) set.add(build(item))
          return set
        }
        case 'map': {
          const map = keep(index, new Map())
          for (const [key, item] of first as [number, number][]) map.set(build(key), build(item))
          return map
        }
        case 'object': {
          const object: Record<string, unknown> = keep(index, {})
          for (const [key, item] of first as [string, number][]) {
            const property = { value: build(item), writable: true, enumerable: true, configurable: true }
            Object.defineProperty(object, key, property)
          }
          return object
        }
        default:
          return undefined
      }
    }
    return build(0)
  }

  return { encode, decode }
}

export const wire = createWire()
