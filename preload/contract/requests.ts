/**
 * What the window asks the main process, on one page; what main tells unasked is in `events.ts`.
 *
 * `Requests` is the only place where a channel is defined: the bridge, the guarded door and the schemas derive
 * from it. A method takes one argument at most. Every answer crosses as `Result`; bytes, passwords of stored
 * certificates and private keys never do.
 */
import type {
  ActivityEntry,
  ActivityFormat,
  ActivityQuery,
  ActivityVerification,
  RepairReport,
} from './activity.ts'
import type { Api, ApiDraft, CredentialsChoice, SecuritySaved } from './apis.ts'
import type { BackupWritten, RestorePreview } from './backups.ts'
import type { BinnedCertificate, Certificate, CertificateListFormat, PfxInspection } from './certificates.ts'
import type {
  ApiRevision,
  Connection,
  ConnectionAccess,
  ConnectionsView,
  FoundServices,
  SignInSettings,
  SignInState,
  TokenAccess,
} from './connections.ts'
import type { CopyOutcome, CopyPlan, CopyRequest } from './copying.ts'
import type { DiagnosticsContents } from './diagnostics.ts'
import type { HeldFile, OfferedFiles } from './files.ts'
import type {
  BackEndCheck,
  BackEndCheckRequest,
  GatewayAccess,
  GatewayAccessView,
  GatewayStatus,
  RecentCalls,
  TestCallAnswer,
  TestCallRequest,
} from './gateway.ts'
import type { CertificateFileFormat, FileDescription } from './inspections.ts'
import type { ManagementApiSwitchedOn, ManagementApiView } from './management-api.ts'
import type { ImportPreview, Operation, OperationProperties, OperationSaved, Undoable } from './operations.ts'
import type { Packed } from './packed.ts'
import type {
  OtherScopePolicy,
  AllApisReach,
  EffectivePolicy,
  InheritingScope,
  Policy,
  PolicyCheck,
  PolicyScope,
} from './policies.ts'
import type { PolicyEdit } from './policy-form.ts'
import type { Environment, Preferences } from './preferences.ts'
import type { SampleStatus } from './sample.ts'
import type { UpdateStatus } from './updates.ts'
import type { UnsavedWork } from './unsaved-work.ts'

export type FilePurpose = 'pfx' | 'certificate' | 'certificate-authority' | 'backup' | 'openapi'

