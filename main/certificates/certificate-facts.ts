/** What one certificate says of itself, in the words that the screens and the services use. */
import { createHash } from 'node:crypto'
import type { CertificateFacts } from '../../preload/contract/certificates.ts'
import { WarifuError } from '../warifu-error.ts'
import { extendedKeyUsageNames, keyUsageNames } from './algorithm-names.ts'
import { parseCertificate, type ParsedCertificate } from './certificate-parser.ts'
import { DamagedDer, NestedTooDeep, readDer, tag } from './der-reader.ts'
import { elementsOf, readBitString, readBoolean, readOid, readSequence } from './der-fields.ts'
import { callName, formatName } from './distinguished-name.ts'
import { readGeneralNames } from './general-names.ts'
import { oids } from './oids.ts'

/** @throws WarifuError `certificate-invalid` where the bytes are no X.509 certificate. */
export const certificateFacts = (der: Uint8Array): CertificateFacts => factsOf(readCertificate(der))

/** @throws WarifuError `certificate-invalid` where the bytes are no X.509 certificate. */
export const readCertificate = (der: Uint8Array): ParsedCertificate => {
  try {
    return parseCertificate(der)
  } catch (error) {
    if (error instanceof DamagedDer) throw new WarifuError('certificate-invalid', { reason: error.where })
    if (error instanceof NestedTooDeep) throw new WarifuError('certificate-invalid', { reason: 'nesting' })
    throw error
  }
}

export const factsOf = (certificate: ParsedCertificate): CertificateFacts => ({
  subject: formatName(certificate.subject, ', '),
  issuer: formatName(certificate.issuer, ', '),
  commonName: callName(certificate.subject) ?? certificate.serialNumber,
  serialNumber: certificate.serialNumber,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  thumbprint: digest('sha1', certificate.der),
  sha256Thumbprint: digest('sha256', certificate.der),
  key: certificate.key,
  publicKeySha256: digest('sha256', certificate.spkiDer),
  signatureAlgorithm: certificate.signatureAlgorithm,
  selfSigned: certificate.subjectDer.equals(certificate.issuerDer),
  // Version 1 roots cannot say so; they are too old to matter here.
  ca: readExtension(certificate, oids.basicConstraints, false, readBasicConstraintsCa),
  keyUsage: readExtension(certificate, oids.keyUsage, [], readKeyUsage),
  extendedKeyUsage: readExtension(certificate, oids.extKeyUsage, [], readExtendedKeyUsage),
  subjectAlternativeNames: readExtension(certificate, oids.subjectAltName, [], readAlternativeNames),
})

const digest = (algorithm: 'sha1' | 'sha256', der: Uint8Array): string =>
  createHash(algorithm).update(der).digest('hex').toUpperCase()

/**
 * What an extension says, or `absent` where it is not there. One that cannot be read counts as not there: real
 * authorities have issued such certificates, and TLS libraries use them all the same.
 */
const readExtension = <Value>(
  certificate: ParsedCertificate,
  id: string,
  absent: Value,
  read: (value: Buffer) => Value,
): Value => {
  const extension = certificate.extensions.find((candidate) => candidate.id === id)
  if (!extension) return absent
  try {
    return read(extension.value)
  } catch (error) {
    if (error instanceof DamagedDer || error instanceof NestedTooDeep) return absent
    throw error
  }
}

export const readBasicConstraintsCa = (value: Buffer): boolean => {
  const ca = readSequence(value, 'basicConstraints').takeOptional(tag.boolean)
  return ca !== undefined && readBoolean(ca, 'basicConstraints')
}

export const readKeyUsage = (value: Buffer): string[] => {
  const { octets } = readBitString(readDer(value), 'keyUsage')
  return keyUsageNames.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
}

export const readExtendedKeyUsage = (value: Buffer): string[] =>
  elementsOf(readDer(value), 'extKeyUsage').map((node) => {
    const id = readOid(node, 'extKeyUsage')
    return extendedKeyUsageNames[id] ?? id
  })

export const readAlternativeNames = (value: Buffer): string[] => readGeneralNames(readDer(value), 'altName')
