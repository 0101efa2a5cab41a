/**
 * What this program has seen of certificates that a service tells little of: it saw the file when it uploaded it.
 *
 * Public facts only, by thumbprint, in a file to which one line is added per upload. It may be lost without harm;
 * then issuer, key and chain are "not known" again. A line that a crash has cut short is passed over.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CertificateFacts, IdentityFacts } from '../../preload/contract/certificates.ts'

export interface KnownCertificate {
  facts: CertificateFacts
  chain: readonly CertificateFacts[]
  friendlyName?: string
  fileName?: string
  /** ISO 8601: when it was uploaded from here. */
  uploadedAt: string
  /** The thumbprint of the one whose place it took, so that a replacement which was cut short can be finished. */
  replaces?: string
}

export interface KnownCertificates {
  /** @param thumbprint SHA-1, 40 upper-case hexadecimal digits */
  find(thumbprint: string): KnownCertificate | null
  remember(
    identity: IdentityFacts,
    upload: Pick<KnownCertificate, 'fileName' | 'uploadedAt' | 'replaces'>,
  ): void
}

/** @param file made when it is not there, with its folder; readable by its owner only */
export const createKnownCertificates = (file: string): KnownCertificates => {
  const known = new Map(read(file).map((one) => [one.facts.thumbprint, one]))
  return {
    find: (thumbprint) => known.get(thumbprint) ?? null,
    remember: ({ leaf, chain, friendlyName }, upload) => {
      const named = friendlyName === undefined ? {} : { friendlyName }
      const one: KnownCertificate = { facts: leaf, chain, ...named, ...upload }
      known.set(leaf.thumbprint, one)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      // It begins its own line, so that it is whole also after one that is not.
      appendFileSync(file, `\n${JSON.stringify(one)}`, { mode: 0o600 })
    },
  }
}

const read = (file: string): KnownCertificate[] => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      // Only `remember` writes it, and what is not as it was written is passed over.
      const one = JSON.parse(line) as KnownCertificate
      return typeof one.facts.thumbprint === 'string' ? [one] : []
    } catch {
      return []
    }
  })
}
