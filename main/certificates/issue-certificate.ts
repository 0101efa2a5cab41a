/**
 * Issues X.509 certificates (RFC 5280): for the sample workspace and for tests.
 *
 * A small authority, not a general one: what a client certificate, a server certificate and the CAs above
 * them need, signed with SHA-256 (SHA-384 and SHA-512 for the larger curves).
 */
import { createHash, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { WarifuError } from '../warifu-error.ts'
import {
  bitString,
  derNull,
  derTrue,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from './der-writer.ts'
import { oids } from './oids.ts'
import { derToPem } from './pem.ts'

export interface Subject {
  commonName: string
  organization?: string
  organizationalUnit?: string
  /** Two letters, ISO 3166. */
  country?: string
}

export type KeyKind = 'rsa2048' | 'rsa3072' | 'ec-p256' | 'ec-p384' | 'ec-p521' | 'ed25519'

export interface CertificateOrder {
  subject: Subject
  /** Absent for a self-signed certificate. */
  issuer?: IssuedCertificate
  key?: KeyKind
  ca?: boolean
  notBefore?: Date
  notAfter?: Date
  extendedKeyUsage?: readonly ('clientAuth' | 'serverAuth')[]
  /** `DNS:localhost`, `IP:127.0.0.1`, `URI:https://…`, `email:…`. */
  subjectAlternativeNames?: readonly string[]
  /** Hexadecimal; random when absent. */
  serialNumber?: string
}

export interface IssuedCertificate {
  certificateDer: Buffer
  certificatePem: string
  privateKey: KeyObject
  /** PKCS#8, not encrypted. */
  privateKeyPem: string
  /** The subject's DER, which is the issuer field of what it issues. */
  subjectDer: Buffer
}

const hour = 3_600_000
const day = 24 * hour

/** Makes a key pair and a certificate for it, signed by `issuer` or by itself. */
export const issueCertificate = async (order: CertificateOrder): Promise<IssuedCertificate> => {
  const { publicKey, privateKey } = await makeKeyPair(order.key ?? 'ec-p256')
  const subjectDer = nameDer(order.subject)
  const signer = order.issuer?.privateKey ?? privateKey
  const signature = signatureAlgorithm(signer)
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  // One hour back, so that a machine whose clock is a little behind accepts the certificate too.
  const notBefore = order.notBefore ?? new Date(Date.now() - hour)
  const tbsCertificate = sequence(
    explicit(0, integer(2)),
    integer(order.serialNumber ? Buffer.from(order.serialNumber, 'hex') : randomSerialNumber()),
    signature.identifier,
    order.issuer?.subjectDer ?? subjectDer,
    sequence(time(notBefore), time(order.notAfter ?? new Date(Date.now() + 365 * day))),
    subjectDer,
    spki,
    explicit(3, sequence(...extensions(order, spki))),
  )
  const certificateDer = sequence(
    tbsCertificate,
    signature.identifier,
    bitString(sign(signature.digest, tbsCertificate, signer)),
  )
  return {
    certificateDer,
    certificatePem: derToPem('CERTIFICATE', certificateDer),
    privateKey,
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    subjectDer,
  }
}

const makeKeyPair = async (kind: KeyKind): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> => {
  switch (kind) {
    case 'rsa2048':
      return promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
    case 'rsa3072':
      return promisify(generateKeyPair)('rsa', { modulusLength: 3072 })
    case 'ec-p256':
      return promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
    case 'ec-p384':
      return promisify(generateKeyPair)('ec', { namedCurve: 'P-384' })
    case 'ec-p521':
      return promisify(generateKeyPair)('ec', { namedCurve: 'P-521' })
    case 'ed25519':
      return promisify(generateKeyPair)('ed25519')
  }
}

/** The top bit cleared and the one below set: positive, and always 16 octets (RFC 5280 allows 20). */
const randomSerialNumber = (): Buffer => {
  const octets = randomBytes(16)
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x40
  return octets
}

const ecdsa = (id: string, digest: string): SignatureAlgorithm => ({ identifier: sequence(oid(id)), digest })

interface SignatureAlgorithm {
  identifier: Buffer
  /** Ed25519 does its own hashing. */
  digest: string | null
}

const signatureAlgorithm = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SignatureAlgorithm => {
  if (asymmetricKeyType === 'rsa') {
    return { identifier: sequence(oid(oids.sha256WithRSAEncryption), derNull()), digest: 'sha256' }
  }
  if (asymmetricKeyType === 'ed25519') return { identifier: sequence(oid(oids.ed25519)), digest: null }
  const curve = asymmetricKeyDetails?.namedCurve
  if (curve === 'secp384r1') return ecdsa(oids.ecdsaWithSHA384, 'sha384')
  if (curve === 'secp521r1') return ecdsa(oids.ecdsaWithSHA512, 'sha512')
  if (asymmetricKeyType === 'ec') return ecdsa(oids.ecdsaWithSHA256, 'sha256')
  throw new WarifuError('key-type-unsupported', { keyType: String(asymmetricKeyType) })
}

/** In the usual order from the widest to the narrowest: C, O, OU, CN. */
const nameDer = ({ commonName, organization, organizationalUnit, country }: Subject): Buffer => {
  const rdn = (type: string, value: Buffer): Buffer => setOf(sequence(oid(type), value))
  return sequence(
    ...(country ? [rdn(oids.country, printableString(country))] : []),
    ...(organization ? [rdn(oids.organization, utf8String(organization))] : []),
    ...(organizationalUnit ? [rdn(oids.organizationalUnit, utf8String(organizationalUnit))] : []),
    rdn(oids.commonName, utf8String(commonName)),
  )
}

/** Bits of KeyUsage counted from the left (RFC 5280, 4.2.1.3): digitalSignature 0, keyCertSign 5, cRLSign 6. */
const keyUsages = { leaf: bitString(Buffer.from([0x80]), 7), ca: bitString(Buffer.from([0x86]), 1) } as const

const extensions = (order: CertificateOrder, spki: Buffer): Buffer[] => {
  const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
    sequence(oid(id), ...(critical ? [derTrue()] : []), octetString(value))
  const { ca = false, extendedKeyUsage = [], subjectAlternativeNames = [] } = order
  return [
    extension(oids.basicConstraints, true, ca ? sequence(derTrue()) : sequence()),
    extension(oids.keyUsage, true, ca ? keyUsages.ca : keyUsages.leaf),
    extension(oids.subjectKeyIdentifier, false, octetString(createHash('sha1').update(spki).digest())),
    ...(extendedKeyUsage.length
      ? [extension(oids.extKeyUsage, false, sequence(...extendedKeyUsage.map((usage) => oid(oids[usage]))))]
      : []),
    ...(subjectAlternativeNames.length
      ? [extension(oids.subjectAltName, false, sequence(...subjectAlternativeNames.map(generalName)))]
      : []),
  ]
}

/** GeneralName (RFC 5280, 4.2.1.6): `[1]` rfc822Name, `[2]` dNSName, `[6]` URI, `[7]` iPAddress. */
const generalName = (name: string): Buffer => {
  const [, kind = '', value = ''] = /^(\w+):(.*)$/.exec(name) ?? []
  switch (kind) {
    case 'email':
      return implicit(1, Buffer.from(value, 'ascii'))
    case 'DNS':
      return implicit(2, Buffer.from(value, 'ascii'))
    case 'URI':
      return implicit(6, Buffer.from(value, 'ascii'))
    case 'IP':
      return implicit(7, ipOctets(value))
    default:
      throw new TypeError(`not a subject alternative name: ${name}`)
  }
}

const ipOctets = (address: string): Buffer => {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('::')
  const groups = (part: string): number[] => (part ? part.split(':').map((group) => parseInt(group, 16)) : [])
  const [first, last] = [groups(head), groups(tail)]
  const zeros = Array<number>(8 - first.length - last.length).fill(0)
  return Buffer.from([...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 0xff]))
}
