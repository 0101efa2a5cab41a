/** Which key belongs to which certificate, shown by the keys themselves; and each one's chain of issuers. */
import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ParsedCertificate } from './certificate-parser.ts'
import { orderChain } from './chain.ts'
import { DamagedDer } from './der-reader.ts'
import { isKeySupported } from './findings.ts'
import { consistentRsaNumbers, rsaPublicNumbers, type RsaPublicNumbers } from './rsa-private-key.ts'

export interface PfxCertificate {
  certificate: ParsedCertificate
  friendlyName?: string
  localKeyId?: Buffer
}

export interface PfxKey {
  pkcs8: Buffer
  facts: KeyFacts
  friendlyName?: string
  localKeyId?: Buffer
}

export interface PfxIdentity {
  key: PfxKey
  leaf: PfxCertificate
  /** From the leaf's issuer towards the root, as far as the file goes. */
  chain: readonly ParsedCertificate[]
  /**
   * `numbers`: all numbers of an RSA key fit each other and the certificate's. `signature`: the key has signed and
   * the certificate has verified. `none`: a kind of key that is never used.
   */
  proof: 'numbers' | 'signature' | 'none'
}

export interface Identities {
  identities: readonly PfxIdentity[]
  otherCertificates: readonly PfxCertificate[]
  otherKeys: readonly PfxKey[]
}

/** @throws WarifuError `private-key-invalid` where a key cannot sign for the certificate that carries its public half. */
export const findIdentities = (keys: readonly PfxKey[], all: readonly PfxCertificate[]): Identities => {
  const certificates = withoutRepeats(all)
  const identities: PfxIdentity[] = []
  const otherKeys: PfxKey[] = []
  for (const key of keys) {
    const identity = isKeySupported(key.facts)
      ? pairByProof(key, certificates)
      : pairByName(key, certificates)
    if (identity) identities.push({ key, ...identity, chain: chainOf(identity.leaf, certificates) })
    else otherKeys.push(key)
  }
  const used = new Set(identities.flatMap(({ leaf, chain }) => [leaf.certificate, ...chain]))
  return {
    identities,
    otherKeys,
    otherCertificates: certificates.filter(({ certificate }) => !used.has(certificate)),
  }
}

const withoutRepeats = (certificates: readonly PfxCertificate[]): PfxCertificate[] =>
  certificates.filter(
    ({ certificate }, index) =>
      certificates.findIndex((other) => other.certificate.der.equals(certificate.der)) === index,
  )

type Pairing = Pick<PfxIdentity, 'leaf' | 'proof'>

/** The public half decides; localKeyIds are often missing and sometimes swapped. */
const pairByProof = (key: PfxKey, certificates: readonly PfxCertificate[]): Pairing | undefined =>
  key.facts.algorithm === 'RSA' ? pairByNumbers(key, certificates) : pairBySignature(key, certificates)

const pairByNumbers = (key: PfxKey, certificates: readonly PfxCertificate[]): Pairing | undefined => {
  const numbers = rsaNumbers(key)
  const leaf = preferred(
    key,
    certificates.filter(({ certificate }) => {
      if (certificate.key.algorithm !== 'RSA' || certificate.key.bits !== key.facts.bits) return false
      const { modulus, exponent } = rsaPublicNumbers(certificate.spkiDer)
      return modulus === numbers.modulus && exponent === numbers.exponent
    }),
  )
  return leaf && { leaf, proof: 'numbers' }
}

const rsaNumbers = ({ pkcs8 }: PfxKey): RsaPublicNumbers => {
  try {
    const numbers = consistentRsaNumbers(pkcs8)
    if (numbers) return numbers
  } catch (error) {
    if (!(error instanceof DamagedDer)) throw error
  }
  throw doesNotSign()
}

const pairBySignature = (key: PfxKey, certificates: readonly PfxCertificate[]): Pairing | undefined => {
  const privateKey = loadPrivateKey(key)
  const publicKey = createPublicKey(privateKey)
  const leaf = preferred(
    key,
    certificates.filter(({ certificate }) => loadPublicKey(certificate)?.equals(publicKey)),
  )
  if (!leaf) return undefined
  if (!canSign(privateKey, publicKey)) throw doesNotSign()
  return { leaf, proof: 'signature' }
}

/**
 * Has the key sign and its certificate verify, in the very runtime that will present them to back ends.
 *
 * @throws WarifuError `private-key-invalid`.
 */
export const proveBySignature = ({ key, leaf }: PfxIdentity): void => {
  const publicKey = loadPublicKey(leaf.certificate)
  if (!publicKey || !canSign(loadPrivateKey(key), publicKey)) throw doesNotSign()
}

const doesNotSign = (): WarifuError => new WarifuError('private-key-invalid', { reason: 'does-not-sign' })

/** BoringSSL refuses a damaged key when it is loaded, OpenSSL when it signs: both are one outcome. */
const loadPrivateKey = ({ pkcs8 }: PfxKey): KeyObject => {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  } catch {
    throw doesNotSign()
  }
}

/** Undefined for keys that the runtime does not know; they cannot be the public half of a supported key. */
const loadPublicKey = ({ spkiDer, key }: ParsedCertificate): KeyObject | undefined => {
  if (!isKeySupported(key)) return undefined
  try {
    return createPublicKey({ key: spkiDer, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

const canSign = (privateKey: KeyObject, publicKey: KeyObject): boolean => {
  const digest = privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  const challenge = randomBytes(32)
  try {
    return verify(digest, challenge, publicKey, sign(digest, challenge, privateKey))
  } catch {
    return false
  }
}

/** Keys that are shown but never used are not loaded: the runtimes differ in which they know. */
const pairByName = (key: PfxKey, certificates: readonly PfxCertificate[]): Pairing | undefined => {
  const leaf = preferred(
    key,
    certificates.filter(({ certificate }) => isSameKind(certificate.key, key.facts)),
  )
  return leaf && { leaf, proof: 'none' }
}

const isSameKind = (a: KeyFacts, b: KeyFacts): boolean =>
  a.algorithm === b.algorithm && a.bits === b.bits && a.curve === b.curve && a.name === b.name

/** Of several that fit: the one with the key's localKeyId, then one that is no authority, then the newest. */
const preferred = (key: PfxKey, fitting: readonly PfxCertificate[]): PfxCertificate | undefined => {
  const sameId = fitting.filter(({ localKeyId }) => key.localKeyId && localKeyId?.equals(key.localKeyId))
  const [first, ...others] = sameId.length ? sameId : fitting
  return others.reduce<PfxCertificate | undefined>(
    (best, other) => (best && best.certificate.notAfter >= other.certificate.notAfter ? best : other),
    first,
  )
}

const chainOf = (leaf: PfxCertificate, certificates: readonly PfxCertificate[]): ParsedCertificate[] =>
  orderChain(
    leaf.certificate,
    certificates.map(({ certificate }) => certificate),
  )
