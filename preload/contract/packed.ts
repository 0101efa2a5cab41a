/**
 * A long list on its way across the bridge, as one text.
 *
 * Electron copies each value of an answer three times: out of the main process, into the preload's world, and from
 * there into the page's. A text is copied as a whole; ten thousand certificates of 25 facts take a tenth of the time.
 */
import type { Certificate } from './certificates.ts'

declare const content: unique symbol

/** JSON of a form that only this file knows. */
export type Packed<Value> = string & { readonly [content]: Value }

/** The next ones of a list that a connected service tells page by page. */
export interface ListedCertificates {
  /** As the request for the list named it. */
  reading: number
  certificates: Packed<Certificate[]>
  /** Of the whole list; null where the service does not say. */
  total: number | null
}

/**
 * What certificates have alike is there once, before and after: six things fewer for each of ten thousand. V8 copies
 * what is young twice, in the midst of the first keys that filter the list.
 */
type Alike = Pick<
  Certificate,
  'issuer' | 'chain' | 'key' | 'signatureAlgorithm' | 'keyUsage' | 'extendedKeyUsage' | 'usedBy'
>

interface CertificateList {
  values: readonly Alike[keyof Alike][]
  /** Each value that others may have as well is told by its place among `values`. */
  certificates: readonly (Omit<Certificate, keyof Alike> & Record<keyof Alike, number>)[]
}

export function packCertificates(certificates: readonly Certificate[]): Packed<Certificate[]> {
  const places = new Map<string, number>()
  const values: Alike[keyof Alike][] = []
  const placeOf = (value: Alike[keyof Alike], name = JSON.stringify(value)): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, values.length)
    return values.push(value) - 1
  }
  const list: CertificateList = {
    values,
    certificates: certificates.map((certificate) => ({
      ...certificate,
      chain: placeOf(
        certificate.chain,
        certificate.chain.map(({ sha256Thumbprint }) => sha256Thumbprint).join(),
      ),
      issuer: placeOf(certificate.issuer),
      key: placeOf(certificate.key),
      signatureAlgorithm: placeOf(certificate.signatureAlgorithm),
      keyUsage: placeOf(certificate.keyUsage),
      extendedKeyUsage: placeOf(certificate.extendedKeyUsage),
      usedBy: placeOf(certificate.usedBy),
    })),
  }
  return inLatin1(JSON.stringify(list)) as Packed<Certificate[]>
}

/** A text with a character beyond Latin-1 takes two bytes for each of them all, in each copy that is made of it. */
const inLatin1 = (json: string): string =>
  json.replaceAll(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Certificates share what they have alike: nobody may change what this answers. */
export function unpackCertificates(packed: Packed<Certificate[]>): readonly Certificate[] {
  const { values, certificates } = JSON.parse(packed) as CertificateList
  // In place: ten thousand copies would take longer than reading them.
  return certificates.map((certificate) =>
    Object.assign(certificate, {
      chain: values[certificate.chain] as Alike['chain'],
      issuer: values[certificate.issuer] as Alike['issuer'],
      key: values[certificate.key] as Alike['key'],
      signatureAlgorithm: values[certificate.signatureAlgorithm] as Alike['signatureAlgorithm'],
      keyUsage: values[certificate.keyUsage] as Alike['keyUsage'],
      extendedKeyUsage: values[certificate.extendedKeyUsage] as Alike['extendedKeyUsage'],
      usedBy: values[certificate.usedBy] as Alike['usedBy'],
    }),
  )
}
