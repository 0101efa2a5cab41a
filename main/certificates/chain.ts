/** Orders certificates from a leaf towards its root. */
import { createPublicKey, X509Certificate } from 'node:crypto'
import type { ParsedCertificate } from './certificate-parser.ts'
import { DamagedDer, NestedTooDeep, readDer, tag } from './der-reader.ts'
import { readSequence } from './der-fields.ts'
import { oids } from './oids.ts'

/** The leaf's issuer, that one's issuer and so on, as far as `candidates` go; the leaf itself is not in it. */
export const orderChain = (
  leaf: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
): ParsedCertificate[] => {
  const chain: ParsedCertificate[] = []
  for (let last = leaf; !isSelfIssued(last);) {
    const issuer = findIssuer(
      last,
      candidates.filter((one) => one !== leaf && !chain.includes(one)),
    )
    if (!issuer) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

export const isSelfIssued = ({ subjectDer, issuerDer }: ParsedCertificate): boolean =>
  subjectDer.equals(issuerDer)

/** By name and key identifier; only where several answer to both does the signature have to decide. */
const findIssuer = (
  certificate: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
): ParsedCertificate | undefined => {
  const keyId = authorityKeyId(certificate)
  const named = candidates.filter((candidate) => {
    const ownId = keyId && subjectKeyId(candidate)
    return candidate.subjectDer.equals(certificate.issuerDer) && (!ownId || ownId.equals(keyId))
  })
  return named.length > 1
    ? (named.find((candidate) => hasSigned(candidate, certificate)) ?? named[0])
    : named[0]
}

/** False also where the runtime does not know the kind of key. */
export const hasSigned = (issuer: ParsedCertificate, certificate: ParsedCertificate): boolean => {
  try {
    const publicKey = createPublicKey({ key: issuer.spkiDer, format: 'der', type: 'spki' })
    return new X509Certificate(certificate.der).verify(publicKey)
  } catch {
    return false
  }
}

/** RFC 5280, 4.2.1.1: `[0] keyIdentifier`. */
const authorityKeyId = (certificate: ParsedCertificate): Buffer | undefined =>
  keyIdOf(
    certificate,
    oids.authorityKeyIdentifier,
    (value) => readSequence(value, 'authorityKeyIdentifier').takeOptional(tag.context(0))?.content,
  )

const subjectKeyId = (certificate: ParsedCertificate): Buffer | undefined =>
  keyIdOf(certificate, oids.subjectKeyIdentifier, (value) => readDer(value).content)

const keyIdOf = (
  { extensions }: ParsedCertificate,
  id: string,
  read: (value: Buffer) => Buffer | undefined,
): Buffer | undefined => {
  const extension = extensions.find((candidate) => candidate.id === id)
  try {
    return extension && read(extension.value)
  } catch (error) {
    if (error instanceof DamagedDer || error instanceof NestedTooDeep) return undefined
    throw error
  }
}
