/** What the program and the decoder's process say to each other. Everything crosses by structured clone. */
import type { CertificateFacts, PfxInspection } from '../../preload/contract/certificates.ts'
import type { Failure } from '../../preload/contract/errors.ts'
import type { FileDescription } from '../../preload/contract/inspections.ts'
import type { PfxIngredients } from './make-pfx.ts'
import type { Report } from './script-report.ts'

/** A PFX that is fit for upload; the file's own id and name are the caller's. */
export type PfxFacts = Omit<PfxInspection, 'fileId' | 'name'>

/** Key material for TLS. It never leaves the main process and its gateway. */
export interface OpenedIdentity {
  leaf: CertificateFacts
  /** PKCS#8, not encrypted. */
  privateKeyPem: string
  /** The leaf and its chain, in that order. */
  certificatePem: string
}

/** What the decoder can be asked, and what it answers. */
export interface DecoderTasks {
  inspect: { request: { bytes: Uint8Array; password: string | null }; answer: PfxFacts }
  open: { request: { bytes: Uint8Array; password: string | null }; answer: OpenedIdentity[] }
  describe: { request: { name: string; bytes: Uint8Array; password: string | null }; answer: FileDescription }
  makePfx: { request: PfxIngredients; answer: Uint8Array }
  report: { request: { file: string; bytes: Uint8Array; password: string | null }; answer: Report }
}

export type DecoderTask = keyof DecoderTasks

export type DecoderRequest = {
  [Task in DecoderTask]: { id: number; task: Task; request: DecoderTasks[Task]['request'] }
}[DecoderTask]

export type DecoderReply =
  | { id: number; state: 'started' }
  | { id: number; state: 'done'; answer: DecoderTasks[DecoderTask]['answer'] }
  | { id: number; state: 'failed'; failure: Failure }
