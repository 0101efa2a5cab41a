/** The list of certificates as files for other programs: a spreadsheet, a script, a calendar. */
import type { Certificate, CertificateListFormat } from '../../../preload/contract/certificates.ts'
import type { Language } from '../../../preload/contract/preferences.ts'
import { csvFile } from '../../csv.ts'
import { toCalendar } from './calendar.ts'

export interface ListExport {
  certificates: readonly Certificate[]
  format: CertificateListFormat
  /** Of a calendar's words. */
  language: Language
  /** Days before an expiry on which a calendar reminds of it. */
  thresholds: readonly number[]
  now: Date
}

const columns: Readonly<Record<string, (certificate: Certificate) => string>> = {
  id: ({ id }) => id,
  commonName: ({ commonName }) => commonName,
  friendlyName: ({ friendlyName }) => friendlyName ?? '',
  subject: ({ subject }) => subject,
  issuer: ({ issuer }) => issuer,
  serialNumber: ({ serialNumber }) => serialNumber,
  notBefore: ({ notBefore }) => notBefore,
  notAfter: ({ notAfter }) => notAfter,
  thumbprint: ({ thumbprint }) => thumbprint,
  sha256Thumbprint: ({ sha256Thumbprint }) => sha256Thumbprint,
  keyAlgorithm: ({ key }) => key.name ?? key.algorithm,
  keySize: ({ key }) => key.curve ?? key.bits?.toString() ?? '',
  signatureAlgorithm: ({ signatureAlgorithm }) => signatureAlgorithm,
  extendedKeyUsage: ({ extendedKeyUsage }) => extendedKeyUsage.join(' '),
  subjectAlternativeNames: ({ subjectAlternativeNames }) => subjectAlternativeNames.join(' '),
  findings: ({ findings }) => findings.map(({ code }) => code).join(' '),
  usedBy: ({ usedBy }) => usedBy.map(({ displayName }) => displayName).join('; '),
  fileName: ({ fileName }) => fileName ?? '',
  uploadedAt: ({ uploadedAt }) => uploadedAt,
}

const toCsv = (certificates: readonly Certificate[]): string =>
  csvFile([
    Object.keys(columns),
    ...certificates.map((certificate) => Object.values(columns).map((read) => read(certificate))),
  ])

/** @returns the file's text; public facts only, since a `Certificate` has no others */
export const exportList = ({ certificates, format, ...calendar }: ListExport): string => {
  switch (format) {
    case 'csv':
      return toCsv(certificates)
    case 'json':
      return `${JSON.stringify(certificates, null, 2)}\n`
    case 'ics':
      return toCalendar(certificates, calendar)
  }
}
