/** Certificate revocation lists (RFC 5280, 5.1). */
import { signatureNames } from './algorithm-names.ts'
import { readExtensions, type Extension } from './certificate-parser.ts'
import { tag, type DerNode } from './der-reader.ts'
import {
  elementsOf,
  inner,
  readOid,
  readSequence,
  readTime,
  sequenceFields,
  type Fields,
} from './der-fields.ts'
import { formatName, readName } from './distinguished-name.ts'

export interface RevocationList {
  issuer: string
  thisUpdate: Date
  nextUpdate: Date | undefined
  revokedCertificates: number
  signatureAlgorithm: string
  extensions: readonly Extension[]
}

/** @throws DamagedDer */
export const parseRevocationList = (bytes: Uint8Array): RevocationList => {
  const outer = readSequence(bytes, 'CertificateList')
  const tbs = sequenceFields(outer.take(tag.sequence), 'tbsCertList')
  tbs.takeOptional(tag.integer)
  const signature = sequenceFields(tbs.take(tag.sequence), 'signature')
  const signatureAlgorithm = readOid(signature.takeAny(), 'signature')
  const issuer = readName(tbs.take(tag.sequence), 'issuer')
  const thisUpdate = readTime(tbs.takeAny(), 'thisUpdate')
  const nextUpdate = takeTime(tbs)
  const revoked = tbs.takeOptional(tag.sequence)
  const extensions = tbs.takeOptional(tag.contextConstructed(0))
  return {
    issuer: formatName(issuer, ', '),
    thisUpdate,
    nextUpdate: nextUpdate && readTime(nextUpdate, 'nextUpdate'),
    revokedCertificates: revoked ? elementsOf(revoked, 'revokedCertificates').length : 0,
    signatureAlgorithm: signatureNames[signatureAlgorithm] ?? signatureAlgorithm,
    extensions: extensions ? readExtensions(inner(extensions, 'crlExtensions')) : [],
  }
}

const takeTime = (fields: Fields): DerNode | undefined =>
  fields.takeOptional(tag.utcTime) ?? fields.takeOptional(tag.generalizedTime)
