/** Extensions in readable form: one line per value, in the words of the standard that defines it. */
import type { DescribedExtension } from '../../preload/contract/inspections.ts'
import {
  readAlternativeNames,
  readBasicConstraintsCa,
  readExtendedKeyUsage,
  readKeyUsage,
} from './certificate-facts.ts'
import type { Extension } from './certificate-parser.ts'
import { childrenOf, DamagedDer, NestedTooDeep, readDer, tag, type DerNode } from './der-reader.ts'
import { elementsOf, readOid, readSequence, readUnsigned, sequenceFields } from './der-fields.ts'
import { readGeneralName, readGeneralNames } from './general-names.ts'
import { escapeDeceptive, readText } from './text.ts'

export const describeExtensions = (extensions: readonly Extension[]): DescribedExtension[] =>
  extensions.map(({ id, critical, value }) => {
    const known = knownExtensions[id]
    return { id, critical, name: known?.name ?? null, values: readValues(known?.read, value) }
  })

type Read = (value: Buffer) => string[]

/** What cannot be read as its definition says is shown as it stands. */
const readValues = (read: Read | undefined, value: Buffer): string[] => {
  try {
    if (read) return read(value)
  } catch (error) {
    if (!(error instanceof DamagedDer || error instanceof NestedTooDeep)) throw error
  }
  return [hexadecimal(value)]
}

const hexadecimal = (octets: Buffer): string =>
  (octets.toString('hex').toUpperCase().match(/../g) ?? []).join(':')

const basicConstraints: Read = (value) => {
  const fields = readSequence(value, 'basicConstraints')
  fields.takeOptional(tag.boolean)
  const pathLength = fields.takeOptional(tag.integer)
  return [
    `CA:${readBasicConstraintsCa(value) ? 'TRUE' : 'FALSE'}`,
    ...(pathLength ? [`pathLenConstraint:${readUnsigned(pathLength, 'pathLenConstraint')}`] : []),
  ]
}

const authorityKeyIdentifier: Read = (value) =>
  readSequence(value, 'authorityKeyIdentifier')
    .rest()
    .flatMap((field) => {
      if (field.tag === tag.context(0)) return [`keyIdentifier:${hexadecimal(field.content)}`]
      if (field.tag === tag.context(2)) return [`serialNumber:${hexadecimal(field.content)}`]
      return readGeneralNames(field, 'authorityCertIssuer')
    })

/** RFC 5280, 4.2.1.13; only names are shown, which is what real lists consist of. */
const distributionPoints: Read = (value) =>
  elementsOf(readDer(value), 'cRLDistributionPoints').flatMap((point) => generalNamesBelow(point, 4))

const generalNamesBelow = (node: DerNode, levels: number): string[] =>
  childrenOf(node).flatMap((child) => {
    if (child.tag === tag.context(6)) return [readGeneralName(child, 'distributionPoint')]
    return child.constructed && levels > 0 ? generalNamesBelow(child, levels - 1) : []
  })

const accessMethods: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.48.1': 'OCSP',
  '1.3.6.1.5.5.7.48.2': 'caIssuers',
  '1.3.6.1.5.5.7.48.5': 'caRepository',
}

const informationAccess: Read = (value) =>
  elementsOf(readDer(value), 'accessDescription').map((node) => {
    const fields = sequenceFields(node, 'accessDescription')
    const method = readOid(fields.takeAny(), 'accessMethod')
    return `${accessMethods[method] ?? method} ${readGeneralName(fields.takeAny(), 'accessLocation')}`
  })

const certificatePolicies: Read = (value) =>
  elementsOf(readDer(value), 'certificatePolicies').flatMap((node) => {
    const fields = sequenceFields(node, 'policyInformation')
    const policy = readOid(fields.takeAny(), 'policyIdentifier')
    const statements = fields.rest().flatMap((qualifiers) => textsBelow(qualifiers, 4))
    return [policy === '2.5.29.32.0' ? 'anyPolicy' : policy, ...statements]
  })

const textsBelow = (node: DerNode, levels: number): string[] =>
  childrenOf(node).flatMap((child) => {
    if (child.constructed) return levels > 0 ? textsBelow(child, levels - 1) : []
    const text = readText(child)
    return text === undefined ? [] : [escapeDeceptive(text)]
  })

