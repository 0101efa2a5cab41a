/** What a policy says the gateway presents to the back end: the Security tab's view of the document. */
import type { CertificateReference, Credentials } from '../../preload/contract/apis.ts'
import { parsePolicy, type PolicyDocument } from './document.ts'
import type { ElementNode } from './nodes.ts'
import { valueOf } from './values.ts'

/** A certificate by the two names that a policy may call it. */
export interface NamedCertificate {
  id: string
  /** SHA-1, 40 upper-case hexadecimal digits. */
  thumbprint: string
}

export type CredentialPolicy = 'authentication-certificate' | 'authentication-basic'

export const isCredentialPolicy = (name: string): name is CredentialPolicy =>
  name === 'authentication-certificate' || name === 'authentication-basic'

/** In these, a policy still concerns the call itself; in `send-request` and others it concerns another one. */
export const controlFlow: ReadonlySet<string> = new Set([
  'choose',
  'when',
  'otherwise',
  'retry',
  'wait',
  'limit-concurrency',
])

/** The elements of inbound that say what is presented to the back end, in order, also those under conditions. */
export function credentialElements({ elements, sections }: PolicyDocument): ElementNode[] {
  const { inbound } = sections
  return inbound === undefined
    ? []
    : elements.filter((element) => isCredentialPolicy(element.name) && concernsTheCall(element, inbound))
}

export const isUnconditional = ({ parent }: ElementNode, { sections }: PolicyDocument): boolean =>
  parent === sections.inbound

/**
 * Reads what is presented. Of several elements of one kind the last holds; a certificate and a name with password
 * together, conditions, expressions and certificates in the text are what the form cannot show.
 */
export function readCredentials(text: string, certificates: readonly NamedCertificate[]): Credentials {
  return credentialsOf(parsePolicy(text), certificates)
}

export function credentialsOf(
  document: PolicyDocument,
  certificates: readonly NamedCertificate[],
): Credentials {
  if (document.broken) return { kind: 'other', reason: 'policy-invalid' }
  const elements = credentialElements(document)
  if (!elements.every((element) => isUnconditional(element, document))) {
    return { kind: 'other', reason: 'conditional' }
  }
  const last = elements.at(-1)
  if (last === undefined) return { kind: 'none' }
  if (!elements.every(({ name }) => name === last.name)) return { kind: 'other', reason: 'several' }
  return last.name === 'authentication-basic'
    ? basicOf(document.text, last)
    : mutualOf(document.text, last, certificates)
}

function basicOf(text: string, element: ElementNode): Credentials {
  const username = valueOf(text, element, 'username')
  const password = valueOf(text, element, 'password')
  if (username.kind === 'absent' || password.kind === 'absent') {
    return { kind: 'other', reason: 'policy-invalid' }
  }
  return username.kind === 'literal' && password.kind !== 'expression'
    ? { kind: 'basic', username: username.text }
    : { kind: 'other', reason: 'expression' }
}

function mutualOf(
  text: string,
  element: ElementNode,
  certificates: readonly NamedCertificate[],
): Credentials {
  if (valueOf(text, element, 'body').kind !== 'absent') return { kind: 'other', reason: 'inline-certificate' }
  const reference = referenceOf(text, element)
  if (reference === null) return { kind: 'other', reason: 'policy-invalid' }
  if (reference === 'not-literal') return { kind: 'other', reason: 'expression' }
  const certificate = certificates.find((candidate) => namesCertificate(reference, candidate))
  return { kind: 'mutual', reference, certificateId: certificate?.id ?? null }
}

/**
 * How an `authentication-certificate` names its certificate: by `certificate-id` where it has one (it outlives a
 * renewal), else by thumbprint; null when it names none.
 */
export function referenceOf(text: string, element: ElementNode): CertificateReference | 'not-literal' | null {
  for (const by of ['certificate-id', 'thumbprint'] as const) {
    const value = valueOf(text, element, by)
    if (value.kind === 'literal') return referenceTo(by, value.text)
    if (value.kind !== 'absent') return 'not-literal'
  }
  return null
}

export const referenceTo = (by: CertificateReference['by'], value: string): CertificateReference => ({
  by,
  value: by === 'thumbprint' ? (normaliseThumbprint(value) ?? value.trim()) : value.trim(),
})

/** `reference` must come from `referenceTo`, so that its thumbprint has the certificate's own form. */
export const namesCertificate = (
  { by, value }: CertificateReference,
  { id, thumbprint }: NamedCertificate,
): boolean => value === (by === 'thumbprint' ? thumbprint : id)

/** What people paste with a thumbprint: blanks, colons, hyphens and the marks that Windows' dialog copies along. */
const separators = /[\s:\-\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g

/** 40 upper-case hexadecimal digits, or null when the text is not a SHA-1 thumbprint. */
export function normaliseThumbprint(text: string): string | null {
  const digits = text.replace(separators, '').toUpperCase()
  return /^[0-9A-F]{40}$/.test(digits) ? digits : null
}

/** The element lies in `section` with nothing between but control flow. */
function concernsTheCall(element: ElementNode, section: ElementNode): boolean {
  let parent = element.parent
  while (parent !== null && parent !== section && controlFlow.has(parent.name)) parent = parent.parent
  return parent === section
}
