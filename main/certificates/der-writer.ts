/**
 * Writes DER (X.690): just the types that certificates and PFX files are made of.
 *
 * Every function answers with the complete encoding (tag, length, content), so that calls nest as the
 * structures do.
 */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
} as const

/** One element: `tag` is the whole identifier octet. */
export const element = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content])
}

const lengthOctets = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length])
  const octets = unsignedOctets(BigInt(length))
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets])
}

const unsignedOctets = (value: bigint): Buffer => {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
}

export const sequence = (...elements: readonly Uint8Array[]): Buffer => element(tags.sequence, ...elements)

/** SET OF: DER wants the encodings in ascending order (X.690, 11.6). */
export const setOf = (...elements: readonly Uint8Array[]): Buffer =>
  element(tags.set, ...[...elements].sort((a, b) => Buffer.compare(a, b)))

/** INTEGER from a number, or from the octets of an unsigned number (as RSA and serial numbers are kept). */
export const integer = (value: number | bigint | Uint8Array): Buffer => {
  const octets = value instanceof Uint8Array ? value : unsignedOctets(BigInt(value))
  const firstUsed = octets.findIndex((octet) => octet !== 0)
  const minimal = firstUsed < 0 ? Buffer.from([0]) : octets.subarray(firstUsed)
  // A leading 1 bit would make the number negative.
  const sign = (minimal[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0)
  return element(tags.integer, sign, minimal)
}

export const oid = (dotted: string): Buffer => {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return element(tags.oid, Buffer.from([first * 40n + second, ...rest].flatMap(base128)))
}

const base128 = (arc: bigint): number[] => {
  const octets = [Number(arc & 0x7fn)]
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80)
  return octets
}

export const derNull = (): Buffer => element(tags.null)
export const derTrue = (): Buffer => element(tags.boolean, Buffer.from([0xff]))
export const octetString = (content: Uint8Array): Buffer => element(tags.octetString, content)
export const utf8String = (text: string): Buffer => element(tags.utf8String, Buffer.from(text, 'utf8'))
export const printableString = (text: string): Buffer =>
  element(tags.printableString, Buffer.from(text, 'ascii'))

/** BMPString: UTF-16, big-endian, without terminator. */
export const bmpString = (text: string): Buffer =>
  element(tags.bmpString, Buffer.from(text, 'utf16le').swap16())

/** BIT STRING of whole octets, or with `unused` bits at the end of the last one. */
export const bitString = (content: Uint8Array, unused = 0): Buffer =>
  element(tags.bitString, Buffer.from([unused]), content)

/** Context-specific, constructed: `[number] EXPLICIT`, and IMPLICIT ones whose type is constructed. */
export const explicit = (number: number, ...elements: readonly Uint8Array[]): Buffer =>
  element(0xa0 | number, ...elements)

/** Context-specific, primitive: `[number] IMPLICIT`. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content)

/** Time as RFC 5280, 4.1.2.5 wants it: UTCTime until 2049, GeneralizedTime from 2050. */
export const time = (date: Date): Buffer => {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')
  return date.getUTCFullYear() < 2050
    ? element(tags.utcTime, Buffer.from(digits.slice(2), 'ascii'))
    : element(tags.generalizedTime, Buffer.from(digits, 'ascii'))
}
