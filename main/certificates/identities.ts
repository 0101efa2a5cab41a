/** Which key belongs to which certificate, shown by the keys themselves; and each one's chain of issuers. */
import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ParsedCertificate } from './certificate-parser.ts'
import { orderChain } from './chain.ts'
import { isKeySupported } from './findings.ts'
import { isConsistentRsaKey } from './rsa-private-key.ts'

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
  /** `signature`: the key has signed and the certificate has verified. `none`: a kind of key that is never used. */
  proof: 'signature' | 'none'
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
const pairByProof = (key: PfxKey, certificates: readonly PfxCertificate[]): Pairing | undefined => {
  const privateKey = loadPrivateKey(key)
  const publicKey = createPublicKey(privateKey)
  const fitting = certificates.flatMap((candidate) => {
    const own = loadPublicKey(candidate.certificate)
    return own?.equals(publicKey) ? [{ candidate, own }] : []
  })
  const leaf = preferred(
    key,
    fitting.map(({ candidate }) => candidate),
  )
  const own = fitting.find(({ candidate }) => candidate === leaf)?.own
  if (!leaf || !own) return undefined
  if (!canSign(privateKey, own)) throw new WarifuError('private-key-invalid', { reason: 'does-not-sign' })
  return { leaf, proof: 'signature' }
}

/** BoringSSL refuses a damaged key when it is loaded, OpenSSL when it signs, or not at all: all are one outcome. */
const loadPrivateKey = ({ pkcs8, facts }: PfxKey): KeyObject => {
  try {
    if (facts.algorithm !== 'RSA' || isConsistentRsaKey(pkcs8)) {
      return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    }
  } catch {
    // The same outcome as for numbers that do not fit each other.
  }
  throw new WarifuError('private-key-invalid', { reason: 'does-not-sign' })
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

/** OpenSSL loads an RSA key whose private numbers are damaged and only a signature shows it. */
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
