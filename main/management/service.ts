/**
 * The one idea in the middle: what a console needs of a management service, whichever it speaks to.
 *
 * The embedded workspace implements it, and a connection to Azure API Management can. In-use checks, thumbprint
 * rules and policy edits live behind it, so no door (window, REST API) can go round them. ETags are opaque; `'*'`
 * as `ifMatch` means "whatever is there". Every method fails with a `WarifuError` only.
 */
import type {
  ActivityEntry,
  ActivityFormat,
  ActivityQuery,
  ActivityVerification,
} from '../../preload/contract/activity.ts'
import type { Api, CredentialsChoice, GatewaySettings } from '../../preload/contract/apis.ts'
import type { BackupCertificate, RestorePreview } from '../../preload/contract/backups.ts'
import type { BinnedCertificate, Certificate } from '../../preload/contract/certificates.ts'
import type {
  ImportPreview,
  Operation,
  OperationProperties,
  Undoable,
} from '../../preload/contract/operations.ts'
import type { OtherScopePolicy, Policy, PolicyCheck, PolicyScope } from '../../preload/contract/policies.ts'
import type { PolicyEdit } from '../../preload/contract/policy-form.ts'
import type { OpenApiDocument } from '../operations/openapi/read-openapi.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import type { LocatedApi } from './match-apis.ts'

/** A PFX whose password has been checked and whose identity was chosen. The caller overwrites `pfx` afterwards. */
export interface CertificateUpload {
  pfx: Uint8Array
  password: string
  /** The place of the identity in the PFX, as its inspection lists them. */
  identity: number
  fileName?: string
}

export interface CertificatesPart {
  certificates: readonly Certificate[]
  /** Of the whole list; null where nobody knows. */
  total: number | null
}

/** `trustPem`: PEM of the authorities the back end must chain to, with the file's name; null is the system's store. */
export interface ApiProperties {
  displayName: string
  path: string
  serviceUrl: string
  trust: { name: string; pem: string } | null
  gateway?: GatewaySettings
}

/** What a certificate is called, by policies and by people. */
export interface CertificateName extends NamedCertificate {
  commonName: string
}

/** What is to be known of a certificate to tell of its end. */
export type CertificateEnd = Pick<Certificate, 'id' | 'commonName' | 'notAfter' | 'uploadedAt' | 'replacedBy'>

/** What a `put` did: `created` when nothing had the id before. */
export interface Put<Entity> {
  entity: Entity
  created: boolean
}

export interface ManagementService {
  certificates: {
    /** @param onPart told of the next ones where they come in parts; the answer has all of them */
    list(onPart?: (part: CertificatesPart) => void): Promise<Certificate[]>
    get(id: string): Promise<Certificate>
    /** Which there are, asked now; who uses them is not looked for. */
    names(): Promise<readonly CertificateName[]>
    /** Fails with `certificate-already-uploaded` when the same certificate is there. */
    create(upload: CertificateUpload): Promise<Certificate>
    /**
     * Keeps the upload and gives it every binding of `id`. The workspace does so in one act and keeps the old
     * certificate, `replacedBy` the new one, until it is deleted; there, another file of the same certificate, or one
     * with another password, takes the kept file's place under the same id. A connected service puts the new one
     * under the same id, and may fail with `replacement-incomplete`. Fails with `certificate-already-uploaded` when
     * nothing would change. @returns the new certificate
     */
    replace(id: string, ifMatch: string, upload: CertificateUpload): Promise<Certificate>
    /** Fails with `certificate-in-use` while any policy names it. */
    delete(id: string, ifMatch: string): Promise<void>
  }
  apis: {
    list(): Promise<Api[]>
    get(id: string): Promise<Api>
    /** As `matchApis` finds those of another service here; what they present is not read. */
    match(wanted: readonly Pick<LocatedApi, 'id' | 'path'>[]): Promise<(LocatedApi | null)[]>
    /** Fails with `api-path-taken`, `service-url-invalid` or `certificate-authority-invalid`. */
    create(properties: ApiProperties): Promise<Api>
    /** What is absent keeps what is set. */
    update(id: string, ifMatch: string, changes: Partial<ApiProperties>): Promise<Api>
    /** With its operations and policies. */
    delete(id: string, ifMatch: string): Promise<Undoable>
  }
  /** An API without any serves every call below its path; with some, only those. */
  operations: {
    /** By URL template and method. */
    list(apiId: string): Promise<Operation[]>
    get(apiId: string, operationId: string): Promise<Operation>
    /**
     * Creates or changes the operation with an id of the caller's (letters, digits, `_`, `-` and `.`). `ifMatch` null
     * asks for none of that id. Fails with `operation-taken`, `url-template-invalid` or `request-invalid`.
     */
    put(
      apiId: string,
      operationId: string,
      ifMatch: string | null,
      properties: OperationProperties,
    ): Promise<Put<Operation> & Undoable>
    /** Removes it with its policy. */
    delete(apiId: string, operationId: string, ifMatch: string): Promise<Undoable>
  }
  policies: {
    /** Where the scope keeps none: the text that says what holds without it, and a null ETag. */
    get(scope: PolicyScope): Promise<Policy>
    /**
     * `ifMatch` null asks for a scope that keeps none. Fails with `policy-invalid` at the first error; warnings do not
     * hinder.
     */
    put(scope: PolicyScope, text: string, ifMatch: string | null): Promise<Policy>
    /** From then on the scope says no more than the one above. Fails with `not-found` where it keeps none. */
    delete(scope: PolicyScope, ifMatch: string): Promise<void>
    check(scope: PolicyScope, text: string): Promise<PolicyCheck>
    /** `text` with the form's edit made in it by span; keeps nothing. Fails with `policy-invalid` or `not-found`. */
    edit(scope: PolicyScope, text: string, edit: PolicyEdit): Promise<string>
    /** Edits the API's policy by span so that it says `choice`; everything else survives byte for byte. */
    setCredentials(apiId: string, choice: CredentialsChoice, ifMatch: string | null): Promise<Policy>
  }
}

