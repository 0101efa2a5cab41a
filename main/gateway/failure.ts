/** The gateway's own answers: what each cause is called, and how it is told to the client. */
import type { GatewayErrorCode, TlsAlert } from '../../preload/contract/gateway.ts'

/** Why a call ends without the back end's answer. `detail` may hold addresses and names, never a secret. */
export interface Failure {
  code: GatewayErrorCode
  detail: string
  /** By which the back end ended the handshake. */
  alert?: TlsAlert
}

export const failure = (code: GatewayErrorCode, detail = ''): Failure => ({ code, detail })

const answers: { [Code in GatewayErrorCode]: readonly [status: number, message: string] } = {
  MalformedRequest: [400, 'The request is not valid HTTP/1.1.'],
  HttpsRequired: [400, 'The gateway is called by https://.'],
  // RFC 9110, 15.5.20: misdirected request.
  HostNotAllowed: [421, 'The gateway does not answer to this name.'],
  RequestHeaderTooLarge: [431, 'The header of the request is too large.'],
  RequestBodyTooLarge: [413, 'The body of the request is too large.'],
  RequestTimedOut: [408, 'The request took too long to arrive.'],
  MethodNotSupported: [405, 'The gateway does not carry this method.'],
  HttpVersionNotSupported: [505, 'The gateway speaks HTTP/1.1.'],
  NoApiMatches: [404, 'No API has this path.'],
  NoOperationMatches: [404, 'No operation of the API has this method and path.'],
  LoopDetected: [508, 'The call has come through this gateway before.'],
  ClientCertificateMissing: [500, 'The policy of the API names a certificate that is not there.'],
  ClientCertificateUnusable: [500, 'The certificate that the policy of the API names cannot be used.'],
  PasswordMissing: [500, 'The password that the policy of the API names is not there.'],
  PolicyInvalid: [500, 'The policy of the API cannot be read.'],
  PolicyNotApplicable: [
    500,
    'The policy of the API holds an access control that this gateway does not apply.',
  ],
  RewriteParameterMissing: [
    500,
    'The policy rewrites the URL with a parameter that the operation does not have.',
  ],
  AddressNotAllowed: [403, 'The policy of the API does not allow calls from this address.'],
  HeaderCheckFailed: [401, 'A header that the policy of the API asks for is not there.'],
  BackEndNameNotResolved: [502, "The back end's name is not known to DNS."],
  BackEndRefusedConnection: [502, 'The back end refused the connection.'],
  BackEndUnreachable: [502, 'The back end could not be reached.'],
  BackEndTimedOut: [504, 'The back end took too long.'],
  BackEndClosedConnection: [502, 'The back end closed the connection without an answer.'],
  BackEndProtocolError: [502, 'The answer of the back end is not valid HTTP.'],
  BackEndBusy: [503, 'The gateway has as many connections to the back end as it may.'],
  BackEndIsNotTls: [502, 'The back end did not answer in TLS; it may speak plain HTTP on this port.'],
  BackEndCertificateNotTrusted: [502, "The back end's certificate does not chain to a trusted authority."],
  BackEndCertificateExpired: [502, "The back end's certificate has expired."],
  BackEndCertificateNotYetValid: [502, "The back end's certificate is not valid yet."],
  BackEndNameMismatch: [502, "The back end's certificate is for another name."],
  BackEndRequiresClientCertificate: [502, 'The back end asks for a client certificate.'],
  BackEndRefusedCertificate: [502, 'The back end refused the client certificate.'],
  BackEndHandshakeFailed: [502, 'The TLS handshake with the back end failed.'],
  GatewayFailed: [500, 'Something unexpected went wrong in the gateway.'],
}

export const statusOf = (code: GatewayErrorCode): number => answers[code][0]
export const messageOf = (code: GatewayErrorCode): string => answers[code][1]

/** The body of the answer, as text. */
export const failureBody = ({ code, detail, alert }: Failure, apiId: string | null): string =>
  JSON.stringify({
    error: {
      code,
      message: messageOf(code),
      ...(apiId === null ? {} : { apiId }),
      ...(detail === '' ? {} : { detail }),
      ...(alert && { alert }),
    },
  })
