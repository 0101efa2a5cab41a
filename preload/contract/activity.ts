/** The record of what was done to the workspace, and what start-up found and did. Never holds a secret. */

/** By which door a change came. */
export const doors = ['window', 'rest-api', 'sample', 'start-up'] as const
export type Door = (typeof doors)[number]

export const activityActs = [
  'workspace-created',
  'backup-created',
  'backup-restored',
  'workspace-restored',
  'sealing-key-created',
  'certificate-uploaded',
  'certificate-repaired',
  'certificate-file-replaced',
  'certificate-replaced',
  'certificate-replacement-rolled-back',
  'certificate-deleted',
  'certificate-restored',
  'certificate-purged',
  'certificate-handed-over',
  'api-created',
  'api-changed',
  'api-deleted',
  'api-restored',
  'operation-created',
  'operation-changed',
  'operation-deleted',
  'operations-imported',
  'operations-restored',
  'policy-saved',
  'left-over-items-removed',
  'policy-removed',
  'gateway-https-changed',
  'act-finished',
  'act-undone',
] as const
export type ActivityAct = (typeof activityActs)[number]

export interface ActivitySubject {
  kind: 'certificate' | 'api' | 'workspace'
  id: string
  /** What it was called then: a certificate's common name, an API's display name. */
  name: string
}

/** Plain facts before or after a change: ids, thumbprints, names, settings; policy texts by their SHA-256. */
export type ActivityFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface ActivityEntry {
  /** Counted from 1 without gaps. */
  sequence: number
  /** ISO 8601 UTC. */
  at: string
  /** `user@host` of the operating system. */
  actor: string
  door: Door
  act: ActivityAct
  subject: ActivitySubject
  before: ActivityFacts | null
  after: ActivityFacts | null
  previousHash: string
  /** SHA-256 in hexadecimal over the entry's other fields (docs/activity.md). */
  hash: string
}

/** The forms in which the record leaves the program. */
export type ActivityFormat = 'csv' | 'json-lines'

export interface ActivityFilter {
  /** Words that must all occur: in names, ids, thumbprints, settings, or who did it. Empty: any. */
  text: string
  /** Acts that match `text` by how the window calls them, whatever their entries say. */
  namedActs: readonly ActivityAct[]
  /** Null: any. */
  subject: ActivitySubject['kind'] | null
  /** Null: any. */
  door: Door | null
}

/** Newest first, `limit` entries at most, of those before the sequence `before`. */
export interface ActivityQuery {
  limit: number
  before: number | null
  filter: ActivityFilter
}

/** What "Verify" found. */
export type ActivityVerification =
  | { state: 'intact'; entries: number }
  /** The entry at `sequence` is not what was recorded, not in its place, or missing. */
  | { state: 'altered'; sequence: number; entries: number }
  /** Entries after `sequence` were taken away. */
  | { state: 'cut'; sequence: number; entries: number }
  /** The entries agree with each other, but the key that proves the last one is not in the keychain. */
  | { state: 'unproven'; entries: number }

/** What start-up did to leave nothing half done, and what it found but did not touch. */
export type Repair =
  | { kind: 'act-undone'; act: ActivityAct; subject: ActivitySubject }
  | { kind: 'act-finished'; act: ActivityAct; subject: ActivitySubject }
  /** The keychain could not be asked; nothing is lost, and the next start tries again. */
  | { kind: 'act-waits-for-keychain'; act: ActivityAct; subject: ActivitySubject }
  /** Its password or its key is not in the keychain any more; uploading the same file again mends it. */
  | { kind: 'keychain-item-missing'; certificateId: string }
  | { kind: 'basic-password-missing'; apiId: string }
  /** Its sealed file does not open any more; uploading the same file again mends it. */
  | { kind: 'sealed-certificate-damaged'; certificateId: string }
  /** It did not open any more, and was put right from an automatic backup. */
  | { kind: 'sealed-certificate-mended'; certificateId: string }
  /** An item of this workspace that nothing in it refers to; it may belong to what a damaged database held. */
  | { kind: 'keychain-item-left-over'; account: string }
  | { kind: 'database-set-aside'; file: string }
  /**
   * From a backup and the `changes` that were logged after it. The last one is of `until`; those after it are missing
   * unless the log was `complete`.
   */
  | { kind: 'database-restored'; backupOf: string; changes: number; until: string; complete: boolean }
  | { kind: 'database-started-empty' }

export type RepairReport = readonly Repair[]
