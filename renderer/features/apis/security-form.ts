/**
 * What the Security tab holds: a view of the policy's credentials and what the administrator made of it.
 *
 * The password of Basic is not part of it: it lives in the field only, until it is sent.
 */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { Credentials, CredentialsChoice } from '../../../preload/contract/apis.ts'

export type CredentialsKind = CredentialsChoice['kind']

export interface SecurityForm {
  /** Null while the policy says what the form cannot show and nothing else is chosen. */
  kind: CredentialsKind | null
  username: string
  certificateId: string | null
}

export function securityFormOf(credentials: Credentials): SecurityForm {
  const empty = { username: '', certificateId: null }
  switch (credentials.kind) {
    case 'none':
      return { ...empty, kind: 'none' }
    case 'basic':
      return { ...empty, kind: 'basic', username: credentials.username }
    case 'mutual':
      return { ...empty, kind: 'mutual', certificateId: credentials.certificateId }
    case 'other':
      return { ...empty, kind: null }
  }
}

/** Whether Save would change anything. A new password always does. */
export function isChanged(form: SecurityForm, password: string, credentials: Credentials): boolean {
  const saved = securityFormOf(credentials)
  if (form.kind !== saved.kind) return true
  if (form.kind === 'basic') return form.username !== saved.username || password !== ''
  return form.kind === 'mutual' && form.certificateId !== saved.certificateId
}

export type SecurityProblem =
  'kind-missing' | 'certificate-missing' | 'username-missing' | 'username-colon' | 'password-missing'

/** What keeps the form from being saved, or the choice to send. */
export function choiceOf(
  form: SecurityForm,
  password: string,
  credentials: Credentials,
): { choice: CredentialsChoice } | { problem: SecurityProblem } {
  switch (form.kind) {
    case null:
      return { problem: 'kind-missing' }
    case 'none':
      return { choice: { kind: 'none' } }
    case 'mutual':
      return form.certificateId === null
        ? { problem: 'certificate-missing' }
        : { choice: { kind: 'mutual', certificateId: form.certificateId } }
    case 'basic': {
      if (form.username === '') return { problem: 'username-missing' }
      // RFC 7617, section 2: the first colon ends the user name, so it cannot hold one.
      if (form.username.includes(':')) return { problem: 'username-colon' }
      if (password === '' && credentials.kind !== 'basic') return { problem: 'password-missing' }
      return {
        choice: { kind: 'basic', username: form.username, password: password === '' ? null : password },
      }
    }
  }
}

/** The certificates whose subject, name or thumbprint holds what was typed; a thumbprint may hold blanks or colons. */
export function matching(certificates: readonly Certificate[], typed: string): readonly Certificate[] {
  const words = typed.trim().toLocaleLowerCase()
  if (words === '') return certificates
  const hex = words.replace(/[^0-9a-f]/g, '')
  const isThumbprint = hex.length >= 4 && /^[0-9a-f\s:\u200e\u200f\u202a-\u202e\u2066-\u2069-]+$/.test(words)
  return certificates.filter(
    (certificate) =>
      certificate.subject.toLocaleLowerCase().includes(words) ||
      certificate.friendlyName?.toLocaleLowerCase().includes(words) === true ||
      (isThumbprint && certificate.thumbprint.toLowerCase().includes(hex)),
  )
}
