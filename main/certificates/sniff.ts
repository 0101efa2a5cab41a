/** Tells by its first bytes what a file is, so that a file which is no PFX can be called by its name. */
import type { FileKind } from '../../preload/contract/files.ts'
import { childrenOf, DamagedDer, NestedTooDeep, readDer, tag, type DerNode } from './der-reader.ts'
import { readOid } from './der-fields.ts'
import { binaryKind } from './file-signatures.ts'
import { oids } from './oids.ts'
import { pemBlocks } from './pem.ts'

export const sniffFileKind = (bytes: Uint8Array): FileKind => {
  if (bytes.length === 0) return 'empty'
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return binaryKind(buffer) ?? derKind(buffer) ?? textKind(buffer) ?? 'unknown'
}

/** A PFX that is cut short must still be called a PFX, so its beginning is enough. */
const pfxBeginning = /^30(?:80|[0-7][0-9a-f]|8[1-8](?:[0-9a-f]{2})+?)0201(?:00|01|02|03|04|05|06|07)30/

/** … and one that went through a program that took it for text: its octets above 127 have become UTF-8. */
const pfxBeginningAsText = /^30(?:c28[1-4]|efbfbd)(?:[0-9a-f]{2}){1,8}?02010330/

const derKind = (bytes: Buffer): FileKind | undefined => {
  if (bytes[0] !== 0x30) return undefined
  try {
    return kindOfSequence(childrenOf(readDer(bytes)))
  } catch (error) {
    if (error instanceof NestedTooDeep) return 'unknown'
    if (!(error instanceof DamagedDer)) throw error
  }
  const start = bytes.subarray(0, 16).toString('hex')
  return pfxBeginning.test(start) || pfxBeginningAsText.test(start) ? 'pfx' : undefined
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
    if (second?.tag === tag.bitString && fields.length === 2) return 'public-key'
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
  const whole = pemBlocks(text).map(({ label }) => label)
  const labels = whole.length ? whole : pemBeginnings(text)
  if (labels.length) return pemKind(labels)
  const start = text.trimStart().slice(0, 1024).toLowerCase()
  if (/^(?:ssh-|ecdsa-sha2-|sk-ssh-|putty-user-key|---- begin ssh2)/.test(start)) return 'ssh-key'
  if (/^<(?:!doctype html|html|head)/.test(start)) return 'html'
  if (start.startsWith('<') && start.includes('<svg')) return 'image'
  if (isJson(text)) return 'json'
  // DER begins with 30 8x, which is "MI" in base64.
  return /^MI[A-Za-z0-9+/\s]{30,}={0,2}\s*$/.test(text.trimStart()) ? 'base64' : 'text'
}

/** Labels of PEM blocks whether or not they are whole: one that is cut short must still be called by its name. */
const pemBeginnings = (text: string): string[] =>
  Array.from(text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,64})-----/g), ([, label = '']) => label)

const pemKind = (labels: readonly string[]): FileKind => {
  const isCertificate = (label: string): boolean => label.endsWith('CERTIFICATE')
  if (labels.some((label) => label.startsWith('PGP '))) return 'pgp'
  const isKey = (label: string): boolean => label.endsWith('PRIVATE KEY')
  if (labels.some((label) => label === 'OPENSSH PRIVATE KEY' || label.startsWith('SSH2'))) return 'ssh-key'
  if (labels.length > 1 && labels.some(isCertificate)) return 'pem-bundle'
  if (labels.some(isCertificate)) return 'pem-certificate'
  if (labels.some(isKey)) return 'pem-private-key'
  if (labels.some((label) => label.endsWith('CERTIFICATE REQUEST'))) return 'certificate-request'
  if (labels.includes('X509 CRL')) return 'certificate-list'
  if (labels.includes('PKCS7') || labels.includes('CMS')) return 'pkcs7'
  if (labels.some((label) => label.endsWith('PUBLIC KEY'))) return 'public-key'
  return labels.includes('PKCS12') ? 'base64' : 'text'
}

/** UTF-16 as Windows editors save it, UTF-8, or what Japanese text had before; undefined for what is not text. */
export const decodeText = (bytes: Buffer): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  for (const encoding of ['utf-8', 'iso-2022-jp', 'euc-jp', 'shift_jis']) {
    const text = decodeAs(encoding, bytes)
    if (text !== undefined) return text
  }
  return undefined
}

const decodeAs = (encoding: string, bytes: Buffer): string | undefined => {
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
