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

/** How the gateway reaches an API's back end, and whether it serves the API at all. */
export interface GatewaySettings {
  minimumVersion: 'TLSv1.2' | 'TLSv1.3'
  /** Whether the back end's chain must lead to an authority that is trusted. */
  verifyChain: boolean
  /** Whether its certificate must be for the name it is called by. */
  verifyName: boolean
  /** Asked for (RFC 6066, 3) and expected in the certificate instead of the URL's host; null: that host. */
  serverName: string | null
  /** Whether HTTP/2 is offered to the back end; one whose HTTP/2 is broken is better off without. */
  http2: boolean
  /** The administrator's word that calls pass although an access control of the policy is not applied to them. */
  serveUnguarded: boolean
}

export const defaultGatewaySettings: GatewaySettings = {
  minimumVersion: 'TLSv1.2',
  verifyChain: true,
  verifyName: true,
  serverName: null,
  http2: true,
  serveUnguarded: false,
}

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
  /** Of the revision that is current, where a connected service has revisions. */
  revision?: string
  /** Absent where another gateway than this program's serves the API. */
  gateway?: GatewaySettings
}

/**
 * `trustFileId` is a held file (PEM or DER authorities); null means the system's store. It and `gateway` keep what is
 * set where they are absent.
 */
export interface ApiDraft {
  displayName: string
  path: string
  serviceUrl: string
  trustFileId?: string | null
  gateway?: GatewaySettings
}

/** What Save in the Security tab answers: the change holds for every call that begins after `effectiveAt`. */
export interface SecuritySaved {
  api: Api
  effectiveAt: string
  /** As in `Policy`. */
  reappliedOn?: string
}
