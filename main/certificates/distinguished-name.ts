/** Distinguished names (X.501) as text. */
import type { DerNode } from './der-reader.ts'
import { elementsOf, readOid, sequenceFields } from './der-fields.ts'
import { escapeDeceptive, readText } from './text.ts'

export interface NamePart {
  /** Short name such as `CN`, else the OID in dots. */
  type: string
  /** Plain text; `#` and hexadecimal for a value that is no string. */
  value: string
  /** True where the part stands in the same RDN as the one before it. */
  joined: boolean
}

/** Short names: RFC 4514, 3, and what OpenSSL and Windows print for the others. */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.17.1': 'CSPName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
}

/** The parts of a Name in the order of the file, which is usually from the country to the common name. */
export const readName = (node: DerNode, where: string): NamePart[] =>
  elementsOf(node, where).flatMap((rdn) =>
    elementsOf(rdn, where).map((attribute, index) => {
      const fields = sequenceFields(attribute, where)
      const type = readOid(fields.takeAny(), where)
      const value = fields.takeAny()
      const text = readText(value) ?? `#${value.bytes.toString('hex')}`
      return { type: shortNames[type] ?? type, value: text, joined: index > 0 }
    }),
  )

/**
 * RFC 4514: the last part first. `separator` is a comma there; with a blank after it, it is the way Windows
 * and Azure show a subject.
 */
export const formatName = (parts: readonly NamePart[], separator: ',' | ', '): string =>
  parts
    .toReversed()
    .map(({ type, value, joined }, index, { length }) => {
      const next = joined ? '+' : separator
      return `${type}=${escapeValue(value)}${index === length - 1 ? '' : next}`
    })
    .join('')

/** RFC 4514, 2.4. A value of the form `#hex` was made by `readName` and stays. */
const escapeValue = (value: string): string => {
  if (/^#(?:[0-9a-f]{2})+$/.test(value)) return value
  const escaped = value.replace(/[,+"\\<>;]/g, '\\$&')
  return escapeDeceptive(escaped.replace(/^[# ]|(?<=.) $/g, '\\$&'))
}

/** What to call the holder: the common name that stands last, else the last part of the name, else nothing. */
export const callName = (parts: readonly NamePart[]): string | undefined => {
  const commonName = parts.findLast(({ type }) => type === 'CN') ?? parts.at(-1)
  return commonName && commonName.value.trim() !== '' ? escapeDeceptive(commonName.value) : undefined
}
