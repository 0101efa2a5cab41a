/** Takes structures apart by their ASN.1 definition: the fields of a SEQUENCE in order, and plain values. */
import { childrenOf, DamagedDer, NestedTooDeep, readDer, tag, type DerNode } from './der-reader.ts'

/** The fields of one SEQUENCE (or SET), taken from front to back. `name` is what damage is reported under. */
export class Fields {
  readonly name: string
  readonly #nodes: readonly DerNode[]
  #next = 0

  constructor(name: string, nodes: readonly DerNode[]) {
    this.name = name
    this.#nodes = nodes
  }

  /** The next field, which must be there and carry this tag. */
  take(expected: number): DerNode {
    const node = this.#nodes[this.#next]
    if (node?.tag !== expected) throw new DamagedDer(describePlace(this.name, node))
    this.#next += 1
    return node
  }

  /** The next field if it carries this tag. */
  takeOptional(expected: number): DerNode | undefined {
    return this.#nodes[this.#next]?.tag === expected ? this.take(expected) : undefined
  }

  /** The next field, whatever it is. */
  takeAny(): DerNode {
    const node = this.#nodes[this.#next]
    if (!node) throw new DamagedDer(describePlace(this.name, node))
    this.#next += 1
    return node
  }

  rest(): readonly DerNode[] {
    const rest = this.#nodes.slice(this.#next)
    this.#next = this.#nodes.length
    return rest
  }
}

const describePlace = (name: string, node: DerNode | undefined): string =>
  node ? `${name}, byte ${node.offset}` : name

const withName = <Value>(name: string, read: () => Value): Value => {
  try {
    return read()
  } catch (error) {
    if (error instanceof DamagedDer && !error.where.includes(',')) {
      throw new DamagedDer(`${name}, ${error.where}`)
    }
    throw error
  }
}

/** The fields of a SEQUENCE that has octets of its own. */
export const readSequence = (bytes: Uint8Array, name: string): Fields =>
  sequenceFields(
    withName(name, () => readDer(bytes)),
    name,
  )

export const sequenceFields = (node: DerNode, name: string): Fields => {
  if (node.tag !== tag.sequence) throw new DamagedDer(describePlace(name, node))
  return new Fields(
    name,
    withName(name, () => childrenOf(node)),
  )
}

export const elementsOf = (node: DerNode, name: string): DerNode[] => withName(name, () => childrenOf(node))

/** The one element inside an EXPLICIT tag. */
export const inner = (node: DerNode, name: string): DerNode => {
  const [only, ...others] = elementsOf(node, name)
  if (!only || others.length) throw new DamagedDer(describePlace(name, node))
  return only
}

export const readOid = (node: DerNode, name: string): string => {
  const octets = node.content
  // The longest identifier of any registry is far below 64 octets.
  if (node.tag !== tag.oid || octets.length === 0 || octets.length > 64) {
    throw new DamagedDer(describePlace(name, node))
  }
  const arcs: bigint[] = []
  let arc = 0n
  for (const [index, octet] of octets.entries()) {
    arc = (arc << 7n) | BigInt(octet & 0x7f)
    if (octet & 0x80) {
      if (index === octets.length - 1) throw new DamagedDer(describePlace(name, node))
      continue
    }
    arcs.push(arc)
    arc = 0n
  }
  const [first = 0n, ...rest] = arcs
  const root = first < 80n ? first / 40n : 2n
  return [root, first - root * 40n, ...rest].join('.')
}

/** A number that must not be negative: counts, lengths, versions. May be larger than any count that is allowed. */
export const readUnsigned = (node: DerNode, name: string): number => {
  const octets = node.content
  if (node.tag !== tag.integer || octets.length === 0 || (octets[0] ?? 0) & 0x80) {
    throw new DamagedDer(describePlace(name, node))
  }
  return octets.reduce((value, octet) => value * 256 + octet, 0)
}

/**
 * The octets of an OCTET STRING, or of an IMPLICIT one under `implicitTag`. BER writers (Netscape's line, old
 * Java) cut long ones into pieces; pieces of pieces are followed four levels deep.
 */
export const readOctets = (node: DerNode, name: string, implicitTag: number = tag.octetString): Buffer => {
  if (node.tag === implicitTag) return node.content
  if (node.tag === (implicitTag | 0x20)) return Buffer.concat(pieces(node, name, 4))
  throw new DamagedDer(describePlace(name, node))
}

const pieces = (node: DerNode, name: string, levels: number): Buffer[] => {
  if (levels === 0) throw new NestedTooDeep()
  return elementsOf(node, name).flatMap((piece) => {
    if (piece.tag === tag.octetString) return [piece.content]
    if (piece.tag === (tag.octetString | 0x20)) return pieces(piece, name, levels - 1)
    throw new DamagedDer(describePlace(name, piece))
  })
}

/** Octets of a BIT STRING, and how many bits at their end do not count. */
export const readBitString = (node: DerNode, name: string): { octets: Buffer; unused: number } => {
  const [unused = 8] = node.content
  if (node.tag !== tag.bitString || unused > 7) throw new DamagedDer(describePlace(name, node))
  return { octets: node.content.subarray(1), unused }
}

export const readBoolean = (node: DerNode, name: string): boolean => {
  if (node.tag !== tag.boolean || node.content.length !== 1) throw new DamagedDer(describePlace(name, node))
  return node.content[0] !== 0
}

/** UTCTime or GeneralizedTime; the offsets and missing seconds of old certificates are understood. */
export const readTime = (node: DerNode, name: string): Date => {
  const isUtcTime = node.tag === tag.utcTime
  if (!isUtcTime && node.tag !== tag.generalizedTime) throw new DamagedDer(describePlace(name, node))
  const text = node.content.toString('latin1')
  const parts = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d{4})?$/.exec(text)
  const [, yearDigits = '', month, day, hour, minute, second = '00', zone = 'Z'] = parts ?? []
  if (yearDigits.length !== (isUtcTime ? 2 : 4)) throw new DamagedDer(describePlace(name, node))
  // RFC 5280, 4.1.2.5.1: two digits from 50 on belong to the twentieth century.
  const century = Number(yearDigits) >= 50 ? '19' : '20'
  const year = isUtcTime ? `${century}${yearDigits}` : yearDigits
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  if (Number.isNaN(date.getTime())) throw new DamagedDer(describePlace(name, node))
  return date
}
