/** What can be handed to somebody who helps: one readable file, shown before it is written. */
export const diagnosticsParts = ['program', 'settings', 'workspace', 'crashes', 'log'] as const
export type DiagnosticsPart = (typeof diagnosticsParts)[number]

/** What was taken out, should it have been there. */
export type Redaction = 'key' | 'password' | 'token' | 'home-folder'

export interface DiagnosticsContents {
  parts: readonly { part: DiagnosticsPart; bytes: number }[]
  removed: readonly { kind: Redaction; count: number }[]
}
