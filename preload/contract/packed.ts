/**
 * A long list on its way across the bridge, as one text.
 *
 * Electron copies each value of an answer three times: out of the main process, into the preload's world, and from
 * there into the page's. A text is copied as a whole; ten thousand certificates of 25 facts take a tenth of the time.
 */
import type { Certificate, CertificateFacts } from './certificates.ts'

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

/** Most certificates share their issuers with others, so each chain is there once. */
interface CertificateList {
  chains: readonly (readonly CertificateFacts[])[]
  certificates: readonly (Omit<Certificate, 'chain'> & { chain: number })[]
}

export function packCertificates(certificates: readonly Certificate[]): Packed<Certificate[]> {
  const places = new Map<string, number>()
  const chains: (readonly CertificateFacts[])[] = []
  const list: CertificateList = {
    chains,
    certificates: certificates.map((certificate) => {
      const key = certificate.chain.map(({ sha256Thumbprint }) => sha256Thumbprint).join()
      const chain = places.get(key) ?? chains.push(certificate.chain) - 1
      places.set(key, chain)
      return { ...certificate, chain }
    }),
  }
  return JSON.stringify(list) as Packed<Certificate[]>
}

/** Certificates of one chain share it: nobody may change what this answers. */
export function unpackCertificates(packed: Packed<Certificate[]>): readonly Certificate[] {
  const { chains, certificates } = JSON.parse(packed) as CertificateList
  // In place: ten thousand copies would take longer than reading them.
  return certificates.map((certificate) =>
    Object.assign(certificate, { chain: chains[certificate.chain] ?? [] }),
  )
}
