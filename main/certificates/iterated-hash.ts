/**
 * A hash applied to its own result, many thousand times: what the key derivation of RFC 7292 spends its time on.
 *
 * A digest and its padding fill exactly one block, so each round is one compression (FIPS 180-4). Through
 * node:crypto a round costs ten times its own work in crossing over; here the whole loop is one WebAssembly
 * function, written out round by round. Figures: `npm run bench:pfx`.
 */
import { hash as digestOf } from 'node:crypto'
import {
  getLocal,
  repeat,
  setLocal,
  wasmModule,
  word32,
  word64,
  type Code,
  type WordCode,
} from './wasm-writer.ts'

export type HashName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha512-256'

/** Octets of digest and block: `u` and `v` of RFC 7292, B.2. */
export const hashSizes: Readonly<Record<HashName, { digest: number; block: number }>> = {
  md5: { digest: 16, block: 64 },
  sha1: { digest: 20, block: 64 },
  sha224: { digest: 28, block: 64 },
  sha256: { digest: 32, block: 64 },
  sha384: { digest: 48, block: 128 },
  sha512: { digest: 64, block: 128 },
  'sha512-256': { digest: 32, block: 128 },
}

/** Replaces `digest` by its hash, `rounds` times, in place. */
export const iterateHash = (name: HashName, digest: Buffer, rounds: number): void => {
  if (name === 'md5' || name === 'sha512-256') {
    for (let round = 0; round < rounds; round++) digestOf(name, digest, 'buffer').copy(digest)
    return
  }
  const { run, memory } = machine(name)
  const swap = hashSizes[name].block === 64 ? 'swap32' : 'swap64'
  const state = memory.subarray(0, digest.length)
  digest.copy(state)
  state[swap]()
  // V8 replaces a running function by its optimised self only between calls.
  for (let left = rounds; left > 0; left -= roundsPerCall) run(Math.min(left, roundsPerCall))
  state[swap]()
  state.copy(digest)
  state.fill(0)
}

const roundsPerCall = 1000

/** The part of the WebAssembly API used here; TypeScript declares it only together with a browser's DOM. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  Instance: new (module: object) => {
    exports: { run: (count: number) => void; memory: { buffer: ArrayBuffer } }
  }
}

interface Machine {
  run: (count: number) => void
  memory: Buffer
}

/** The hashes met in files that are made today; the other two are too rare for a loop of their own. */
type FastHashName = Exclude<HashName, 'md5' | 'sha512-256'>

const machines = new Map<FastHashName, Machine>()

const machine = (name: FastHashName): Machine => {
  const made = machines.get(name)
  if (made) return made
  const { run, memory } = new WebAssembly.Instance(new WebAssembly.Module(program(name))).exports
  const created = { run, memory: Buffer.from(memory.buffer) }
  machines.set(name, created)
  return created
}

const program = (name: FastHashName): Uint8Array<ArrayBuffer> => {
  const low32 = (word: bigint): bigint => word & 0xffff_ffffn
  const high32 = (word: bigint): bigint => word >> 32n
  switch (name) {
    case 'sha1':
      return sha1Loop()
    case 'sha224':
      return sha2Loop(word32, 7, squareRoots.slice(8).map(low32))
    case 'sha256':
      return sha2Loop(word32, 8, squareRoots.slice(0, 8).map(high32))
    case 'sha384':
      return sha2Loop(word64, 6, squareRoots.slice(8))
    case 'sha512':
      return sha2Loop(word64, 8, squareRoots.slice(0, 8))
  }
}

/** Locals: the counter, sixteen words of the message schedule, the working variables, one spare. */
const schedule = (index: number): number => 1 + (index % 16)
const working = (index: number): number => 17 + index

/** The block that a digest of `words` words makes: itself, the bit 1, zeros, its length in bits. */
const padding = (word: WordCode, words: number): Code =>
  Array.from({ length: 16 - words }, (_, index) => {
    const value = index === 0 ? 1n << BigInt(word.bits - 1) : 0n
    const isLength = index === 15 - words
    return setLocal(schedule(words + index), word.constant(isLength ? BigInt(words * word.bits) : value))
  }).flat()

/** Wraps one compression into the whole loop, from memory to memory. */
const loop = (
  word: WordCode,
  words: number,
  start: readonly bigint[],
  rounds: Code,
): Uint8Array<ArrayBuffer> => {
  const each = (count: number, code: (index: number) => Code): Code =>
    Array.from({ length: count }, (_, index) => code(index)).flat()
  const startAt = (index: number): Code => word.constant(start[index] ?? 0n)
  const octets = word.bits / 8
  const body = [
    ...each(words, (index) => setLocal(schedule(index), word.load(index * octets))),
    ...repeat(0, [
      ...each(start.length, (index) => setLocal(working(index), startAt(index))),
      ...padding(word, words),
      ...rounds,
      ...each(words, (index) =>
        setLocal(schedule(index), word.add(getLocal(working(index)), startAt(index))),
      ),
    ]),
    ...each(words, (index) => word.store(index * octets, getLocal(schedule(index)))),
  ]
  return wasmModule(word, 16 + start.length + 1, body)
}