const nameConstraints: Read = (value) =>
  readSequence(value, 'nameConstraints')
    .rest()
    .flatMap((subtrees) => {
      const kind = subtrees.tag === tag.contextConstructed(0) ? 'permitted' : 'excluded'
      return elementsOf(subtrees, 'nameConstraints').flatMap((subtree) =>
        sequenceFields(subtree, 'generalSubtree')
          .rest()
          .slice(0, 1)
          .map((base) => `${kind} ${readGeneralName(base, 'generalSubtree')}`),
      )
    })

/** Microsoft's certificate template: its OID and version. */
const certificateTemplate: Read = (value) => {
  const fields = readSequence(value, 'certificateTemplate')
  const template = readOid(fields.takeAny(), 'templateID')
  const version = fields.rest().map((node) => readUnsigned(node, 'templateVersion'))
  return [version.length ? `${template} (${version.join('.')})` : template]
}

const plainText: Read = (value) => [escapeDeceptive(readText(readDer(value)) ?? hexadecimal(value))]
const keyIdentifier: Read = (value) => [hexadecimal(readDer(value).content)]
const wholeNumber: Read = (value) => [hexadecimal(readDer(value).content)]

/** RFC 7633: 5 is status_request, the must-staple of web servers. */
const tlsFeature: Read = (value) =>
  elementsOf(readDer(value), 'tlsFeature').map((node) => {
    const feature = readUnsigned(node, 'tlsFeature')
    return feature === 5 ? 'status_request' : String(feature)
  })

const knownExtensions: Readonly<Record<string, { name: string; read?: Read }>> = {
  '2.5.29.14': { name: 'subjectKeyIdentifier', read: keyIdentifier },
  '2.5.29.15': { name: 'keyUsage', read: readKeyUsage },
  '2.5.29.17': { name: 'subjectAltName', read: readAlternativeNames },
  '2.5.29.18': { name: 'issuerAltName', read: readAlternativeNames },
  '2.5.29.19': { name: 'basicConstraints', read: basicConstraints },
  '2.5.29.20': { name: 'cRLNumber', read: wholeNumber },
  '2.5.29.27': { name: 'deltaCRLIndicator', read: wholeNumber },
  '2.5.29.28': { name: 'issuingDistributionPoint' },
  '2.5.29.30': { name: 'nameConstraints', read: nameConstraints },
  '2.5.29.31': { name: 'cRLDistributionPoints', read: distributionPoints },
  '2.5.29.32': { name: 'certificatePolicies', read: certificatePolicies },
  '2.5.29.33': { name: 'policyMappings' },
  '2.5.29.35': { name: 'authorityKeyIdentifier', read: authorityKeyIdentifier },
  '2.5.29.36': { name: 'policyConstraints' },
  '2.5.29.37': { name: 'extKeyUsage', read: readExtendedKeyUsage },
  '2.5.29.46': { name: 'freshestCRL', read: distributionPoints },
  '2.5.29.54': { name: 'inhibitAnyPolicy', read: wholeNumber },
  '1.3.6.1.5.5.7.1.1': { name: 'authorityInfoAccess', read: informationAccess },
  '1.3.6.1.5.5.7.1.11': { name: 'subjectInfoAccess', read: informationAccess },
  '1.3.6.1.5.5.7.1.24': { name: 'tlsFeature', read: tlsFeature },
  '1.3.6.1.5.5.7.48.1.5': { name: 'ocspNoCheck', read: () => [] },
  '1.3.6.1.4.1.311.20.2': { name: 'certificateTemplateName', read: plainText },
  '1.3.6.1.4.1.311.21.7': { name: 'certificateTemplate', read: certificateTemplate },
  '1.3.6.1.4.1.311.21.10': { name: 'applicationCertPolicies', read: certificatePolicies },
  '1.3.6.1.4.1.11129.2.4.2': { name: 'signedCertificateTimestampList' },
  '2.16.840.1.113730.1.1': { name: 'netscapeCertType' },
  '2.16.840.1.113730.1.13': { name: 'netscapeComment', read: plainText },
}