/** What the embedded workspace can beyond what every management service can. */
export interface EmbeddedService extends ManagementService {
  certificates: ManagementService['certificates'] & {
    /**
     * Keeps the upload under an id of the caller's. What had the id goes to the bin, and policies that name it by
     * thumbprint name the upload from then on. `ifMatch` is `'*'` also for "whether or not it is there".
     * Fails with `changed-meanwhile`, or with `certificate-already-uploaded` when another id has this certificate.
     */
    put(id: string, ifMatch: string, upload: CertificateUpload): Promise<Put<Certificate>>
    /** When each ends; without what costs time to find out of thousands. */
    ends(): Promise<readonly CertificateEnd[]>
    /** The same of those that policies name. */
    presentedEnds(): Promise<readonly CertificateEnd[]>
    /** Gives a replaced certificate its bindings back. @returns that certificate */
    rollBack(id: string, ifMatch: string): Promise<Certificate>
    /** Whether certificate `id` is kept as these very bytes with this password. Fails as the keychain does. */
    keepsFile(id: string, file: Pick<CertificateUpload, 'pfx' | 'password'>): Promise<boolean>
    /**
     * Opens certificate `id` for `use`, which keeps it at the service `to`. `use` has to await `record` right before it
     * sends anything: that writes down that the certificate is handed over, whatever becomes of it at the service, and
     * where it fails nothing may leave. The bytes are overwritten then. Fails as the keychain does, as unsealing does,
     * or as `use` does.
     */
    handOver<Answer>(
      id: string,
      to: { service: string; host: string; idAtService: string },
      use: (upload: CertificateUpload, record: () => Promise<void>) => Promise<Answer>,
    ): Promise<Answer>
  }
  apis: ManagementService['apis'] & {
    /**
     * Creates or changes the API with an id of the caller's (letters, digits, `_`, `-` and `.`), as `create` and
     * `update` do; a new one trusts the system's authorities. `ifMatch` is as in `certificates.put`.
     */
    put(
      id: string,
      ifMatch: string,
      properties: Omit<ApiProperties, 'trust'> & Partial<ApiProperties>,
    ): Promise<Put<Api>>
    /** Brings a deleted API back. Fails with `changed-meanwhile` or `api-path-taken`. */
    undo(undo: string): Promise<Api>
  }
  policies: ManagementService['policies'] & {
    /** Those of other scopes that set credentials, or hold access controls that the gateway does not apply. */
    others(apiId: string): Promise<OtherScopePolicy[]>
  }
  operations: ManagementService['operations'] & {
    /** What importing the document does; its absent operations go only if that is asked for. */
    previewImport(apiId: string, document: OpenApiDocument): Promise<ImportPreview>
    /** Does so in one act. `ifMatch` is of the preview. Fails with `changed-meanwhile`. @returns what was done */
    import(
      apiId: string,
      ifMatch: string,
      document: OpenApiDocument,
      options: { removeAbsent: boolean },
    ): Promise<ImportPreview & Undoable>
    /**
     * Takes an act on operations back, by the id that it answered, as long as nobody has changed them since. Fails
     * with `changed-meanwhile` or `operation-taken`.
     */
    undo(id: string): Promise<void>
  }
  /** Deleted certificates, where the workspace keeps them for some days. */
  bin: {
    list(): Promise<BinnedCertificate[]>
    /** Fails with `certificate-already-uploaded` when the same certificate was uploaded since. */
    restore(id: string): Promise<Certificate>
    /** Removes it for good: row, sealed bytes and keychain item. */
    purge(id: string): Promise<void>
    empty(): Promise<void>
  }
  /** How the workspace's own gateway answers its clients. */
  gateway: {
    /** By which certificate it answers HTTPS; null for plain HTTP. */
    httpsCertificateId(): string | null
    /**
     * Fails with `not-found`, as opening the certificate does, or with `certificate-refused-by-tls`; then nothing has
     * changed.
     */
    setHttps(certificateId: string | null): Promise<void>
  }
  activity: {
    list(query: ActivityQuery): Promise<ActivityEntry[]>
    verify(): Promise<ActivityVerification>
    export(format: ActivityFormat): Promise<string>
  }
  /** The workspace as one file under a passphrase (docs/backup-file.md), without the bin. */
  backup: {
    /**
     * Fails with `passphrase-too-short`. `leftOut` are certificates that cannot be opened any more. `preferences`
     * are the caller's, and come back from `restore` as they are.
     */
    create(
      passphrase: string,
      preferences: Readonly<Record<string, unknown>> | null,
    ): Promise<{ file: Buffer; leftOut: BackupCertificate[] }>
    /** Fails with `not-a-backup`, `backup-newer`, `backup-damaged`, `wrong-passphrase` or `api-path-taken`. */
    preview(file: Uint8Array, passphrase: string): Promise<RestorePreview>
    /** Does in one act what the preview tells, which may have changed meanwhile; answers with what was done. */
    restore(
      file: Uint8Array,
      passphrase: string,
    ): Promise<{ preview: RestorePreview; preferences: Readonly<Record<string, unknown>> | null }>
  }
}
