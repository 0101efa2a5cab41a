/** The outer structure of a PFX (RFC 7292, 4): what can be told of it before any password is tried. */
import { WarifuError } from '../warifu-error.ts'
import { DamagedDer, tag, type DerNode } from './der-reader.ts'
import { inner, readOctets, readOid, readUnsigned, readSequence, sequenceFields } from './der-fields.ts'
import type { EncryptionScheme } from './encryption-scheme.ts'
import { unsupported } from './encryption-scheme.ts'
import { checkCount, type IterationBudget } from './limits.ts'
import { readMac, type Mac } from './mac.ts'
import { oids } from './oids.ts'
import { readEncryptionScheme } from './pbes.ts'

/** One ContentInfo of the AuthenticatedSafe: bags in the open, or bags under a password. */
export type Safe =
  { kind: 'plain'; content: Buffer } | { kind: 'encrypted'; scheme: EncryptionScheme; ciphertext: Buffer }

export interface PfxStructure {
  /** The octets that the MAC is over. */
  authenticatedSafe: Buffer
  safes: readonly Safe[]
  mac: Mac | undefined
}

/**
 * Reads the structure and charges the iterations of every scheme that is visible from outside.
 *
 * @throws DamagedDer, or a WarifuError that names what is unsupported or too much.
 */
export const readPfxStructure = (bytes: Uint8Array, budget: IterationBudget): PfxStructure => {
  const fields = readSequence(bytes, 'PFX')
  const version = readUnsigned(fields.take(tag.integer), 'PFX.version')
  if (version !== 3) throw new WarifuError('algorithm-unsupported', { algorithm: `PFX version ${version}` })
  const authenticatedSafe = readAuthenticatedSafe(fields.take(tag.sequence))
  const macData = fields.takeOptional(tag.sequence)
  const mac = macData && readMac(macData, budget)
  const contentInfos = readSequence(authenticatedSafe, 'AuthenticatedSafe').rest()
  checkCount('safes', contentInfos.length)
  return { authenticatedSafe, mac, safes: contentInfos.map((node) => readSafe(node, budget)) }
}

/** Data in password mode; SignedData where a signature stands in for the password, which nobody writes. */
const readAuthenticatedSafe = (contentInfo: DerNode): Buffer => {
  const { type, content } = readContentInfo(contentInfo, 'authSafe')
  if (type === oids.signedData) throw unsupportedContent('signedData')
  if (type !== oids.data) throw unsupportedContent(type)
  return readOctets(content, 'authSafe.content')
}

const readSafe = (contentInfo: DerNode, budget: IterationBudget): Safe => {
  const { type, content } = readContentInfo(contentInfo, 'ContentInfo')
  if (type === oids.data) return { kind: 'plain', content: readOctets(content, 'ContentInfo.content') }
  if (type === oids.envelopedData) throw unsupportedContent('envelopedData')
  if (type !== oids.encryptedData) throw unsupported(type)
  const encryptedData = sequenceFields(content, 'EncryptedData')
  encryptedData.take(tag.integer)
  const info = sequenceFields(encryptedData.take(tag.sequence), 'EncryptedContentInfo')
  info.take(tag.oid)
  const scheme = readEncryptionScheme(info.take(tag.sequence), budget)
  const ciphertext = readOctets(info.takeAny(), 'encryptedContent', tag.context(0))
  return { kind: 'encrypted', scheme, ciphertext }
}

const readContentInfo = (node: DerNode, name: string): { type: string; content: DerNode } => {
  const fields = sequenceFields(node, name)
  const type = readOid(fields.takeAny(), name)
  const content = fields.takeAny()
  if (content.tag !== tag.contextConstructed(0)) throw new DamagedDer(name)
  return { type, content: inner(content, name) }
}

const unsupportedContent = (type: string): WarifuError =>
  new WarifuError('algorithm-unsupported', { algorithm: type })
