/**
 * Diagnostics as one text: facts about the program and its log, without anything that identifies what it keeps.
 *
 * Guards the administrator who sends it on: names of certificates and APIs, addresses, policies and the record are not
 * collected at all, and everything that is passes the redaction.
 */
import type {
  DiagnosticsContents,
  DiagnosticsPart,
  Redaction,
} from '../../../preload/contract/diagnostics.ts'
import { diagnosticsParts } from '../../../preload/contract/diagnostics.ts'
import { redact } from '../redact.ts'

/** Facts are written as JSON, texts as they are. */
export type DiagnosticsSources = Record<DiagnosticsPart, () => unknown>

/** The newest part of the log; what went wrong last is at its end. */
const logLimit = 524_288

export interface Diagnostics {
  contents: DiagnosticsContents
  text: string
}

export async function collectDiagnostics(sources: DiagnosticsSources, home?: string): Promise<Diagnostics> {
  const removed = new Map<Redaction, number>()
  const sections: { part: DiagnosticsPart; text: string }[] = []
  for (const part of diagnosticsParts) {
    const redacted = redact(await read(sources[part]), home)
    for (const [kind, count] of Object.entries(redacted.removed)) {
      removed.set(kind as Redaction, (removed.get(kind as Redaction) ?? 0) + count)
    }
    sections.push({ part, text: redacted.text })
  }
  return {
    contents: {
      parts: sections.map(({ part, text }) => ({ part, bytes: Buffer.byteLength(text) })),
      removed: [...removed].map(([kind, count]) => ({ kind, count })),
    },
    text: sections.map(({ part, text }) => `== ${part} ==\n${text.trimEnd()}\n`).join('\n'),
  }
}

/** What cannot be found out is said instead: diagnostics are wanted most when something is broken. */
async function read(source: () => unknown): Promise<string> {
  try {
    const found = await source()
    return typeof found === 'string' ? found.slice(-logLimit) : JSON.stringify(found, null, 2)
  } catch (error) {
    return `not available: ${error instanceof Error ? error.message : String(error)}`
  }
}