export interface Requests {
  program: {
    environment: () => Environment
    setPreferences: (changes: Partial<Preferences>) => Preferences
    /** Puts text such as a thumbprint on the clipboard (the page itself has no clipboard permission). */
    copyText: (text: string) => void
    /** Whether something on screen would be lost with the window: then it is asked about before that closes. */
    noteUnsaved: (unsaved: UnsavedWork | null) => void
  }
  files: {
    /** Opens the operating system's dialog; null when the administrator closes it without choosing. */
    choose: (purpose: FilePurpose) => HeldFile | null
    /** As `choose`, for any number of PFX files, or for those that lie in a folder. */
    chooseSeveral: (from: 'files' | 'folder') => OfferedFiles | null
    /** Holds a file dropped on the window; the page reaches it as `dropFile`, never with a path of its own. */
    hold: (path: string) => HeldFile
    /** Holds the PFX files of a folder that was dropped; the page reaches it as `dropFolder`. */
    holdFolder: (path: string) => OfferedFiles
    /** Forgets a held file, its bytes and whatever was decoded from it. */
    release: (fileId: string) => void
  }
  certificates: {
    /** A connected service's come page by page in `certificatesListed` as well, under the caller's `reading`. */
    list: (reading: number) => Packed<Certificate[]>
    /**
     * Decodes a held file with its password and shows what is inside; nothing is kept yet. `password: null`: with the
     * one that has opened it before, else with none.
     */
    inspect: (request: { fileId: string; password: string | null }) => PfxInspection
    /** Keeps the identity at `identity` (its place in the inspection) of a held and inspected file. */
    upload: (request: { fileId: string; identity: number }) => Certificate
    /**
     * Keeps the identity and gives it the bindings of certificate `id` in every API, in one act. Another file of the
     * same certificate takes the kept file's place, and nothing else changes.
     */
    replace: (request: { id: string; etag: string; fileId: string; identity: number }) => Certificate
    /** Gives a replaced certificate its bindings back; the answer is that certificate. */
    rollBack: (request: { id: string; etag: string }) => Certificate
    /**
     * Makes a PFX of held files that have a private key and its certificates, and holds it. `keyPassword` opens the
     * key; `password` is the new file's. Nothing is kept yet: the PFX goes on like one that was chosen.
     */
    makePfx: (request: {
      fileIds: readonly string[]
      keyPassword: string | null
      password: string
    }) => HeldFile
    /** Refused with `certificate-in-use` while any policy names the certificate. */
    remove: (request: { id: string; etag: string }) => void
    /** Stops whatever is being decoded for a held file. */
    cancel: (fileId: string) => void
    /**
     * Asks where and writes public facts of the certificates there, in the order of `ids`; answers with the file's
     * name, or null when nowhere was chosen. Those that are gone meanwhile are left out.
     */
    export: (request: { format: CertificateListFormat; ids: readonly string[] }) => string | null
  }
  inspection: {
    /** What a held file is and holds, without importing it; `password: null` shows what is visible without one. */
    open: (request: { fileId: string; password: string | null }) => FileDescription
    /** Holds pasted text as if it were a file of that name. */
    holdText: (request: { name: string; text: string }) => HeldFile
    /** Asks where and writes certificates (PEM, leaf first) there; the file's name, or null when nowhere was chosen. */
    save: (request: { pem: string; format: CertificateFileFormat }) => string | null
  }
  /** Deleted certificates, until their days are over. */
  bin: {
    list: () => BinnedCertificate[]
    restore: (id: string) => Certificate
    /** Removes one for good. */
    purge: (id: string) => void
    empty: () => void
  }
  activity: {
    list: (query: ActivityQuery) => ActivityEntry[]
    verify: () => ActivityVerification
    /** Asks where, writes the whole record there and answers with the file's name; null when nowhere was chosen. */
    export: (format: ActivityFormat) => string | null
  }
  workspace: {
    /** What start-up found and put right. */
    repairs: () => RepairReport
    /** Removes the keychain items that the report calls left over; the answer is what remains of the report. */
    removeLeftOver: () => RepairReport
    /** Asks where and writes the backup there; null when nowhere was chosen. */
    backUp: (passphrase: string) => BackupWritten | null
    /** Opens a held backup and shows what restoring it would do. */
    previewRestore: (request: { fileId: string; passphrase: string }) => RestorePreview
    /** Restores a held backup that a preview has opened, in one act, and answers with what was done. */
    restore: (request: { fileId: string; preferences: boolean }) => RestorePreview
  }
  apis: {
    list: () => Api[]
    create: (draft: ApiDraft) => Api
    update: (request: { id: string; etag: string; draft: ApiDraft }) => Api
    /** With its operations and policies. */
    remove: (request: { id: string; etag: string }) => Undoable
    /** Brings a deleted API back; refused with `changed-meanwhile` or `api-path-taken`. */
    undo: (undo: string) => Api
    saveSecurity: (request: {
      id: string
      policyEtag: string | null
      choice: CredentialsChoice
    }) => SecuritySaved
  }
  operations: {
    /** By URL template and method. */
    list: (apiId: string) => Operation[]
    create: (request: { apiId: string; properties: OperationProperties }) => OperationSaved
    update: (request: {
      apiId: string
      id: string
      etag: string
      properties: OperationProperties
    }) => OperationSaved
    /** Removes it with its policy. */
    remove: (request: { apiId: string; id: string; etag: string }) => Undoable
    /** What importing a held OpenAPI document would do. `certificates.cancel` stops it being read. */
    previewImport: (request: { apiId: string; fileId: string }) => ImportPreview
    /** Does it in one act, and lets go of the file; `etag` is the preview's. */
    import: (request: {
      apiId: string
      fileId: string
      etag: string
      removeAbsent: boolean
    }) => ImportPreview & Undoable
    /** Takes an act back; refused with `changed-meanwhile` when something has changed since. */
    undo: (undo: string) => void
  }
  policies: {
    get: (scope: PolicyScope) => Policy
    /** `etag` as it was read: null where nothing was kept. */
    save: (request: { scope: PolicyScope; etag: string | null; text: string }) => Policy
    /** From then on the scope says no more than the one above. */
    remove: (request: { scope: PolicyScope; etag: string }) => Policy
    /** What a text that is not saved yet would mean, for problems while typing. */
    check: (request: { scope: PolicyScope; text: string }) => PolicyCheck
    /** Those of other scopes that set credentials, or hold access controls that the gateway does not apply. */
    others: (apiId: string) => OtherScopePolicy[]
    /** A text that is not saved yet with the form's edit made in it by span; nothing is kept. */
    edit: (request: { scope: PolicyScope; text: string; edit: PolicyEdit }) => string
    /** What holds for the scope's calls if `text` is its policy. */
    effective: (request: { scope: InheritingScope; text: string }) => EffectivePolicy
    /** Which APIs the policy of all APIs reaches. */
    reach: () => AllApisReach[]
  }
  gateway: {
    status: () => GatewayStatus
    /** Listens on another port; 0 lets the system choose. The preference follows. */
    listen: (port: number) => GatewayStatus
    access: () => GatewayAccessView
    /** Listens on another address, and at each start from then on. */
    setAccess: (access: GatewayAccess) => GatewayStatus
    /** By which certificate clients are answered HTTPS; null for plain HTTP. */
    httpsCertificate: () => string | null
    /** Those of the workspace, which can be chosen for it, whichever service the other requests go to. */
    httpsChoices: () => Packed<Certificate[]>
    /** As `httpsCertificate` from now on. */
    setHttps: (certificateId: string | null) => GatewayStatus
    testCall: (request: TestCallRequest) => TestCallAnswer
    /** Makes a real handshake; what goes wrong in it is told in the answer. */
    checkBackEnd: (request: BackEndCheckRequest) => BackEndCheck
    /** What there is so far; `gatewayCalled` tells what comes. */
    recentCalls: () => RecentCalls
  }
  /** Which service the other requests go to: the workspace, or a connected Azure API Management service. */
  connections: {
    list: () => ConnectionsView
    /** In the system's browser, or by a code that `signInCode` tells. */
    signIn: (request: { access: SignInSettings; by: 'browser' | 'device-code' }) => SignInState
    /** For a test: the token is kept in memory only. */
    useToken: (request: { access: TokenAccess; token: string }) => SignInState
    signOut: (access: ConnectionAccess) => ConnectionsView
    /** What the person who is signed in may see. */
    services: (access: ConnectionAccess) => FoundServices
    /** Tries it, keeps it and chooses it. */
    add: (connection: Omit<Connection, 'id'>) => ConnectionsView
    /** Tries it, and keeps it in place of what it was. */
    update: (connection: Connection) => ConnectionsView
    /** Forgets it; nothing changes at the service. */
    remove: (id: string) => ConnectionsView
    /** Null: the embedded workspace. Every list is to be read again. */
    choose: (id: string | null) => ConnectionsView
    /** Ends a sign-in, a search for services, or what the chosen service is being asked. */
    cancel: () => void
    /** Opens the page where the code that was told last is typed. */
    openCodePage: () => void
  }
  copying: {
    /** What copying from the service that is shown would do; nothing is changed yet. */
    plan: (request: CopyRequest) => CopyPlan
    /**
     * Does what the plan tells, and nothing else, once the person has agreed in a dialog of the system's; `copied` tells
     * of each part when it is through. Refused with `cancelled` when they said no.
     */
    run: (planId: string) => CopyOutcome[]
    /** Ends a planning at once; of what is being done, the part that has begun is finished first. */
    cancel: () => void
  }
  /** What only a connected service has. */
  azure: {
    /** Lets the service fetch a certificate from its Key Vault now. */
    refreshCertificate: (id: string) => Certificate
    revisions: (apiId: string) => ApiRevision[]
  }
  managementApi: {
    status: () => ManagementApiView
    /** Listens on 127.0.0.1, now and after each start; makes a token when there is none. */
    switchOn: (port: number) => ManagementApiSwitchedOn
    switchOff: () => ManagementApiView
    /** The token before opens nothing any more. */
    renewToken: () => string
  }
  diagnostics: {
    /** What `save` would write, and what was taken out of it. */
    preview: () => DiagnosticsContents
    /** Asks where and writes one readable file there; its name, or null when nowhere was chosen. */
    save: () => string | null
  }
  updates: {
    status: () => UpdateStatus
    /** Asks the server now. What goes wrong is in the status. */
    check: () => UpdateStatus
    /** Downloads what was found; `updatesChanged` tells how far it is. */
    download: () => UpdateStatus
    cancel: () => void
    /** Ends the program and installs what is ready. */
    installNow: () => void
  }
  sample: {
    status: () => SampleStatus
    install: () => SampleStatus
    remove: () => SampleStatus
    /** Holds one of the sample's PFX files, as if it had been chosen. */
    holdFile: (fileName: string) => HeldFile
    openFolder: () => void
  }
}
