/** The bags of a SafeContents (RFC 7292, 4.2): certificates, keys in the open and keys under a password. */
import { readDer, tag, type DerNode } from './der-reader.ts'
import { elementsOf, inner, readOctets, readOid, sequenceFields } from './der-fields.ts'
import type { EncryptionScheme } from './encryption-scheme.ts'
import { checkCount, limits, type IterationBudget } from './limits.ts'
import { oids } from './oids.ts'
import { readEncryptionScheme } from './pbes.ts'
import { readText, withoutDeceptive } from './text.ts'

export interface BagAttributes {
  friendlyName?: string
  localKeyId?: Buffer
}

export interface CertificateBag extends BagAttributes {
  kind: 'certificate'
  der: Buffer
}

export interface KeyBag extends BagAttributes {
  kind: 'key'
  pkcs8: Buffer
}

export interface ShroudedKeyBag extends BagAttributes {
  kind: 'shrouded-key'
  scheme: EncryptionScheme
  ciphertext: Buffer
}

/** Revocation lists, secrets, SDSI certificates and what is not known: passed over, but counted. */
export interface SkippedBag {
  kind: 'skipped'
}

export type Bag = CertificateBag | KeyBag | ShroudedKeyBag | SkippedBag

/** Reads all bags of one SafeContents, those of nested ones too, and charges the keys' iterations. */
export const readBags = (safeContents: Buffer, budget: IterationBudget): Bag[] =>
  readBagList(readDer(safeContents), budget, 0)

const readBagList = (safeContents: DerNode, budget: IterationBudget, nesting: number): Bag[] => {
  checkCount('bagNesting', nesting)
  const nodes = sequenceFields(safeContents, 'SafeContents').rest()
  checkCount('bags', nodes.length)
  return nodes.flatMap((node) => readBag(node, budget, nesting))
}

const readBag = (node: DerNode, budget: IterationBudget, nesting: number): Bag[] => {
  const fields = sequenceFields(node, 'SafeBag')
  const type = readOid(fields.takeAny(), 'SafeBag.bagId')
  const value = inner(fields.take(tag.contextConstructed(0)), 'SafeBag.bagValue')
  const attributes = fields.takeOptional(tag.set)
  switch (type) {
    case oids.certBag: {
      const der = readCertificateBag(value)
      return [der ? { kind: 'certificate', der, ...readAttributes(attributes) } : { kind: 'skipped' }]
    }
    case oids.keyBag:
      return [{ kind: 'key', pkcs8: value.bytes, ...readAttributes(attributes) }]
    case oids.pkcs8ShroudedKeyBag:
      return [{ kind: 'shrouded-key', ...readEncryptedKey(value, budget), ...readAttributes(attributes) }]
    case oids.safeContentsBag:
      return readBagList(value, budget, nesting + 1)
    default:
      return [{ kind: 'skipped' }]
  }
}

const readCertificateBag = (value: DerNode): Buffer | undefined => {
  const fields = sequenceFields(value, 'CertBag')
  if (readOid(fields.takeAny(), 'CertBag.certId') !== oids.x509Certificate) return undefined
  return readOctets(inner(fields.takeAny(), 'CertBag'), 'CertBag.certValue')
}

/** EncryptedPrivateKeyInfo (RFC 5958, 3), which is also what an encrypted key file holds. */
export const readEncryptedKey = (
  node: DerNode,
  budget: IterationBudget,
): Pick<ShroudedKeyBag, 'scheme' | 'ciphertext'> => {
  const fields = sequenceFields(node, 'EncryptedPrivateKeyInfo')
  const scheme = readEncryptionScheme(fields.take(tag.sequence), budget)
  return { scheme, ciphertext: readOctets(fields.takeAny(), 'EncryptedPrivateKeyInfo.encryptedData') }
}

const readAttributes = (attributes: DerNode | undefined): BagAttributes => {
  const read: BagAttributes = {}
  for (const attribute of attributes ? elementsOf(attributes, 'bagAttributes') : []) {
    const fields = sequenceFields(attribute, 'bagAttribute')
    const type = readOid(fields.takeAny(), 'bagAttribute')
    const [value] = elementsOf(fields.takeAny(), 'bagAttribute')
    if (type === oids.localKeyId && value?.tag === tag.octetString) read.localKeyId = value.content
    if (type !== oids.friendlyName || !value) continue
    const friendlyName = withoutDeceptive(readText(value) ?? '').slice(0, limits.friendlyNameCharacters)
    if (friendlyName) read.friendlyName = friendlyName
  }
  return read
}
