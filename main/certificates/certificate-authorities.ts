/** Reads the file in which an administrator names the authorities a back end's certificate must chain to. */
import { WarifuError } from '../warifu-error.ts'
import { readCertificate } from './certificate-facts.ts'
import { DamagedDer, NestedTooDeep } from './der-reader.ts'
import { certificatesFromPem } from './pem.ts'
import { certificatesFromPkcs7, isPkcs7 } from './pkcs7.ts'

/**
 * The certificates of a PEM file (one or many), a DER certificate or a PKCS#7 bundle, as DER.
 *
 * @throws WarifuError `certificate-authority-invalid` where there is none, or one cannot be read.
 */
export const readCertificateAuthorities = (bytes: Uint8Array): Buffer[] => {
  try {
    const candidates = candidatesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    const certificates = candidates.map((der) => Buffer.from(readCertificate(der).der))
    if (certificates.length) return certificates
  } catch (error) {
    if (error instanceof WarifuError && error.code === 'certificate-invalid') throw invalid('certificate')
    if (error instanceof DamagedDer || error instanceof NestedTooDeep) throw invalid('damaged')
    throw error
  }
  throw invalid('no-certificate')
}

const candidatesIn = (bytes: Buffer): Buffer[] => {
  if (bytes[0] !== 0x30) return certificatesFromPem(bytes.toString('latin1'))
  return isPkcs7(bytes) ? certificatesFromPkcs7(bytes) : [bytes]
}

const invalid = (reason: 'no-certificate' | 'certificate' | 'damaged'): WarifuError =>
  new WarifuError('certificate-authority-invalid', { reason })
