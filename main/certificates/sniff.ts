/** Tells by its first bytes what a file is, so that a file which is no PFX can be called by its name. */
import type { FileKind } from '../../preload/contract/files.ts'
import { childrenOf, DamagedDer, NestedTooDeep, readDer, tag, type DerNode } from './der-reader.ts'
import { readOid } from './der-fields.ts'
import { oids } from './oids.ts'
import { pemBlocks } from './pem.ts'

export const sniffFileKind = (bytes: Uint8Array): FileKind => {
  if (bytes.length === 0) return 'empty'
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return binaryKind(buffer) ?? derKind(buffer) ?? textKind(buffer) ?? 'unknown'
}

/** First octets in hexadecimal, from the formats' own documents. */
const signatures: readonly (readonly [prefix: string, kind: FileKind])[] = [
  ['feedfeed', 'java-keystore'],
  ['cececece', 'java-keystore'],
  ['504b0304', 'archive'],
  ['1f8b', 'archive'],
  ['377abcaf271c', 'archive'],
  ['526172211a07', 'archive'],
  ['fd377a585a00', 'archive'],
  ['425a68', 'archive'],
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['424d', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['7f454c46', 'program'],
  ['4d5a', 'program'],
  ['cafebabe', 'program'],
  ['feedfacf', 'program'],
  ['cffaedfe', 'program'],
]

const binaryKind = (bytes: Buffer): FileKind | undefined => {
  const start = bytes.subarray(0, 16).toString('hex')
  if (start.startsWith('52494646') && start.startsWith('57454250', 16)) return 'image'
  return signatures.find(([prefix]) => start.startsWith(prefix))?.[1]
}

/** A PFX that is cut short must still be called a PFX, so its beginning is enough. */
const pfxBeginning = /^30(?:80|[0-7][0-9a-f]|8[1-8](?:[0-9a-f]{2})+?)0201(?:00|01|02|03|04|05|06|07)30/

const derKind = (bytes: Buffer): FileKind | undefined => {
  if (bytes[0] !== 0x30) return undefined
  try {
    return kindOfSequence(childrenOf(readDer(bytes)))
  } catch (error) {
    if (error instanceof NestedTooDeep) return 'unknown'
    if (!(error instanceof DamagedDer)) throw error
  }
  return pfxBeginning.test(bytes.subarray(0, 16).toString('hex')) ? 'pfx' : undefined
}

/** By the tags of the first fields, which tell all these formats apart. */
const kindOfSequence = (fields: readonly DerNode[]): FileKind => {
  const [first, second, third] = fields
  if (first?.tag === tag.oid) return isType(first, oids.signedData) ? 'pkcs7' : 'unknown'
  if (first?.tag === tag.integer) {
    // RSAPrivateKey (PKCS#1) begins with two numbers, ECPrivateKey (SEC 1) with a number and octets.
    if (second?.tag === tag.integer || second?.tag === tag.octetString) return 'private-key'
    if (second?.tag === tag.sequence)
      return third?.tag === tag.octetString ? 'private-key' : pfxOrUnknown(second)
  }
  if (first?.tag === tag.sequence) {
    if (second?.tag === tag.octetString && fields.length === 2) return 'encrypted-private-key'
    if (second?.tag === tag.sequence && third?.tag === tag.bitString) return signedKind(first)
  }
  return 'unknown'
}

const isType = (node: DerNode, type: string): boolean => {
  try {
    return readOid(node, 'type') === type
  } catch {
    return false
  }
}

/** PFX: version and ContentInfo. The content's type may be any, so that a strange one is refused by its name. */
const pfxOrUnknown = (second: DerNode): FileKind => {
  const [contentType] = childrenOf(second)
  return contentType?.tag === tag.oid ? 'pfx' : 'unknown'
}

/** Certificate, CertificationRequest and CertificateList are all signed; their inner fields differ. */
const signedKind = (signed: DerNode): FileKind => {
  const tags = childrenOf(signed).map((field) => field.tag)
  if (tags[0] === tag.contextConstructed(0)) return 'der-certificate'
  const [first, second, third, fourth] = tags
  if (first === tag.integer && second === tag.sequence && third === tag.sequence) {
    // A version 1 certificate has serial number, algorithm, issuer, validity; a request ends in attributes [0].
    if (fourth === tag.contextConstructed(0) || tags.length === 3) return 'certificate-request'
    return fourth === tag.sequence ? 'der-certificate' : 'certificate-list'
  }
  return first === tag.sequence && second === tag.sequence ? 'certificate-list' : 'unknown'
}

const textKind = (bytes: Buffer): FileKind | undefined => {
  const text = decodeText(bytes)
  if (text === undefined) return undefined
  const labels = pemBlocks(text).map(({ label }) => label)
  if (labels.length) return pemKind(labels)
  const start = text.trimStart().slice(0, 64).toLowerCase()
  if (start.startsWith('ssh-') || start.startsWith('ecdsa-sha2-') || start.startsWith('putty-user-key'))
    return 'ssh-key'
  if (start.startsWith('<!doctype html') || start.startsWith('<html') || start.startsWith('<head'))
    return 'html'
  if (isJson(text)) return 'json'
  // DER begins with 30 8x, which is "MI" in base64.
  return /^MI[A-Za-z0-9+/\s]{30,}={0,2}\s*$/.test(text.trimStart()) ? 'base64' : 'text'
}

const pemKind = (labels: readonly string[]): FileKind => {
  const isCertificate = (label: string): boolean => label.endsWith('CERTIFICATE')
  const isKey = (label: string): boolean => label.endsWith('PRIVATE KEY')
  if (labels.some((label) => label === 'OPENSSH PRIVATE KEY' || label.startsWith('SSH2'))) return 'ssh-key'
  if (labels.length > 1 && labels.some(isCertificate)) return 'pem-bundle'
  if (labels.some(isCertificate)) return 'pem-certificate'
  if (labels.some(isKey)) return 'pem-private-key'
  if (labels.some((label) => label.endsWith('CERTIFICATE REQUEST'))) return 'certificate-request'
  if (labels.includes('X509 CRL')) return 'certificate-list'
  if (labels.includes('PKCS7') || labels.includes('CMS')) return 'pkcs7'
  return labels.includes('PKCS12') ? 'base64' : 'text'
}

/** UTF-8, or UTF-16 as old Windows editors save it; undefined for what is not text. */
export const decodeText = (bytes: Buffer): string | undefined => {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // Tabs and line ends are text; any other control character is not.
    return /(?![\t\n\v\f\r])\p{Cc}/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const isJson = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
