/** APIs and their back ends. */
import type { CertificateFacts } from './certificates.ts'

export interface ApiReference {
  id: string
  displayName: string
}

/** Which authorities the back end's own certificate must chain to. */
export type ServerTrust =
  { kind: 'system' } | { kind: 'file'; name: string; certificates: readonly CertificateFacts[] }

/** What the gateway presents to the back end. A view of the policy, which is the truth. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'basic'; username: string }
  | { kind: 'mutual'; reference: CertificateReference; certificateId: string | null }
  /** The policy says something the form cannot show (an expression, a body, several elements). */
  | {
      kind: 'other'
      reason: 'expression' | 'inline-certificate' | 'several' | 'conditional' | 'policy-invalid'
    }

/** How a policy names a certificate; `certificateId` above is null when none in the workspace answers to it. */
export type CertificateReference =
  { by: 'thumbprint'; value: string } | { by: 'certificate-id'; value: string }

/** What the administrator chose in the Security tab. `password: null` keeps the one already in the keychain. */
export type CredentialsChoice =
  | { kind: 'none' }
  | { kind: 'basic'; username: string; password: string | null }
  | { kind: 'mutual'; certificateId: string }

export interface Api {
  id: string
  etag: string
  displayName: string
  /** Path prefix on the gateway, without slashes at either end; empty for the root. */
  path: string
  /** The back end's base URL, `https://…` or `http://…`. */
  serviceUrl: string
  trust: ServerTrust
  credentials: Credentials
}

/** `trustFileId` is a held file (PEM or DER authorities); null means the system's store; absent keeps what is set. */
export interface ApiDraft {
  displayName: string
  path: string
  serviceUrl: string
  trustFileId?: string | null
}

/** What Save in the Security tab answers: the change holds for every call that begins after `effectiveAt`. */
export interface SecuritySaved {
  api: Api
  effectiveAt: string
}
