/** What a check of a back end comes to: one verdict, and the causes that the facts at hand point to. */
import type { CertificateFacts, KeyFacts } from '../../../preload/contract/certificates.ts'
import type { BackEndCheck, TlsAlert } from '../../../preload/contract/gateway.ts'

export type VerdictName =
  'proved' | 'open' | 'not-shown' | 'optional' | 'plain' | 'plain-chosen' | 'refused' | 'demanded'

export type Verdict =
  | { tone: 'good' | 'warning' | 'danger'; name: VerdictName }
  /** The cause is told by the code, or by the alert, which says more. */
  | { tone: 'danger'; name: 'failed' }

export function verdictOf({ weSent, serverSaid, certificateChosen }: BackEndCheck): Verdict {
  if (serverSaid.kind === 'failed') return { tone: 'danger', name: 'failed' }
  if (serverSaid.kind === 'refused-in-http') {
    return { tone: 'danger', name: serverSaid.because === 'certificate' ? 'refused' : 'demanded' }
  }
  if (weSent.kind === 'certificate') return { tone: 'good', name: 'proved' }
  if (weSent.because === 'plain-http') {
    return certificateChosen ? { tone: 'warning', name: 'plain-chosen' } : { tone: 'good', name: 'plain' }
  }
  if (weSent.because === 'none-chosen') return { tone: 'good', name: 'optional' }
  return certificateChosen ? { tone: 'warning', name: 'not-shown' } : { tone: 'good', name: 'open' }
}

/** Whether calls would fail as they are: what Save stops for. */
export const wouldFail = (check: BackEndCheck): boolean => check.serverSaid.kind !== 'accepted'

/**
 * Whether the alert says more than the failure's code. A server that demands a certificate and got none is clear by
 * the code, whichever of several alerts it chose.
 */
export function tellingAlert(code: string, alert: TlsAlert | null): TlsAlert | null {
  if (code === 'BackEndRequiresClientCertificate') return null
  // Said for want of anything better: the code, worked out from the whole handshake, knows more.
  if (alert === 'handshake_failure' && code === 'BackEndRefusedCertificate') return null
  return alert
}

export type Hint =
  | { code: 'expired' | 'not-yet-valid'; date: string }
  | { code: 'key-not-accepted'; key: KeyFacts }
  | { code: 'no-client-authentication' | 'authority-not-named' | 'chain-not-sent' | 'late-refusal' }

/** Causes that need no word of the server: what is known of the certificate that was sent. */
export function hintsOf(
  check: BackEndCheck,
  certificate: CertificateFacts | undefined,
  now = Date.now(),
): readonly Hint[] {
  const { weSent, serverSaid, serverAskedFor } = check
  if (weSent.kind !== 'certificate' || !wouldFail(check)) return []
  const hints: Hint[] = []
  if (certificate) {
    const { notAfter, notBefore, extendedKeyUsage, key, selfSigned } = certificate
    if (Date.parse(notAfter) < now) hints.push({ code: 'expired', date: notAfter })
    if (Date.parse(notBefore) > now) hints.push({ code: 'not-yet-valid', date: notBefore })
    if (extendedKeyUsage.length > 0 && !allowsClients(extendedKeyUsage)) {
      hints.push({ code: 'no-client-authentication' })
    }
    if (!signaturesFor(key, serverAskedFor.signatureAlgorithms)) hints.push({ code: 'key-not-accepted', key })
    if (weSent.chain.length === 0 && !selfSigned) hints.push({ code: 'chain-not-sent' })
  }
  if (weSent.namedAuthority === false) hints.push({ code: 'authority-not-named' })
  if (serverSaid.kind === 'failed' && serverSaid.alert !== null && serverAskedFor.protocol === 'TLSv1.3') {
    hints.push({ code: 'late-refusal' })
  }
  return hints
}

/** RFC 5280, 4.2.1.12; `anyExtendedKeyUsage` (2.5.29.37.0) allows every use. */
const allowsClients = (usages: readonly string[]): boolean =>
  usages.some((usage) => ['clientAuth', 'anyExtendedKeyUsage', '2.5.29.37.0'].includes(usage))

/** Whether a server that named the signatures it accepts (RFC 8446, 4.2.3) takes one by this kind of key. */
function signaturesFor({ algorithm }: KeyFacts, accepted: readonly string[]): boolean {
  const prefixes: Partial<Record<KeyFacts['algorithm'], string>> = {
    RSA: 'rsa_',
    EC: 'ecdsa_',
    Ed25519: 'ed25519',
  }
  const prefix = prefixes[algorithm]
  return accepted.length === 0 || prefix === undefined || accepted.some((name) => name.startsWith(prefix))
}
