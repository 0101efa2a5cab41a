/** ASN.1's character strings as text, and text that cannot deceive whoever reads it. */
import { DamagedDer, tag, type DerNode } from './der-reader.ts'

/**
 * The text of any string type; undefined when the element is not a string at all. TeletexString is read as
 * ISO 8859-1, which is what it holds wherever it is met in practice.
 */
export const readText = (node: DerNode): string | undefined => {
  switch (node.tag) {
    case tag.utf8String:
      return node.content.toString('utf8')
    case tag.bmpString:
      return utf16BigEndian(node)
    case tag.universalString:
      return utf32BigEndian(node)
    case tag.numericString:
    case tag.printableString:
    case tag.ia5String:
    case tag.visibleString:
    case tag.teletexString:
      return node.content.toString('latin1')
    default:
      return undefined
  }
}

const utf16BigEndian = (node: DerNode): string => {
  if (node.content.length % 2) throw new DamagedDer(`BMPString, byte ${node.offset}`)
  return Buffer.from(node.content).swap16().toString('utf16le')
}

const utf32BigEndian = (node: DerNode): string => {
  if (node.content.length % 4) throw new DamagedDer(`UniversalString, byte ${node.offset}`)
  const units = Array.from({ length: node.content.length / 4 }, (_, i) => node.content.readUInt32BE(i * 4))
  return units.map((unit) => (unit <= 0x10ffff ? String.fromCodePoint(unit) : '\uFFFD')).join('')
}

/**
 * Control characters, line breaks, and characters that are invisible or turn the writing direction: with them
 * a name could pretend to be another one.
 */
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

export const withoutDeceptive = (text: string): string => text.replace(deceptive, '')

/** The same characters shown as the hexadecimal pairs of RFC 4514, 2.4, e.g. `\0A` for a line feed. */
export const escapeDeceptive = (text: string): string =>
  text.replace(deceptive, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((octet) => `\\${octet.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
