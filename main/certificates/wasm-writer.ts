/**
 * Writes a WebAssembly module of one function: enough of the binary format to express a hash's inner loop.
 *
 * An expression is the bytes that leave one value on the stack, a statement the bytes that leave none; both
 * nest as function calls do. https://webassembly.github.io/spec/core/binary/
 */
export type Code = readonly number[]

/** The operations of one word size. JavaScript has no 64-bit rotation, WebAssembly has both. */
export interface WordCode {
  readonly bits: 32 | 64
  readonly valueType: number
  readonly constant: (value: bigint) => Code
  readonly add: (...terms: readonly Code[]) => Code
  readonly and: (a: Code, b: Code) => Code
  readonly xor: (...terms: readonly Code[]) => Code
  readonly shiftRight: (value: Code, bits: number) => Code
  readonly rotateRight: (value: Code, bits: number) => Code
  /** The word at a fixed place of the memory. */
  readonly load: (offset: number) => Code
  readonly store: (offset: number, value: Code) => Code
}

interface Opcodes {
  valueType: number
  constant: number
  add: number
  and: number
  xor: number
  shiftRight: number
  rotateRight: number
  load: number
  store: number
}

const wordCode = (bits: 32 | 64, op: Opcodes): WordCode => {
  const align = bits === 32 ? 2 : 3
  const constant = (value: bigint): Code => [op.constant, ...signedLeb128(BigInt.asIntN(bits, value))]
  const joined = (opcode: number, [first = [], ...rest]: readonly Code[]): Code =>
    rest.reduce<number[]>((code, term) => code.concat(term, opcode), [...first])
  return {
    bits,
    valueType: op.valueType,
    constant,
    add: (...terms) => joined(op.add, terms),
    and: (a, b) => [...a, ...b, op.and],
    xor: (...terms) => joined(op.xor, terms),
    shiftRight: (value, by) => [...value, ...constant(BigInt(by)), op.shiftRight],
    rotateRight: (value, by) => [...value, ...constant(BigInt(by)), op.rotateRight],
    load: (offset) => [...i32Constant(0), op.load, align, ...unsignedLeb128(offset)],
    store: (offset, value) => [...i32Constant(0), ...value, op.store, align, ...unsignedLeb128(offset)],
  }
}

export const getLocal = (index: number): Code => [0x20, ...unsignedLeb128(index)]
export const setLocal = (index: number, value: Code): Code => [...value, 0x21, ...unsignedLeb128(index)]

/** Runs `body` as often as the i32 in `counter` says; at least once. */
export const repeat = (counter: number, body: Code): Code => {
  const countDown = [...getLocal(counter), ...i32Constant(1), 0x6b, 0x22, ...unsignedLeb128(counter)]
  return [0x03, 0x40, ...body, ...countDown, 0x0d, 0x00, 0x0b]
}

/**
 * A module that exports `memory` (one page) and `run(count: i32)`, whose local 0 is `count` and whose locals
 * from 1 on are `locals` words.
 */
export const wasmModule = (word: WordCode, locals: number, body: Code): Uint8Array<ArrayBuffer> => {
  const functionBody = [1, ...unsignedLeb128(locals), word.valueType, ...body, 0x0b]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 1, 0x7f, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0x01, 1, 1]),
    ...section(7, [2, ...exported('run', 0x00), ...exported('memory', 0x02)]),
    ...section(10, [1, ...unsignedLeb128(functionBody.length), ...functionBody]),
  ])
}

const section = (id: number, content: Code): Code => [id, ...unsignedLeb128(content.length), ...content]
const exported = (name: string, kind: number): Code => [name.length, ...Buffer.from(name), kind, 0]

const unsignedLeb128 = (value: number): Code =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsignedLeb128(value >>> 7)]

const signedLeb128 = (value: bigint): Code => {
  const low = Number(value & 0x7fn)
  return value >= -64n && value < 64n ? [low] : [low | 0x80, ...signedLeb128(value >> 7n)]
}

const i32Constant = (value: number): Code => [0x41, ...signedLeb128(BigInt(value))]

export const word32 = wordCode(32, {
  valueType: 0x7f,
  constant: 0x41,
  add: 0x6a,
  and: 0x71,
  xor: 0x73,
  shiftRight: 0x76,
  rotateRight: 0x78,
  load: 0x28,
  store: 0x36,
})

export const word64 = wordCode(64, {
  valueType: 0x7e,
  constant: 0x42,
  add: 0x7c,
  and: 0x83,
  xor: 0x85,
  shiftRight: 0x88,
  rotateRight: 0x8a,
  load: 0x29,
  store: 0x37,
})
