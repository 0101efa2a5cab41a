/** Certification requests (PKCS#10, RFC 2986): what was sent to a CA, often taken for what came back. */
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { signatureNames } from './algorithm-names.ts'
import { readExtensions, type Extension } from './certificate-parser.ts'
import { tag, type DerNode } from './der-reader.ts'
import { elementsOf, readOid, readSequence, sequenceFields } from './der-fields.ts'
import { formatName, readName } from './distinguished-name.ts'
import { publicKeyFacts } from './public-key.ts'

export interface CertificateRequest {
  subject: string
  key: KeyFacts
  signatureAlgorithm: string
  extensions: readonly Extension[]
}

/** PKCS#9's attribute that carries the extensions asked for. */
const extensionRequest = '1.2.840.113549.1.9.14'

/** @throws DamagedDer */
export const parseCertificateRequest = (bytes: Uint8Array): CertificateRequest => {
  const outer = readSequence(bytes, 'CertificationRequest')
  const info = sequenceFields(outer.take(tag.sequence), 'certificationRequestInfo')
  info.take(tag.integer)
  const subject = readName(info.take(tag.sequence), 'subject')
  const key = publicKeyFacts(info.take(tag.sequence))
  const attributes = info.takeOptional(tag.contextConstructed(0))
  const signature = sequenceFields(outer.take(tag.sequence), 'signatureAlgorithm')
  const signatureAlgorithm = readOid(signature.takeAny(), 'signatureAlgorithm')
  return {
    subject: formatName(subject, ', '),
    key,
    signatureAlgorithm: signatureNames[signatureAlgorithm] ?? signatureAlgorithm,
    extensions: attributes ? elementsOf(attributes, 'attributes').flatMap(requestedExtensions) : [],
  }
}

const requestedExtensions = (attribute: DerNode): Extension[] => {
  const fields = sequenceFields(attribute, 'attribute')
  if (readOid(fields.takeAny(), 'attribute') !== extensionRequest) return []
  return elementsOf(fields.take(tag.set), 'extensionRequest').flatMap(readExtensions)
}
