/**
 * Opens a PFX (PKCS#12, RFC 7292). Pure and synchronous; it runs in a process that can be killed, because a file
 * within all limits may still cost seconds.
 *
 * What it opens is wider than what is fit to authenticate with: see `upload-fitness.ts`.
 */
import type { PfxEncryption } from '../../preload/contract/certificates.ts'
import { WarifuError } from '../warifu-error.ts'
import { readCertificate } from './certificate-facts.ts'
import { hasSigned, isSelfIssued } from './chain.ts'
import { Password } from './decrypt-with-password.ts'
import { DamagedDer, NestedTooDeep, readDer } from './der-reader.ts'
import { isKeySupported } from './findings.ts'
import { findIdentities, type PfxCertificate, type PfxIdentity, type PfxKey } from './identities.ts'
import { checkCount, IterationBudget, limits } from './limits.ts'
import { readPfxStructure, type PfxStructure } from './pfx-structure.ts'
import { readPrivateKeyInfo, type PrivateKey } from './private-key-info.ts'
import { readBags, type Bag, type KeyBag, type ShroudedKeyBag } from './safe-bags.ts'
import { sniffFileKind } from './sniff.ts'

export interface PfxContents {
  /** Keys with their certificates and chains, in the order of the keys in the file. */
  identities: readonly PfxIdentity[]
  /** Every certificate in the order of the file, also one that is there twice. */
  certificates: readonly PfxCertificate[]
  /** Certificates that belong to no identity, neither as its leaf nor in its chain; each once. */
  otherCertificates: readonly PfxCertificate[]
  /** Keys that none of the certificates fits. */
  otherKeys: readonly PfxKey[]
  /** Bags that were passed over: revocation lists, secrets, unknown ones. */
  skippedBags: number
  encryption: PfxEncryption
}

/**
 * @param password As typed; never trimmed. `null` and the empty one are the same.
 * @throws WarifuError with one of the PFX outcomes. The caller overwrites the keys when done (`forgetKeys`).
 */
export const readPfx = (bytes: Uint8Array, password: string | null): PfxContents => {
  if (bytes.length > limits.fileBytes) {
    throw new WarifuError('file-too-large', { bytes: bytes.length, limit: limits.fileBytes })
  }
  const kind = sniffFileKind(bytes)
  if (kind !== 'pfx') throw new WarifuError('not-a-pfx', { kind })
  try {
    return open(bytes, password)
  } catch (error) {
    if (error instanceof DamagedDer) throw new WarifuError('pfx-damaged', { where: error.where })
    if (error instanceof NestedTooDeep)
      throw new WarifuError('pfx-too-complex', { what: 'nesting', limit: 32 })
    throw error
  }
}

const open = (bytes: Uint8Array, passwordText: string | null): PfxContents => {
  const budget = new IterationBudget()
  const structure = readPfxStructure(bytes, budget)
  // Bags in the open are read before the password is tried: damage there is not the password's fault, and the
  // iterations of the keys inside are part of what the file costs.
  const plainBags = structure.safes.map((safe) =>
    safe.kind === 'plain' ? readBags(safe.content, budget) : [],
  )
  const password = new Password(passwordText)
  try {
    if (structure.mac) password.verify(structure.mac, structure.authenticatedSafe)
    const plaintexts: Buffer[] = []
    const bags = structure.safes.flatMap((safe, index) => {
      if (safe.kind === 'plain') return plainBags[index] ?? []
      const plaintext = password.decrypt(safe.scheme, safe.ciphertext, isSequence, () =>
        damaged('SafeContents'),
      )
      plaintexts.push(plaintext)
      return readBags(plaintext, budget)
    })
    const contents = readContents(bags, password)
    for (const plaintext of plaintexts) plaintext.fill(0)
    if (!structure.mac && contents.otherKeys.length && contents.otherCertificates.some(isVisiblyDamaged)) {
      throw damaged('CertBag')
    }
    return { ...contents, encryption: describeEncryption(structure, bags) }
  } finally {
    password.forget()
  }
}

