/** What speaks against a certificate as the one by which the gateway answers HTTPS. */
import type { CertificateFacts } from '../../../preload/contract/certificates.ts'
import { isLoopback, type GatewayAccessView } from '../../../preload/contract/gateway.ts'
import { expiryOf } from '../certificates/expiry.ts'

export type HttpsWarning =
  | { kind: 'expired' | 'not-yet'; date: string }
  | { kind: 'usage' }
  /** Names by which the gateway is called and that it does not have. */
  | { kind: 'names'; names: readonly string[] }

/** The addresses and names by which clients call the gateway, as far as they are known. */
export function calledBy({ access: { address, hosts }, hostName }: GatewayAccessView): readonly string[] {
  if (isLoopback(address)) return [address, 'localhost']
  return [...new Set([address === 'all' ? '127.0.0.1' : address, hostName, ...hosts])]
}

/**
 * RFC 9525, 6.3: names without regard to case, a `*` for the whole leftmost label and one label only. The common name
 * counts for nothing.
 */
export function hasName({ subjectAlternativeNames }: CertificateFacts, name: string): boolean {
  const wanted = name.toLowerCase()
  const wild = wanted.replace(/^[^.]+(?=\..)/, '*')
  const isAddress = /^[\d.]+$|:/.test(wanted)
  const accepted = isAddress ? [`ip:${wanted}`] : [`dns:${wanted}`, `dns:${wild}`]
  return subjectAlternativeNames.some((own) => accepted.includes(own.toLowerCase()))
}

/** RFC 5280, 4.2.1.12: without the extension any use is allowed. */
const mayServe = ({ extendedKeyUsage }: CertificateFacts): boolean =>
  extendedKeyUsage.length === 0 ||
  extendedKeyUsage.includes('serverAuth') ||
  extendedKeyUsage.includes('anyExtendedKeyUsage')

export function httpsWarnings(
  certificate: CertificateFacts,
  names: readonly string[],
  now = Date.now(),
): readonly HttpsWarning[] {
  const { notBefore, notAfter } = certificate
  const { state } = expiryOf(notBefore, notAfter, 0, now)
  const missing = names.filter((name) => !hasName(certificate, name))
  return [
    ...(state === 'expired' ? [{ kind: state, date: notAfter } as const] : []),
    ...(state === 'not-yet' ? [{ kind: state, date: notBefore } as const] : []),
    ...(mayServe(certificate) ? [] : [{ kind: 'usage' } as const]),
    ...(missing.length > 0 ? [{ kind: 'names', names: missing } as const] : []),
  ]
}
