/** Tells files of other programs by the octets they begin with, from the formats' own documents. */
import type { FileKind } from '../../preload/contract/files.ts'

/** First octets in hexadecimal. */
const signatures: readonly (readonly [prefix: string, kind: FileKind])[] = [
  ['feedfeed', 'java-keystore'],
  ['cececece', 'java-keystore'],
  // Bouncy Castle's BKS and UBER: version, and the length of a salt of 20 octets.
  ['0000000100000014', 'java-keystore'],
  ['0000000200000014', 'java-keystore'],
  // Windows' serialized certificate store (.sst): version 0, "CERT".
  ['0000000043455254', 'certificate-store'],
  ['504b0304', 'archive'],
  ['504b0506', 'archive'],
  ['1f8b', 'archive'],
  ['377abcaf271c', 'archive'],
  ['526172211a07', 'archive'],
  ['fd377a585a00', 'archive'],
  ['28b52ffd', 'archive'],
  ['4d534346', 'archive'],
  ['425a68', 'archive'],
  ['d0cf11e0a1b11ae1', 'office-document'],
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['424d', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['00000100', 'image'],
  ['7f454c46', 'program'],
  ['4d5a', 'program'],
  ['cafebabe', 'program'],
  ['feedfacf', 'program'],
  ['cffaedfe', 'program'],
]

/** Undefined for what begins like none of them. */
export const binaryKind = (bytes: Buffer): FileKind | undefined => {
  const start = bytes.subarray(0, 16).toString('hex')
  const kind = signatures.find(([prefix]) => start.startsWith(prefix))?.[1]
  if (kind === 'archive') return isOfficeOpenXml(bytes) ? 'office-document' : kind
  if (kind) return kind
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image'
  // ISO/IEC 23008-12: the photographs of today's telephones.
  if (text(4, 8) === 'ftyp' && /^(?:hei|hev|mif1|msf1|avi)/.test(text(8, 12))) return 'image'
  return text(257, 262) === 'ustar' || /^-l[hz]\w-$/.test(text(2, 7)) ? 'archive' : undefined
}

/** A ZIP whose first entry is what ISO/IEC 29500 begins with, or the folder that Office writes first. */
const isOfficeOpenXml = (bytes: Buffer): boolean =>
  /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/)/.test(bytes.toString('latin1', 30, 60))
