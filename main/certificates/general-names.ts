/** GeneralName (RFC 5280, 4.2.1.6): the alternative names of subjects and issuers, as `DNS:…`, `URI:…`. */
import { tag, type DerNode } from './der-reader.ts'
import { elementsOf, inner, readOid, sequenceFields } from './der-fields.ts'
import { formatName, readName } from './distinguished-name.ts'
import { escapeDeceptive, readText } from './text.ts'

/** Microsoft's user principal name, by which Windows log-on certificates name their user. */
const userPrincipalName = '1.3.6.1.4.1.311.20.2.3'

export const readGeneralNames = (node: DerNode, where: string): string[] =>
  elementsOf(node, where).map((name) => readGeneralName(name, where))

export const readGeneralName = (node: DerNode, where: string): string => {
  const text = (): string => escapeDeceptive(node.content.toString('latin1'))
  switch (node.tag) {
    case tag.contextConstructed(0):
      return readOtherName(node, where)
    case tag.context(1):
      return `email:${text()}`
    case tag.context(2):
      return `DNS:${text()}`
    case tag.contextConstructed(4):
      return `DirName:${formatName(readName(inner(node, where), where), ', ')}`
    case tag.context(6):
      return `URI:${text()}`
    case tag.context(7):
      return `IP:${formatAddress(node.content)}`
    case tag.context(8):
      return `RID:${readOid({ ...node, tag: tag.oid }, where)}`
    default:
      return `other:${node.bytes.toString('hex')}`
  }
}

const readOtherName = (node: DerNode, where: string): string => {
  const fields = sequenceFields({ ...node, tag: tag.sequence }, where)
  const type = readOid(fields.takeAny(), where)
  const value = inner(fields.takeAny(), where)
  const label = type === userPrincipalName ? 'UPN' : type
  return `${label}:${escapeDeceptive(readText(value) ?? value.bytes.toString('hex'))}`
}

/** Four or sixteen octets; twice as many where a name constraint adds a mask. */
const formatAddress = (octets: Buffer): string => {
  if (octets.length === 4) return octets.join('.')
  if (octets.length === 16) return formatIpv6(octets)
  if (octets.length === 8) return `${octets.subarray(0, 4).join('.')}/${octets.subarray(4).join('.')}`
  if (octets.length === 32) return `${formatIpv6(octets.subarray(0, 16))}/${formatIpv6(octets.subarray(16))}`
  return octets.toString('hex')
}

/** RFC 5952's short form, which is how URLs write an address. */
const formatIpv6 = (octets: Buffer): string => {
  const groups = Array.from({ length: 8 }, (_, index) => octets.readUInt16BE(index * 2).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
