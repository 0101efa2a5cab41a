/** Takes out of a file whatever belongs to certificates: themselves, keys, requests, revocation lists. */
import type { KeyFacts, PfxEncryption } from '../../preload/contract/certificates.ts'
import type { FileKind } from '../../preload/contract/files.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { readCertificate } from './certificate-facts.ts'
import { findIdentities, type PfxCertificate } from './identities.ts'
import { checkCount } from './limits.ts'
import { pemBlocks, type PemBlock } from './pem.ts'
import { certificatesFromPkcs7, revocationListsFromPkcs7 } from './pkcs7.ts'
import { readPrivateKeyInfo } from './private-key-info.ts'
import {
  encryptedKeyFromDer,
  plainKeyFromDer,
  privateKeyFromPem,
  unlockPrivateKey,
  type PrivateKeyFile,
} from './private-key-file.ts'
import { readPfx } from './read-pfx.ts'
import { decodeText, sniffFileKind } from './sniff.ts'
import { readPfxWithoutPassword } from './visible-pfx.ts'

export interface CollectedKey {
  /** Null while the key is locked. */
  facts: KeyFacts | null
  pkcs8?: Buffer
  encrypted: boolean
  /** Place in `certificates`. */
  certificate: number | null
}

export interface Collection {
  certificates: readonly PfxCertificate[]
  keys: readonly CollectedKey[]
  requests: readonly Buffer[]
  revocationLists: readonly Buffer[]
  encryption: PfxEncryption | null
  /** Why not all of it could be read. */
  problem: WarifuError | null
}

/** @throws WarifuError or DamagedDer where nothing at all can be shown. */
export const collectFile = (bytes: Buffer, kind: FileKind, password: string | null): Collection => {
  if (kind === 'pfx') return collectPfx(bytes, password)
  const parts = findInFile(bytes, kind)
  if (Object.values(parts).every((part: readonly unknown[]) => part.length === 0)) {
    throw new WarifuError('not-a-certificate-file', { kind })
  }
  return unlockAndPair(parts, password)
}

/** Everything, with the right password; else what lies outside of it, and the reason. */
const collectPfx = (bytes: Buffer, password: string | null): Collection => {
  try {
    const { certificates, identities, otherKeys, encryption } = readPfx(bytes, password)
    const paired = identities.map(({ key, leaf }) => ({ key, certificate: certificates.indexOf(leaf) }))
    const keys = [...paired, ...otherKeys.map((key) => ({ key, certificate: null }))]
    return {
      certificates,
      keys: keys.map(({ key: { facts, pkcs8 }, certificate }) => ({
        facts,
        pkcs8,
        certificate,
        encrypted: false,
      })),
      requests: [],
      revocationLists: [],
      encryption,
      problem: null,
    }
  } catch (error) {
    if (!isWarifuError(error)) throw error
    const visible = readPfxWithoutPassword(bytes)
    const locked = { facts: null, encrypted: true, certificate: null }
    return {
      certificates: visible.certificates,
      keys: Array.from({ length: visible.lockedKeys }, () => locked),
      requests: [],
      revocationLists: [],
      encryption: visible.encryption,
      problem: error,
    }
  }
}

/** What a file that is no PFX consists of, keys still locked. */
interface Found {
  certificates: Buffer[]
  keys: PrivateKeyFile[]
  requests: Buffer[]
  revocationLists: Buffer[]
}

const found = (parts: Partial<Found>): Found => ({
  certificates: [],
  keys: [],
  requests: [],
  revocationLists: [],
  ...parts,
})

const findInFile = (bytes: Buffer, kind: FileKind): Found => {
  const text = bytes[0] === 0x30 ? undefined : decodeText(bytes)
  if (text !== undefined) return findInText(text, kind)
  if (kind === 'der-certificate') return found({ certificates: [bytes] })
  if (kind === 'pkcs7') return findInPkcs7(bytes)
  if (kind === 'certificate-request') return found({ requests: [bytes] })
  if (kind === 'certificate-list') return found({ revocationLists: [bytes] })
  if (kind === 'private-key') return found({ keys: [plainKeyFromDer(bytes)] })
  if (kind === 'encrypted-private-key') return found({ keys: [encryptedKeyFromDer(bytes)] })
  throw new WarifuError('not-a-certificate-file', { kind })
}

const findInPkcs7 = (der: Buffer): Found =>
  found({ certificates: certificatesFromPkcs7(der), revocationLists: revocationListsFromPkcs7(der) })

/** Kinds that a text is called by for the first line of a block; none of its blocks is whole. */
const pemKinds: readonly FileKind[] = [
  ...(['pem-certificate', 'pem-bundle', 'pem-private-key'] as const),
  ...(['certificate-request', 'certificate-list', 'pkcs7'] as const),
]

/** PEM blocks, or DER that was pasted as base64 without its armour. */
const findInText = (text: string, kind: FileKind): Found => {
  const blocks = pemBlocks(text)
  if (blocks.length) return merge(blocks.map(findInBlock))
  if (pemKinds.includes(kind)) throw new WarifuError('file-damaged', { kind, where: 'PEM' })
  const der = Buffer.from(text, 'base64')
  const innerKind = kind === 'base64' ? sniffFileKind(der) : 'unknown'
  if (der[0] !== 0x30 || innerKind === 'pfx') throw new WarifuError('not-a-certificate-file', { kind })
  return findInFile(der, innerKind)
}

const findInBlock = (block: PemBlock): Found => {
  const { label, der } = block
  if (label.endsWith('CERTIFICATE')) return found({ certificates: [der] })
  if (label.endsWith('CERTIFICATE REQUEST')) return found({ requests: [der] })
  if (label === 'X509 CRL') return found({ revocationLists: [der] })
  if (label === 'PKCS7' || label === 'CMS') return findInPkcs7(der)
  const key = privateKeyFromPem(block)
  return found(key ? { keys: [key] } : {})
}

const merge = (parts: readonly Found[]): Found => ({
  certificates: parts.flatMap(({ certificates }) => certificates),
  keys: parts.flatMap(({ keys }) => keys),
  requests: parts.flatMap(({ requests }) => requests),
  revocationLists: parts.flatMap(({ revocationLists }) => revocationLists),
})

const unlockAndPair = (parts: Found, password: string | null): Collection => {
  checkCount('certificates', parts.certificates.length)
  checkCount('keys', parts.keys.length)
  const certificates = parts.certificates.map((der) => ({ certificate: readCertificate(der) }))
  const problems: WarifuError[] = []
  const keys = parts.keys.map((file): CollectedKey => {
    const encrypted = file.kind !== 'plain'
    try {
      const key = readPrivateKeyInfo(unlockPrivateKey(file, password))
      const [identity] = findIdentities([key], certificates).identities
      const certificate = identity ? certificates.findIndex((entry) => entry === identity.leaf) : null
      return { ...key, encrypted, certificate }
    } catch (error) {
      if (!isWarifuError(error)) throw error
      problems.push(error)
      return { facts: null, encrypted, certificate: null }
    }
  })
  const schemes = parts.keys.flatMap((file): PfxEncryption['schemes'] => {
    if (file.kind === 'encrypted')
      return [{ algorithm: file.scheme.name, iterations: file.scheme.iterations }]
    return file.kind === 'encrypted-pem' ? [{ algorithm: file.cipher, iterations: 1 }] : []
  })
  return {
    certificates,
    keys,
    requests: parts.requests,
    revocationLists: parts.revocationLists,
    encryption: schemes.length ? { mac: null, schemes } : null,
    problem: problems[0] ?? null,
  }
}
