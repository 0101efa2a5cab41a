/**
 * Reads BER and DER (X.690) of files that nobody has vouched for.
 *
 * Unlike node-forge's reader it keeps offsets, so that damage can be named and the original bytes of a
 * certificate can be taken out untouched, and it makes no strings of private keys, which could never be
 * overwritten. Nothing is copied and nothing is read before it is asked for; nesting is limited.
 */

/** What a PFX legally needs is about 12; the limit keeps hostile nesting off the stack. */
export const maximumDepth = 32

/** The bytes do not say what their structure promises. `where` names the structure and the place. */
export class DamagedDer extends Error {
  readonly where: string

  constructor(where: string) {
    super(where)
    this.name = 'DamagedDer'
    this.where = where
  }
}

/** Deeper than `maximumDepth`: possible to write, but no honest file does. */
export class NestedTooDeep extends Error {
  override readonly name = 'NestedTooDeep'
}

export interface DerNode {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number
  readonly constructed: boolean
  /** The whole encoding, as it stands in the file. */
  readonly bytes: Buffer
  /** The content octets, without the end mark of an indefinite length. */
  readonly content: Buffer
  /** Place of the identifier octet in the bytes that were given to `readDer`. */
  readonly offset: number
  readonly depth: number
}

/** Identifier octets of the universal types, and the context-specific ones. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** `[number]`, primitive (IMPLICIT). */
  context: (number: number): number => 0x80 | number,
  /** `[number]`, constructed (EXPLICIT, or IMPLICIT of a constructed type). */
  contextConstructed: (number: number): number => 0xa0 | number,
} as const

/** The first element of `bytes`; what follows it is left alone (Azure ends its exports with a line feed). */
export const readDer = (bytes: Uint8Array): DerNode => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return readElement(buffer, 0, buffer.length, { base: 0, depth: 0 })
}

/** The elements inside a constructed one. */
export const childrenOf = (node: DerNode): DerNode[] => {
  if (!node.constructed) throw new DamagedDer(`byte ${node.offset}`)
  const headerLength = node.content.byteOffset - node.bytes.byteOffset
  const place = { base: node.offset + headerLength, depth: node.depth + 1 }
  return readAll(node.content, place)
}

interface Place {
  /** Offset of the buffer's first octet in the outermost bytes. */
  base: number
  depth: number
}

const readAll = (buffer: Buffer, place: Place): DerNode[] => {
  const nodes: DerNode[] = []
  for (let at = 0; at < buffer.length;) {
    const node = readElement(buffer, at, buffer.length, place)
    nodes.push(node)
    at += node.bytes.length
  }
  return nodes
}

const readElement = (buffer: Buffer, start: number, end: number, { base, depth }: Place): DerNode => {
  if (depth > maximumDepth) throw new NestedTooDeep()
  const damaged = (): DamagedDer => new DamagedDer(`byte ${base + start}`)
  const identifier = buffer[start]
  const firstLength = buffer[start + 1]
  // 0x1f announces a tag number above 30, which none of the formats here has.
  if (identifier === undefined || firstLength === undefined || (identifier & 0x1f) === 0x1f) throw damaged()
  const constructed = (identifier & 0x20) !== 0
  const node = (contentStart: number, contentEnd: number, elementEnd: number): DerNode => ({
    tag: identifier,
    constructed,
    bytes: buffer.subarray(start, elementEnd),
    content: buffer.subarray(contentStart, contentEnd),
    offset: base + start,
    depth,
  })

  if (firstLength === 0x80) {
    if (!constructed) throw damaged()
    const contentStart = start + 2
    const contentEnd = findEndOfContents(buffer, contentStart, end, { base, depth: depth + 1 })
    return node(contentStart, contentEnd, contentEnd + 2)
  }
  const lengthOctets = firstLength < 0x80 ? 0 : firstLength & 0x7f
  const contentStart = start + 2 + lengthOctets
  if (lengthOctets > 8) throw damaged()
  let length = lengthOctets ? 0 : firstLength
  for (const octet of buffer.subarray(start + 2, contentStart)) length = length * 256 + octet
  // Named is the place where octets are missing, not where they were promised.
  if (contentStart + length > end) throw new DamagedDer(`byte ${base + end}`)
  return node(contentStart, contentStart + length, contentStart + length)
}

/** Where the two zero octets stand that end an indefinite length. */
const findEndOfContents = (buffer: Buffer, start: number, end: number, place: Place): number => {
  let at = start
  while (at + 1 < end) {
    if (buffer[at] === 0 && buffer[at + 1] === 0) return at
    at += readElement(buffer, at, end, place).bytes.length
  }
  throw new DamagedDer(`byte ${place.base + start}`)
}
