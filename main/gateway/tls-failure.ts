/**
 * What went wrong between the gateway and a back end, told from Node's error: DNS, TCP, the back end's certificate,
 * or the alert the back end ended the handshake with.
 *
 * OpenSSL (Node) and BoringSSL (Electron) name the same alert differently, so alerts are read from the error's code
 * and text by their name in RFC 8446, 6.2.
 */
import { tlsAlerts, type TlsAlert } from '../../preload/contract/gateway.ts'
import { failure, type Failure } from './failure.ts'

/** Alerts by which a server refuses a client's certificate. */
const certificateAlerts: readonly TlsAlert[] = [
  'bad_certificate',
  'unsupported_certificate',
  'certificate_revoked',
  'certificate_expired',
  'certificate_unknown',
  'unknown_ca',
  'access_denied',
  'decrypt_error',
]

/**
 * The alert that the other side sent, or null when the error is not one. Codes look like
 * `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA`, `ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE` and
 * `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED` (BoringSSL: `TLSV1_ALERT_CERTIFICATE_REQUIRED`); texts hold the same
 * words between colons.
 */
export const alertOf = (error: unknown): TlsAlert | null => {
  const words = `${textOf(error, 'code')} ${textOf(error, 'reason')} ${textOf(error, 'message')}`
  const [, name] = /(?:SSLV3|TLSV1|TLSV13|TLSV1\.3|SSL\/TLS)[ _](?:ALERT[ _])?([A-Z_ ]+)/i.exec(words) ?? []
  if (name === undefined) return null
  const normal = name.toLowerCase().replaceAll(' ', '_')
  // BoringSSL spells these two in its own way.
  if (normal.startsWith('unrecognised_name')) return 'unrecognized_name'
  if (normal.startsWith('inappropriate_fallback')) return 'protocol_version'
  // The longest, since `bad_certificate` begins another name too.
  return tlsAlerts.findLast((alert) => normal.startsWith(alert)) ?? null
}

/** What the handshake with a back end was to be: for the sentence, and to tell "none sent" from "refused". */
export interface Attempt {
  host: string
  port: number
  /** Subject of the client certificate that is presented, or null. */
  presents: string | null
}

/** Names the cause of a failed connection. */
export const connectionFailure = (error: unknown, { host, port, presents }: Attempt): Failure => {
  const place = `${host}:${port}`
  const code = textOf(error, 'code')
  const alert = alertOf(error)
  if (alert !== null) return { ...alertFailure(alert, place, presents), alert }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return failure('BackEndNameNotResolved', host)
    case 'ECONNREFUSED':
      return failure('BackEndRefusedConnection', place)
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
      return failure('BackEndUnreachable', `${place}: ${code}`)
    case 'ETIMEDOUT':
      return failure('BackEndTimedOut', `${place}: no connection`)
    case 'CERT_HAS_EXPIRED':
      return failure('BackEndCertificateExpired', place)
    case 'CERT_NOT_YET_VALID':
      return failure('BackEndCertificateNotYetValid', place)
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return failure('BackEndNameMismatch', `${host}: ${textOf(error, 'reason')}`)
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failure('BackEndClosedConnection', place)
  }
  if (verificationErrors.has(code)) return failure('BackEndCertificateNotTrusted', `${place}: ${code}`)
  if (/WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG/.test(code)) {
    return failure('BackEndIsNotTls', place)
  }
  if (code.startsWith('ERR_HTTP2_')) {
    return failure('BackEndProtocolError', `${place}: HTTP/2: ${textOf(error, 'message')}`)
  }
  return failure('BackEndHandshakeFailed', `${place}: ${code === '' ? 'no code' : code}`)
}

const alertFailure = (alert: TlsAlert, place: string, presents: string | null): Failure => {
  const said = `${place} ended the handshake with the alert ${alert}.`
  if (presents === null && (alert === 'certificate_required' || certificateAlerts.includes(alert))) {
    return failure('BackEndRequiresClientCertificate', said)
  }
  if (presents !== null && alert === 'certificate_required') {
    return failure(
      'BackEndRefusedCertificate',
      `${said} It did not take ${presents} as an answer to what it asked for.`,
    )
  }
  if (presents !== null && certificateAlerts.includes(alert)) {
    return failure('BackEndRefusedCertificate', `${said} Presented: ${presents}`)
  }
  return failure('BackEndHandshakeFailed', said)
}

/**
 * The cause of a failed handshake in which the server asked for a client certificate. Some servers say no by the alert
 * handshake_failure, or by nothing: they close.
 */
export const refusedUnsaid = (cause: Failure, presents: string | null): Failure => {
  const { code, detail, alert } = cause
  if (code !== 'BackEndClosedConnection' && alert !== 'handshake_failure') return cause
  const ended = alert === undefined ? `${detail} closed the connection in the handshake.` : detail
  return presents === null
    ? {
        ...cause,
        code: 'BackEndRequiresClientCertificate',
        detail: `${ended} It asked for a certificate and got none.`,
      }
    : {
        ...cause,
        code: 'BackEndRefusedCertificate',
        detail: `${ended} It asked for a certificate and got ${presents}.`,
      }
}

/** X509_V_ERR_* as Node spells them: the chain leads to nothing that is trusted. */
const verificationErrors: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
])

const textOf = (error: unknown, key: 'code' | 'reason' | 'message'): string => {
  if (typeof error !== 'object' || error === null) return ''
  const value: unknown = (error as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : ''
}
