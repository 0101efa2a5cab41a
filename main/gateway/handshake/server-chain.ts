/** The chain that a server sent, with what is wrong in it, and ours as it is seen from the server's demands. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { CertificateFacts } from '../../../preload/contract/certificates.ts'
import type { BackEndCheck, ServerChainProblem } from '../../../preload/contract/gateway.ts'
import { certificateFacts } from '../../certificates/certificate-facts.ts'
import { certificatesFromPem } from '../../certificates/pem.ts'
import type { ServerFlight } from './server-flight.ts'

/**
 * `host` is what the server was called by, `verification` OpenSSL's word on the chain (null: it holds). Certificates
 * that cannot be read are left out.
 */
export const serverChain = (
  chain: readonly Buffer[],
  host: string,
  verification: string | null,
): BackEndCheck['serverAskedFor']['chain'] => {
  const now = Date.now()
  return chain.flatMap((der, place) => {
    const certificate = factsOrNull(der)
    if (certificate === null) return []
    const problems: ServerChainProblem[] = []
    if (Date.parse(certificate.notAfter) < now) problems.push('expired')
    if (Date.parse(certificate.notBefore) > now) problems.push('not-yet-valid')
    if (place === 0 && !isFor(der, host)) problems.push('other-name')
    if (place === 0 && certificate.selfSigned) problems.push('self-signed')
    // The root need not be sent (RFC 8446, 4.4.2): that an issuer is missing shows only when the chain leads nowhere.
    const last = place === chain.length - 1
    if (last && !certificate.selfSigned && issuerMissing.has(verification ?? ''))
      problems.push('issuer-missing')
    return [{ certificate, problems }]
  })
}

const issuerMissing: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

const factsOrNull = (der: Buffer): CertificateFacts | null => {
  try {
    return certificateFacts(der)
  } catch {
    // OpenSSL has judged it already; here it is only shown.
    return null
  }
}

const isFor = (der: Buffer, host: string): boolean => {
  const certificate = new X509Certificate(der)
  return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined
}

/** Subjects of what follows the leaf. */
export const chainSubjects = (certificatePem: string): string[] =>
  certificatesFromPem(certificatePem)
    .slice(1)
    .map((der) => certificateFacts(der).subject)

/** Whether one of the authorities that the server named issued the certificate or one of its chain. */
export const acceptedAuthority = (certificatePem: string, { authorities }: ServerFlight): boolean | null => {
  if (authorities.length === 0) return null
  const issuers = certificatesFromPem(certificatePem).map((der) => certificateFacts(der).issuer)
  return issuers.some((issuer) => authorities.includes(issuer))
}