const damaged = (where: string): WarifuError => new WarifuError('pfx-damaged', { where })

/** A wrong key that passes the padding check by chance hardly ever makes a SEQUENCE of exactly the right length. */
const isSequence = (plaintext: Buffer): boolean => {
  try {
    return plaintext[0] === 0x30 && readDer(plaintext).bytes.length === plaintext.length
  } catch (error) {
    if (error instanceof DamagedDer) return false
    throw error
  }
}

/** Where no MAC vouches for the bytes, a certificate that does not fit may be damaged: its own signature tells. */
const isVisiblyDamaged = ({ certificate }: PfxCertificate): boolean =>
  isSelfIssued(certificate) && isKeySupported(certificate.key) && !hasSigned(certificate, certificate)

const readContents = (bags: readonly Bag[], password: Password): Omit<PfxContents, 'encryption'> => {
  const certificateBags = bags.filter((bag) => bag.kind === 'certificate')
  const keyBags = bags.filter((bag) => bag.kind === 'key' || bag.kind === 'shrouded-key')
  checkCount('bags', bags.length)
  checkCount('certificates', certificateBags.length)
  checkCount('keys', keyBags.length)
  const certificates = certificateBags.map(({ der, friendlyName, localKeyId }) => ({
    // Own copies: what was decrypted around them is overwritten.
    certificate: readCertificate(Buffer.from(der)),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(localKeyId && { localKeyId: Buffer.from(localKeyId) }),
  }))
  const keys = keyBags.map((bag) => readKey(bag, password))
  const skippedBags = bags.length - certificateBags.length - keyBags.length
  return { ...findIdentities(keys, certificates), certificates, skippedBags }
}

const readKey = (bag: KeyBag | ShroudedKeyBag, password: Password): PfxKey => {
  const { friendlyName, localKeyId } = bag
  const key = bag.kind === 'key' ? readPrivateKeyInfo(bag.pkcs8) : unlock(bag, password)
  return {
    ...key,
    ...(friendlyName !== undefined && { friendlyName }),
    ...(localKeyId && { localKeyId: Buffer.from(localKeyId) }),
  }
}

const unlock = ({ scheme, ciphertext }: ShroudedKeyBag, password: Password): PrivateKey => {
  const invalid = (): WarifuError => new WarifuError('private-key-invalid', { reason: 'not-pkcs8' })
  const plaintext = password.decrypt(scheme, ciphertext, isSequence, invalid)
  try {
    return readPrivateKeyInfo(plaintext)
  } finally {
    plaintext.fill(0)
  }
}

/** Schemes in the order met, each once. */
export const describeEncryption = ({ mac, safes }: PfxStructure, bags: readonly Bag[]): PfxEncryption => {
  const schemes = [
    ...safes.flatMap((safe) => (safe.kind === 'encrypted' ? [safe.scheme] : [])),
    ...bags.flatMap((bag) => (bag.kind === 'shrouded-key' ? [bag.scheme] : [])),
  ].map(({ name, iterations }) => ({ algorithm: name, iterations }))
  const isFirst = (scheme: (typeof schemes)[number], index: number): boolean =>
    schemes.findIndex(
      (other) => other.algorithm === scheme.algorithm && other.iterations === scheme.iterations,
    ) === index
  return {
    mac: mac ? { algorithm: mac.name, iterations: mac.iterations } : null,
    schemes: schemes.filter(isFirst),
  }
}

/** Overwrites every private key that was read. */
export const forgetKeys = ({
  identities,
  otherKeys,
}: Pick<PfxContents, 'identities' | 'otherKeys'>): void => {
  for (const { key } of identities) key.pkcs8.fill(0)
  for (const { pkcs8 } of otherKeys) pkcs8.fill(0)
}
