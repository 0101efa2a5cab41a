import { describe, expect, test } from 'vitest'
import { alertOf, connectionFailure } from './tls-failure.ts'

const error = (code: string, message = ''): Error => Object.assign(new Error(message), { code })
const attempt = { host: 'api.example', port: 443, presents: 'CN=orders' }

/** The same alert as OpenSSL (Node) and BoringSSL (Electron) tell it. */
const told: readonly (readonly [alert: string, code: string, message: string])[] = [
  [
    'unknown_ca',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:s3_pkt.c:1605:SSL alert number 48',
  ],
  [
    'unknown_ca',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA:tls_record.cc:486:SSL alert number 48',
  ],
  [
    'bad_certificate',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate',
  ],
  [
    'bad_certificate',
    'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
    'error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate:SSL alert number 42',
  ],
  ['certificate_expired', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', ''],
  ['certificate_revoked', '', 'error:10000414:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_REVOKED'],
  ['certificate_unknown', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', ''],
  ['unsupported_certificate', 'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE', ''],
  ['certificate_required', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required'],
  [
    'certificate_required',
    'ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED',
    'OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED',
  ],
  ['access_denied', 'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', ''],
  [
    'handshake_failure',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE',
  ],
  ['protocol_version', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', ''],
  ['insufficient_security', 'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY', ''],
  ['unrecognized_name', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', ''],
  ['no_application_protocol', 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', ''],
  ['internal_error', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', ''],
]

describe('an alert', () => {
  test.each(told)('%s is read from %s %s', (alert, code, message) => {
    expect(alertOf(error(code, message))).toBe(alert)
  })

  test('is not seen in errors of our own', () => {
    expect(alertOf(error('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'))).toBeNull()
    expect(alertOf(error('CERT_HAS_EXPIRED', 'certificate has expired'))).toBeNull()
    expect(alertOf(null)).toBeNull()
  })
})

describe('a failed connection', () => {
  const causes: readonly (readonly [code: string, cause: string])[] = [
    ['ENOTFOUND', 'BackEndNameNotResolved'],
    ['EAI_AGAIN', 'BackEndNameNotResolved'],
    ['ECONNREFUSED', 'BackEndRefusedConnection'],
    ['ENETUNREACH', 'BackEndUnreachable'],
    ['ETIMEDOUT', 'BackEndTimedOut'],
    ['ECONNRESET', 'BackEndClosedConnection'],
    ['CERT_HAS_EXPIRED', 'BackEndCertificateExpired'],
    ['CERT_NOT_YET_VALID', 'BackEndCertificateNotYetValid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'BackEndNameMismatch'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'BackEndCertificateNotTrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'BackEndCertificateNotTrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'BackEndIsNotTls'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'BackEndRefusedCertificate'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'BackEndHandshakeFailed'],
    ['ERR_SSL_NO_SHARED_CIPHER', 'BackEndHandshakeFailed'],
  ]
  test.each(causes)('by %s is told as %s', (code, cause) => {
    expect(connectionFailure(error(code), attempt).code).toBe(cause)
  })

  test('by a missing certificate is told from one by a refused certificate', () => {
    const alert = error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
    expect(connectionFailure(alert, { ...attempt, presents: null }).code).toBe(
      'BackEndRequiresClientCertificate',
    )
    expect(connectionFailure(alert, attempt).code).toBe('BackEndRefusedCertificate')
  })
})
