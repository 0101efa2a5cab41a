/**
 * Every failure of the REST API in Azure's error envelope, `{ error: { code, message, target?, details? } }`.
 *
 * Guards what a failure tells: a code, a sentence and names of ours, never a password or anything that was sent.
 */
import type { ErrorCode, ErrorDetails, Failure } from '../../preload/contract/errors.ts'

export interface ErrorDetail {
  code: string
  message: string
  target?: string
  details?: readonly ErrorDetail[]
}

/** A request that is answered with an error. */
export class RestFailure extends Error {
  readonly status: number
  readonly detail: ErrorDetail
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, detail: ErrorDetail, headers: Readonly<Record<string, string>> = {}) {
    super(detail.message)
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}

/** A value of the request that cannot be; `target` names it as the contract does. */
export const invalid = (target: string, message: string, code = 'ValidationError'): RestFailure =>
  new RestFailure(400, {
    code: 'ValidationError',
    message: 'One or more fields contain incorrect values:',
    details: [{ code, target, message }],
  })

export const notFound = (message: string): RestFailure =>
  new RestFailure(404, { code: 'ResourceNotFound', message })

/** What speaks against the `data` of an upload. */
const uploadSentences: Partial<Record<ErrorCode, string>> = {
  'algorithm-unsupported': 'The file is encrypted with an algorithm that is not supported.',
  'certificate-invalid': 'A certificate in the file cannot be read.',
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file is larger than 1 MiB.',
  'key-mismatch': 'The private key in the file does not belong to its certificate.',
  'key-type-unsupported': 'Keys of this type cannot be used in TLS by the gateway.',
  'no-certificate': 'The file holds no certificate.',
  'no-private-key': 'The file holds no private key.',
  'not-a-pfx': 'The data is not a PKCS #12 file (.pfx).',
  'password-too-long': 'The password is longer than a keychain item may be.',
  'pfx-damaged': 'The PKCS #12 file is damaged.',
  'pfx-too-complex': 'The PKCS #12 file holds more than any certificate needs.',
  'private-key-invalid': 'The private key in the file cannot be used.',
  'too-many-iterations': 'The file asks for more key derivation than is allowed.',
  'took-too-long': 'The file took too long to decode.',
  'wrong-password': 'The password is wrong.',
}

/** Another time the same request may succeed. */
const unavailableSentences: Partial<Record<ErrorCode, string>> = {
  'decoder-failed': 'The file could not be decoded; the decoder stopped.',
  'disk-full': 'The disk is full.',
  'keychain-locked': 'The keychain is locked.',
  'keychain-unavailable': 'The keychain cannot be asked.',
}

/** `wrong-password` as `WrongPassword`: the form that codes have in Azure's answers. */
const pascal = (code: string): string =>
  code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())

type Answers = { [Code in ErrorCode]?: (details: ErrorDetails[Code], subject: string) => RestFailure }

const answers: Answers = {
  'not-found': ({ what }) => notFound(`${pascal(what)} not found.`),
  'changed-meanwhile': () =>
    new RestFailure(412, {
      code: 'PreconditionFailed',
      message: 'Resource was modified since last retrieval.',
    }),
  'certificate-in-use': ({ apis, others = [] }, subject) => {
    const paths = [
      ...apis.map(({ id }) => `/apis/${id}/policies/policy`),
      ...others.map(({ kind }) => (kind === 'gateway-https' ? '/gateway' : '/policies/policy')),
    ]
    const entities = paths.map((path) => `${path}\r\n`).join('')
    return new RestFailure(400, {
      code: 'ValidationError',
      message: `The Certificate '${subject}' is used by the following entities:\r\n${entities}`,
      details: apis.map(({ id, displayName }) => ({
        ...{ code: 'CertificateInUse', target: `/apis/${id}`, message: displayName },
      })),
    })
  },
  'certificate-already-uploaded': ({ thumbprint, certificateId }) =>
    new RestFailure(409, {
      code: 'Conflict',
      message: `The same certificate (${thumbprint}) is already there as '${certificateId}'.`,
      target: `/certificates/${certificateId}`,
    }),
  'api-path-taken': ({ api }) =>
    invalid('path', `The API '${api.displayName}' (${api.id}) has this path already.`),
  'operation-taken': ({ operation }) =>
    invalid(
      'urlTemplate',
      `The operation '${operation.displayName}' (${operation.id}) has this method and URL template already.`,
    ),
  'url-template-invalid': () => invalid('urlTemplate', 'Not a URL template that can be matched.'),
  'service-url-invalid': () =>
    invalid('serviceUrl', 'Not an http or https URL without credentials, query and fragment.'),
  'policy-invalid': ({ line, column, problem }) =>
    invalid('value', `Error in the policy at line ${line}, column ${column}: ${problem}.`),
  'request-invalid': ({ field }) => invalid(field, 'The value is missing or cannot be used.'),
}

/** An expected failure of the service as the REST API tells it; null for one that no request should meet. */
export const toRestFailure = ({ code, details }: Failure, subject: string): RestFailure | null => {
  // Code and details come as a pair, which the compiler does not follow through a look-up.
  const answer = answers[code] as ((details: Failure['details'], subject: string) => RestFailure) | undefined
  if (answer !== undefined) return answer(details, subject)
  const upload = uploadSentences[code]
  if (upload !== undefined)
    return invalid(code.includes('password') ? 'password' : 'data', upload, pascal(code))
  const unavailable = unavailableSentences[code]
  return unavailable === undefined ? null : new RestFailure(503, { code: pascal(code), message: unavailable })
}
