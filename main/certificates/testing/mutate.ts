/** Damages files in ways that can be repeated: the same seed makes the same damage. */

/** Mulberry32: small, good enough to spread damage, and not for anything secret. */
export const randomNumbers = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = (below: number) => number
type Mutation = (bytes: Buffer, random: Random) => Buffer

const flipBits: Mutation = (bytes, random) => {
  const damaged = Buffer.from(bytes)
  for (let flips = 1 + random(8); flips > 0 && damaged.length > 0; flips--) {
    const at = random(damaged.length)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
  }
  return damaged
}

const cut: Mutation = (bytes, random) => bytes.subarray(0, random(bytes.length + 1))

const cutOut: Mutation = (bytes, random) => {
  const start = random(bytes.length + 1)
  const end = start + random(bytes.length - start + 1)
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
}

/** Makes an octet that may be a length say something else: more, less, indefinite, or in another form. */
const lieAboutLength: Mutation = (bytes, random) => {
  const damaged = Buffer.from(bytes)
  // Structure stands mostly in front; a length follows a SEQUENCE, an OCTET STRING or a context tag.
  const places = [...damaged.subarray(0, 512).keys()].filter((at) =>
    [0x30, 0x31, 0x04, 0x24, 0x02, 0xa0, 0x80].includes(damaged[at] ?? 0),
  )
  const at = places[random(places.length || 1)] ?? 0
  const lengths = [0x00, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff]
  if (at + 1 < damaged.length) damaged[at + 1] = lengths[random(lengths.length)] ?? 0
  return damaged
}

const swapBlocks: Mutation = (bytes, random) => {
  const size = 1 + random(64)
  if (bytes.length < size * 2) return bytes
  const [a, b] = [random(bytes.length - size + 1), random(bytes.length - size + 1)]
  const damaged = Buffer.from(bytes)
  bytes.copy(damaged, a, b, b + size)
  bytes.copy(damaged, b, a, a + size)
  return damaged
}

const nest: Mutation = (bytes, random) => {
  const levels = 1 + random(200)
  const opening = Buffer.concat(Array.from({ length: levels }, () => Buffer.from([0x30, 0x80])))
  const at = random(Math.min(bytes.length, 64) + 1)
  return Buffer.concat([bytes.subarray(0, at), opening, bytes.subarray(at)])
}

/** Numbers that count something become enormous, zero or negative. */
const changeNumber: Mutation = (bytes, random) => {
  const damaged = Buffer.from(bytes)
  const places = [...damaged.keys()].filter(
    (at) => damaged[at] === 0x02 && (damaged[at + 1] ?? 9) <= 4 && at + 2 < damaged.length,
  )
  const at = places[random(places.length || 1)]
  if (at === undefined) return damaged
  const fill = [0x00, 0x7f, 0xff, 0x01][random(4)] ?? 0
  return damaged.fill(fill, at + 2, Math.min(damaged.length, at + 2 + (damaged[at + 1] ?? 0)))
}

const insertNoise: Mutation = (bytes, random) => {
  const at = random(bytes.length + 1)
  const noise = Buffer.from(Array.from({ length: 1 + random(32) }, () => random(256)))
  return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])
}

const mutations = [flipBits, cut, cutOut, lieAboutLength, swapBlocks, nest, changeNumber, insertNoise]

/** One to three kinds of damage, one on top of the other. */
export const mutate = (bytes: Buffer, random: Random): Buffer =>
  Array.from({ length: 1 + random(3) }).reduce<Buffer>(
    (damaged) => (mutations[random(mutations.length)] ?? flipBits)(damaged, random),
    bytes,
  )
