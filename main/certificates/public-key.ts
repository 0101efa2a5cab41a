/** What kind of key a SubjectPublicKeyInfo or a PKCS#8 PrivateKeyInfo holds, read from its own bytes. */
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { curveNames, otherKeyNames } from './algorithm-names.ts'
import { tag, type DerNode } from './der-reader.ts'
import {
  readBitString,
  readOctets,
  readOid,
  readUnsigned,
  readSequence,
  sequenceFields,
} from './der-fields.ts'
import { oids } from './oids.ts'

/**
 * Both runtimes (OpenSSL in Node, BoringSSL in Electron) disagree on which keys they load; what a key is called
 * must not depend on them.
 */
export const publicKeyFacts = (spki: DerNode): KeyFacts => {
  const fields = sequenceFields(spki, 'subjectPublicKeyInfo')
  const algorithm = fields.take(tag.sequence)
  const { octets } = readBitString(fields.take(tag.bitString), 'subjectPublicKey')
  return keyFacts(algorithm, () => bitLength(readSequence(octets, 'RSAPublicKey').take(tag.integer)))
}

/** For PKCS#8 (RFC 5958): `[version, algorithm, OCTET STRING privateKey, …]`. */
export const privateKeyFacts = (pkcs8: Uint8Array): KeyFacts => {
  const fields = readSequence(pkcs8, 'PrivateKeyInfo')
  readUnsigned(fields.take(tag.integer), 'PrivateKeyInfo.version')
  const algorithm = fields.take(tag.sequence)
  const octets = readOctets(fields.takeAny(), 'PrivateKeyInfo.privateKey')
  return keyFacts(algorithm, () => {
    const rsa = readSequence(octets, 'RSAPrivateKey')
    rsa.take(tag.integer)
    return bitLength(rsa.take(tag.integer))
  })
}

const keyFacts = (algorithmIdentifier: DerNode, rsaBits: () => number): KeyFacts => {
  const fields = sequenceFields(algorithmIdentifier, 'algorithm')
  const algorithm = readOid(fields.takeAny(), 'algorithm')
  switch (algorithm) {
    case oids.rsaEncryption:
      return { algorithm: 'RSA', bits: rsaBits() }
    case oids.rsassaPss:
      return { algorithm: 'RSA-PSS', bits: rsaBits() }
    case oids.ecPublicKey:
      return { algorithm: 'EC', curve: curveOf(fields.rest()[0]) }
    case oids.ed25519:
      return { algorithm: 'Ed25519' }
    case oids.ed448:
      return { algorithm: 'Ed448' }
    case oids.dsa:
      return { algorithm: 'DSA', ...dsaSize(fields.rest()[0]) }
    default:
      return { algorithm: 'other', name: otherKeyNames[algorithm] ?? algorithm }
  }
}

const curveOf = (parameters: DerNode | undefined): string => {
  if (parameters?.tag !== tag.oid) return 'explicit parameters'
  const curve = readOid(parameters, 'namedCurve')
  return curveNames[curve] ?? curve
}

/** The size of the prime p; absent where the parameters are inherited from the issuer. */
const dsaSize = (parameters: DerNode | undefined): { bits?: number } =>
  parameters?.tag === tag.sequence
    ? { bits: bitLength(sequenceFields(parameters, 'Dss-Parms').take(tag.integer)) }
    : {}

const bitLength = (node: DerNode): number => {
  const used = node.content.subarray(node.content.findIndex((octet) => octet !== 0))
  return used.length * 8 - Math.clz32(used[0] ?? 0) + 24
}

/** For error sentences and the command line, e.g. `RSA 1024`, `EC brainpoolP256r1`, `ML-DSA-65`. */
export const keyName = (key: KeyFacts): string =>
  [key.algorithm === 'other' ? key.name : key.algorithm, key.bits, key.curve]
    .filter((part) => part !== undefined)
    .join(' ')
