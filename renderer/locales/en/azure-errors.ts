import type { ErrorCode } from '../../../preload/contract/errors.ts'

/** What can go wrong between this computer and an Azure API Management service. */
export const azureErrors = {
  'azure-answer-unusable': {
    what: '{host} gave an answer that is not one of Azure’s (status {status}): {reason}.',
    todo: 'A proxy or a network’s sign-in page may stand between. Open any page in your browser; if that does not help, ask your network’s administrators.',
  },
  'azure-busy': {
    what: '{host} is busy and {patience}.',
    todo: 'Wait a moment, then try again. Other programs that ask the same service count too. Nothing you entered is lost.',
  },
  'azure-refused': {
    what: 'The service refused this (status {status}): {message}',
    todo: 'Correct what it names, then try again.',
  },
  'azure-right-missing': {
    what: 'Your account lacks the right “{action}” for {scope}.',
    todo: 'Ask whoever looks after the Azure subscription for a role that has it, for example “API Management Service Contributor”. A new role takes effect after signing in again.',
  },
  'azure-unavailable': {
    what: '{host} failed again and again (status {status}).',
    todo: 'Try again later; nothing you entered is lost. The state of Azure is at status.azure.com.',
  },
  'azure-unreachable': {
    what: '{host} cannot be reached: {reason}.',
    todo: 'Check your network and its proxy, then try again. Nothing you entered is lost.',
  },
  'azure-write-uncertain': {
    what: 'The connection broke off in the middle of a change, and the service cannot be asked whether it made it.',
    todo: 'When the connection is back, load the current state and look before you try again.',
  },
  'clock-wrong': {
    what: 'The clock of this computer is {minutes} minutes off, so the service does not accept your sign-in.',
    todo: 'Set the clock right (in the system’s settings: set time automatically), then sign in again.',
  },
  'not-offered-by-connection': {
    what: 'This cannot be done with the connection that is chosen: the service does not offer it.',
    todo: 'Do it in Azure’s own portal, or choose the embedded workspace.',
  },
  'replacement-incomplete': {
    what: 'The certificate was replaced, but these still name the old one: {apis}.',
    todo: 'Replace it with the same file once more; what is already done stays done.',
  },
  'sign-in-failed': {
    what: 'The sign-in did not succeed: {reason}',
    todo: 'Try again. If it names a setting or a consent, show it to whoever looks after Microsoft Entra ID.',
  },
  'not-signed-in': {
    what: 'You are not signed in to this service, or the sign-in has expired.',
    todo: 'Sign in, then try again. Nothing you entered is lost.',
  },
} satisfies Partial<Record<ErrorCode, { what: string; todo: string }>>

/** How long a busy service asks to wait. */
export const patience = {
  told: 'asks to wait {seconds} seconds',
  untold: 'does not say for how long',
} as const

/** Codes of Node, undici and TLS in plain words. */
export const azureReasons = {
  CERT_HAS_EXPIRED: 'the certificate of the server or of a proxy before it has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  EAI_AGAIN: 'its name cannot be looked up at the moment',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to it in this network',
  ENETUNREACH: 'this computer is not connected to a network',
  ENOTFOUND: 'its name is not known in this network',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ETIMEDOUT: 'it did not answer in time',
  SELF_SIGNED_CERT_IN_CHAIN: 'a proxy shows a certificate that this computer does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that this computer does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that this computer does not know',
  UND_ERR_CONNECT_TIMEOUT: 'it did not take the connection in time',
  UND_ERR_SOCKET: 'the connection was cut',
  nobody: 'nobody signed in within ten minutes',
  html: 'it is a web page',
  'not-json': 'it is not JSON',
  'other-shape': 'something is missing in it or of another kind',
  redirected: 'it sends elsewhere',
  'too-large': 'it is far too large',
  'foreign-link': 'its list goes on at another address',
} as const
