/** Certificates and revocation lists out of PKCS#7 (CMS SignedData, RFC 5652, 5.1): the `.p7b` of Windows. */
import { childrenOf, DamagedDer, readDer, tag, type DerNode } from './der-reader.ts'
import { elementsOf, inner, readOid, readSequence, sequenceFields } from './der-fields.ts'
import { oids } from './oids.ts'

/** Begins like a ContentInfo that holds SignedData. */
export const isPkcs7 = (bytes: Uint8Array): boolean => {
  try {
    const [contentType] = childrenOf(readDer(bytes))
    return contentType?.tag === tag.oid && readOid(contentType, 'contentType') === oids.signedData
  } catch (error) {
    if (error instanceof DamagedDer) return false
    throw error
  }
}

export const certificatesFromPkcs7 = (bytes: Uint8Array): Buffer[] => collection(bytes, 0)
export const revocationListsFromPkcs7 = (bytes: Uint8Array): Buffer[] => collection(bytes, 1)

/** `[0]` certificates, `[1]` crls; both IMPLICIT SET OF, both optional. */
const collection = (bytes: Uint8Array, number: 0 | 1): Buffer[] => {
  const contentInfo = readSequence(bytes, 'ContentInfo')
  contentInfo.take(tag.oid)
  const signedData = sequenceFields(inner(contentInfo.takeAny(), 'content'), 'SignedData')
  const found = signedData.rest().find((field) => field.tag === tag.contextConstructed(number))
  return found
    ? elementsOf(found, 'SignedData')
        .filter(isPlainSequence)
        .map(({ bytes: der }) => der)
    : []
}

/** The SET also allows attribute certificates and other forms, which carry context tags. */
const isPlainSequence = (node: DerNode): boolean => node.tag === tag.sequence
