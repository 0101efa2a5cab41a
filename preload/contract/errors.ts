/**
 * Every way a request can fail that Warifu expects, with the facts its sentence needs.
 *
 * The list is closed: `main` may only fail with one of these codes, and both locales must have a sentence
 * for each (the compiler insists). Facts are plain data and never hold a password, a key or file content.
 */
import type { ApiReference } from './apis.ts'
import type { ApiUse, OtherUse } from './certificates.ts'
import type { FileKind } from './files.ts'
import type { SettingName } from './managed-policy.ts'
import type { OperationReference } from './operations.ts'
import type { PolicyProblemCode } from './policies.ts'

/** Why a text is no URL template; the sentences are the locales'. */
export type UrlTemplateFault =
  'no-slash' | 'character' | 'braces' | 'parameter-name' | 'parameter-twice' | 'wildcard-not-last' | 'query'

/** What is wrong where a YAML or JSON file is damaged. */
export type DocumentFault =
  'alias-unknown' | 'character-missing' | 'indentation' | 'key-twice' | 'several-documents' | 'syntax' | 'tab'

/** What a file is that is offered as an OpenAPI document and is none that can be read. */
export type OpenApiLookalike = 'swagger' | 'other-version' | 'postman' | 'html' | 'xml' | 'other'

/** A failure whose code says everything: its details are `{}`. */
export type NoDetails = Readonly<Record<string, never>>

export interface ErrorDetails {
  // Files
  'file-damaged': { kind: FileKind; where: string }
  'file-empty': { name: string }
  /** More than the window has a use for, `most`, without letting any go. */
  'too-many-files-held': { most: number }
  'file-not-readable': { name: string; reason: string }
  'file-not-writable': { name: string; reason: string }
  /** One that the program keeps for itself. */
  'own-file-not-writable': { name: string; reason: string }
  'file-too-large': { bytes: number; limit: number }
  'file-no-longer-held': NoDetails
  'not-a-certificate-file': { kind: FileKind }

  // PFX outcomes (main/certificates)
  'algorithm-unsupported': { algorithm: string }
  'certificate-invalid': { reason: string }
  'decoder-failed': NoDetails
  'key-mismatch': NoDetails
  'key-type-unsupported': { keyType: string }
  'no-certificate': NoDetails
  'no-private-key': { certificates: number }
  'not-a-pfx': { kind: FileKind }
  'pfx-damaged': { where: string }
  'pfx-too-complex': { what: string; limit: number }
  'private-key-invalid': { reason: string }
  'took-too-long': { seconds: number }
  'too-many-iterations': { iterations: number; limit: number }
  'wrong-password': NoDetails

  // Keychain and workspace
  'backup-damaged': { reason: string }
  'backup-newer': { version: number; supported: number }
  'certificate-already-uploaded': { certificateId: string; thumbprint: string }
  /** `reason`: the TLS library's own code. */
  'certificate-refused-by-tls': { reason: string }
  /** `others`: what else than an API names it, where anything does. */
  'certificate-in-use': { apis: readonly ApiUse[]; others?: readonly OtherUse[] }
  'changed-meanwhile': NoDetails
  'data-folder-not-writable': { folder: string; reason: string }
  'disk-full': NoDetails
  'keychain-item-missing': { certificateId: string }
  'keychain-locked': NoDetails
  'keychain-unavailable': { reason: string }
  'not-a-backup': NoDetails
  'not-found': { what: 'certificate' | 'api' | 'operation' | 'policy' | 'connection'; id: string }
  'passphrase-too-short': { minimum: number }
  'password-too-long': { bytes: number; limit: number }
  'sealed-certificate-damaged': { certificateId: string }
  'workspace-damaged': { folder: string }
  'workspace-in-use': { folder: string }
  /** On a network share; `host` may be empty. */
  'workspace-open-elsewhere': { folder: string; host: string }
  'workspace-newer': { version: number; supported: number }
  'wrong-passphrase': NoDetails

  // APIs and policies
  'api-path-taken': { path: string; api: ApiReference }
  'certificate-authority-invalid': { reason: string }
  'operation-taken': { method: string; urlTemplate: string; operation: OperationReference }
  /** The first error; `subject` is what it is about, as in `PolicyProblem`. */
  'policy-invalid': { line: number; column: number; problem: PolicyProblemCode; subject: string }
  'service-url-invalid': { url: string }
  'not-openapi': { kind: OpenApiLookalike; version: string }
  'openapi-damaged': { line: number; column: number; reason: DocumentFault }
  'openapi-too-complex': { what: 'nesting' | 'aliases' | 'operations' | 'memory' | 'seconds'; limit: number }
  'url-template-invalid': { urlTemplate: string; reason: UrlTemplateFault }

  // Gateway
  'gateway-address-missing': { address: string }
  'gateway-not-running': NoDetails
  'gateway-port-taken': { port: number; suggestion: number }
  'management-port-taken': { port: number }
  'test-call-failed': { reason: string }

  // A connected Azure API Management service
  'azure-answer-unusable': {
    host: string
    status: number
    reason: 'html' | 'not-json' | 'other-shape' | 'redirected' | 'too-large' | 'foreign-link'
  }
  /** `seconds`: how long the service asked to wait; 0 when it did not say. */
  'azure-busy': { host: string; seconds: number }
  /** `errorCode` and `message`: the service's own words, in its own language. */
  'azure-refused': { status: number; errorCode: string; message: string }
  'azure-right-missing': { action: string; scope: string }
  'azure-unavailable': { host: string; status: number }
  'azure-unreachable': { host: string; reason: string }
  'azure-write-uncertain': NoDetails
  'clock-wrong': { minutes: number }
  'not-offered-by-connection': NoDetails
  'not-signed-in': NoDetails
  /** `reason`: the authority's own words. */
  'sign-in-failed': { reason: string }
  /** The certificate was replaced, but what is named here still names the old one. */
  'replacement-incomplete': { apis: readonly ApiReference[]; others: readonly OtherUse[] }

  // Updates of the program
  /** Cut short, or not what the server's list says. */
  'update-damaged': NoDetails
  'update-list-invalid': { host: string }
  'update-not-signed': NoDetails
  'update-server-unreachable': { host: string; reason: string }

  // What the organisation has decided (main/managed-policy)
  'managed-by-organisation': { setting: SettingName }

  // The door itself
  cancelled: NoDetails
  'request-invalid': { field: string }
  unexpected: { reference: string }
}

export type ErrorCode = keyof ErrorDetails

/** A failure as it crosses the bridge: a code of the closed list and the facts for its sentence. */
export type Failure = { [Code in ErrorCode]: { code: Code; details: ErrorDetails[Code] } }[ErrorCode]

/** Expected failures are return values (Electron carries only a message across); only surprises throw. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Failure }
