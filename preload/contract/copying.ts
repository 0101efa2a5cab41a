/**
 * Copying certificates and bindings from the service that is shown to another one: what is asked, what it would do,
 * and what came of it.
 */
import type { ApiReference } from './apis.ts'
import type { CertificateFacts } from './certificates.ts'
import type { Failure } from './errors.ts'

export interface CopyRequest {
  /** A connection; null is the workspace. */
  target: string | null
  certificateIds: readonly string[]
  /** APIs of which the binding is taken along: with it comes the certificate that they present. */
  apiIds: readonly string[]
}

/** Why a certificate cannot come to the target. */
export type NotCopied =
  /** A service never tells a private key, and the workspace does not have the file either. */
  | 'key-not-told'
  /** The same, where the workspace itself is the target. */
  | 'not-in-workspace'
  /** The workspace has the certificate, but it can no longer be opened. */
  | 'keychain-item-missing'
  | 'sealed-certificate-damaged'

export type CertificateFate =
  /** Under an id of its own; `taken` is the one it would have had, if another certificate has that. */
  | { kind: 'added'; id: string; taken: string | null; from: CertificateOrigin }
  /** The same certificate (by thumbprint) is there, under this id. */
  | { kind: 'kept'; id: string }
  | { kind: 'impossible'; because: NotCopied }

/** Where the target gets it from: `workspace` is its file there, whichever service is shown. */
export type CertificateOrigin =
  { kind: 'workspace'; certificateId: string } | { kind: 'key-vault'; secretIdentifier: string }

export interface PlannedCertificate extends Pick<
  CertificateFacts,
  'commonName' | 'subject' | 'thumbprint' | 'notBefore' | 'notAfter'
> {
  /** At the source. */
  id: string
  fate: CertificateFate
}

/** What an API at the target presents before anything is copied. */
export type PresentedNow =
  | { kind: 'none' }
  | { kind: 'basic'; username: string }
  /** `commonName` is null where no certificate of the target answers to what the policy names. */
  | { kind: 'mutual'; commonName: string | null; reference: string }

export type LocatedReference = ApiReference & { path: string }

export type BindingFate =
  | { kind: 'set'; api: LocatedReference; now: PresentedNow; certificateId: string }
  /** It presents this certificate already. */
  | { kind: 'kept'; api: LocatedReference }
  | {
      kind: 'impossible'
      because: 'no-such-api' | 'no-certificate' | 'certificate-not-copied' | 'policy-not-plain'
    }

/** `fate.certificateId` and ids of `CopyPlan.certificates` are the source's. */
export interface PlannedBinding {
  /** At the source. */
  api: LocatedReference
  fate: BindingFate
}

export interface CopyPlan {
  /** By which it is carried out; the newest plan alone can be. */
  id: string
  certificates: readonly PlannedCertificate[]
  bindings: readonly PlannedBinding[]
}

/** What became of something that the plan adds or sets. `id` is the source's. */
export interface CopyOutcome {
  kind: 'certificate' | 'binding'
  id: string
  result:
    /** `fetched`: the Key Vault held another version by then, which is the one that was added. */
    | { kind: 'done'; fetched?: Pick<CertificateFacts, 'thumbprint' | 'notAfter'> }
    | { kind: 'failed'; failure: Failure }
    /** The certificate that it would have named was not copied. */
    | { kind: 'without-certificate' }
    /** The copying ended before its turn came. */
    | { kind: 'not-begun' }
}