/** FIPS 180-4, 6.1.2. The five variables change names instead of places from round to round. */
const sha1Loop = (): Uint8Array<ArrayBuffer> => {
  const { add, and, xor, constant, rotateRight } = word32
  const start = [0x67452301n, 0xefcdab89n, 0x98badcfen, 0x10325476n, 0xc3d2e1f0n]
  const constants = [0x5a827999n, 0x6ed9eba1n, 0x8f1bbcdcn, 0xca62c1d6n]
  const rounds: number[] = []
  for (let t = 0; t < 80; t++) {
    const variable = (index: number): number => working((index - t + 80) % 5)
    const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((index) => getLocal(variable(index))) as FiveCodes
    const w = (back: number): Code => getLocal(schedule(t - back))
    if (t >= 16) {
      rounds.push(...setLocal(schedule(t), rotateRight(xor(w(3), w(8), w(14), w(16)), 31)))
    }
    const phase = Math.floor(t / 20)
    const choose = xor(d, and(b, xor(c, d)))
    const majority = xor(and(b, xor(c, d)), and(c, d))
    const f = phase === 0 ? choose : phase === 2 ? majority : xor(b, c, d)
    const k = constant(constants[phase] ?? 0n)
    rounds.push(...setLocal(variable(4), add(e, add(w(0), k), f, rotateRight(a, 27))))
    rounds.push(...setLocal(variable(1), rotateRight(b, 2)))
  }
  return loop(word32, 5, start, rounds)
}

type FiveCodes = [Code, Code, Code, Code, Code]
type EightCodes = [Code, Code, Code, Code, Code, Code, Code, Code]

/** Rotations and shifts of FIPS 180-4, 4.1.2 and 4.1.3, and the number of rounds. */
const sha2 = {
  32: { rounds: 64, a: [2, 13, 22], e: [6, 11, 25], early: [7, 18, 3], late: [17, 19, 10] },
  64: { rounds: 80, a: [28, 34, 39], e: [14, 18, 41], early: [1, 8, 7], late: [19, 61, 6] },
} as const

/** FIPS 180-4, 6.2.2 and 6.4.2, which differ only in word size and constants. */
const sha2Loop = (word: WordCode, words: number, start: readonly bigint[]): Uint8Array<ArrayBuffer> => {
  const { add, and, xor, constant, rotateRight, shiftRight } = word
  const numbers = sha2[word.bits]
  type Three = readonly [number, number, number]
  const bigSigma = (x: Code, [p, q, r]: Three): Code =>
    xor(rotateRight(x, p), rotateRight(x, q), rotateRight(x, r))
  const smallSigma = (x: Code, [p, q, r]: Three): Code =>
    xor(rotateRight(x, p), rotateRight(x, q), shiftRight(x, r))
  const spare = working(8)
  const rounds: number[] = []
  for (let t = 0; t < numbers.rounds; t++) {
    const variable = (index: number): number => working((index - t + 80) % 8)
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
      getLocal(variable(index)),
    ) as EightCodes
    const w = (back: number): Code => getLocal(schedule(t - back))
    if (t >= 16) {
      const next = add(smallSigma(w(2), numbers.late), w(7), smallSigma(w(15), numbers.early), w(16))
      rounds.push(...setLocal(schedule(t), next))
    }
    const k = constant(word.bits === 32 ? cubeRoot(t) >> 32n : cubeRoot(t))
    const choose = xor(g, and(e, xor(f, g)))
    const majority = xor(and(a, xor(b, c)), and(b, c))
    rounds.push(...setLocal(spare, add(h, add(w(0), k), choose, bigSigma(e, numbers.e))))
    rounds.push(...setLocal(variable(3), add(d, getLocal(spare))))
    rounds.push(...setLocal(variable(7), add(getLocal(spare), bigSigma(a, numbers.a), majority)))
  }
  return loop(word, words, start, rounds)
}

/** The largest whole number whose `power`-th power is not above `value`. */
const root = (value: bigint, power: bigint): bigint => {
  let [low, high] = [0n, 1n << 80n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** power > value) high = middle
    else low = middle
  }
  return low
}

const primes = Array.from({ length: 410 }, (_, index) => index).filter(
  (n) =>
    n > 1 && !Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, d) => d + 2).some((d) => n % d === 0),
)

/** First 64 bits of the fractional part: of a prime's cube root (FIPS 180-4, 4.2.3)… */
const cubeRoot = (index: number): bigint => BigInt.asUintN(64, root(BigInt(primes[index] ?? 0) << 192n, 3n))

/** … and of the first sixteen primes' square roots (5.3.4 and 5.3.5). */
const squareRoots = primes.slice(0, 16).map((prime) => BigInt.asUintN(64, root(BigInt(prime) << 128n, 2n)))
