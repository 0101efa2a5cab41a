/** Takes an X.509 certificate (RFC 5280, 4.1) apart, without judging it. */
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { signatureNames } from './algorithm-names.ts'
import { readDer, tag, type DerNode } from './der-reader.ts'
import { inner, readBoolean, readOctets, readOid, readTime, sequenceFields } from './der-fields.ts'
import { readName, type NamePart } from './distinguished-name.ts'
import { publicKeyFacts } from './public-key.ts'

export interface Extension {
  id: string
  critical: boolean
  /** The DER inside the extension's OCTET STRING. */
  value: Buffer
}

export interface ParsedCertificate {
  /** The certificate's own bytes, without anything that followed them. */
  der: Buffer
  /** Upper-case hexadecimal. */
  serialNumber: string
  signatureAlgorithm: string
  issuer: readonly NamePart[]
  issuerDer: Buffer
  subject: readonly NamePart[]
  subjectDer: Buffer
  notBefore: Date
  notAfter: Date
  key: KeyFacts
  /** SubjectPublicKeyInfo. */
  spkiDer: Buffer
  extensions: readonly Extension[]
}

/** @throws DamagedDer where the bytes are no certificate. */
export const parseCertificate = (bytes: Uint8Array): ParsedCertificate => {
  const certificate = readDer(bytes)
  const outer = sequenceFields(certificate, 'Certificate')
  const tbs = sequenceFields(outer.take(tag.sequence), 'tbsCertificate')
  tbs.takeOptional(tag.contextConstructed(0))
  const serialNumber = tbs.take(tag.integer).content.toString('hex').toUpperCase()
  tbs.take(tag.sequence)
  const issuer = tbs.take(tag.sequence)
  const validity = sequenceFields(tbs.take(tag.sequence), 'validity')
  const subject = tbs.take(tag.sequence)
  const spki = tbs.take(tag.sequence)
  for (const uniqueId of [1, 2]) tbs.takeOptional(tag.context(uniqueId))
  const extensions = tbs.takeOptional(tag.contextConstructed(3))
  const signature = sequenceFields(outer.take(tag.sequence), 'signatureAlgorithm')
  const signatureAlgorithm = readOid(signature.takeAny(), 'signatureAlgorithm')
  outer.take(tag.bitString)
  return {
    der: certificate.bytes,
    // A leading zero octet only says that the number is positive.
    serialNumber: serialNumber.replace(/^(?:00)+(?=..)/, ''),
    signatureAlgorithm: signatureNames[signatureAlgorithm] ?? signatureAlgorithm,
    issuer: readName(issuer, 'issuer'),
    issuerDer: issuer.bytes,
    subject: readName(subject, 'subject'),
    subjectDer: subject.bytes,
    notBefore: readTime(validity.takeAny(), 'notBefore'),
    notAfter: readTime(validity.takeAny(), 'notAfter'),
    key: publicKeyFacts(spki),
    spkiDer: spki.bytes,
    extensions: extensions ? readExtensions(inner(extensions, 'extensions')) : [],
  }
}

/** Also of requests and revocation lists, which carry the same structure. */
export const readExtensions = (node: DerNode): Extension[] =>
  sequenceFields(node, 'extensions')
    .rest()
    .map((extension) => {
      const fields = sequenceFields(extension, 'extension')
      const id = readOid(fields.takeAny(), 'extension')
      const critical = fields.takeOptional(tag.boolean)
      return {
        id,
        critical: critical !== undefined && readBoolean(critical, 'extension.critical'),
        value: readOctets(fields.takeAny(), 'extension.value'),
      }
    })
