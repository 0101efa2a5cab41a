/** One file among several: what is known of it, and what becomes of it. */
import type { Certificate, IdentityFacts, PfxInspection } from '../../../../preload/contract/certificates.ts'
import type { Failure } from '../../../../preload/contract/errors.ts'
import type { HeldFile, OfferedFile } from '../../../../preload/contract/files.ts'
import { isBlocked } from '../findings.ts'
import { isIngredient } from '../pfx-making.ts'

export type RowState =
  | { kind: 'waiting' }
  /** `locked`: with a password that somebody typed. */
  | { kind: 'opening'; locked: boolean }
  /** Its password is asked for; `tried`: the one that was typed for it was wrong. */
  | { kind: 'locked'; tried: boolean }
  /** `renews` is the certificate whose place it can take; `failure` is why it could not be kept a moment ago. */
  | { kind: 'ready'; identity: IdentityFacts; renews: string | undefined; failure?: Failure }
  | { kind: 'uploading'; identity: IdentityFacts }
  | { kind: 'present'; identity: IdentityFacts }
  /** Something is to be decided that takes a screen of its own. */
  | { kind: 'alone'; because: 'several' | 'other-file' | 'ingredient' }
  | { kind: 'blocked'; identity: IdentityFacts }
  | { kind: 'unusable'; failure: Failure }
  | { kind: 'uploaded'; certificate: Certificate; replaced: Certificate | undefined }

export interface Row {
  key: number
  name: string
  /** Absent where the file could not be read. */
  file: HeldFile | undefined
  state: RowState
}

export const rowOf = ({ name, held }: OfferedFile, key: number): Row => ({
  key,
  name,
  file: held.ok ? held.value : undefined,
  state: held.ok ? { kind: 'waiting' } : { kind: 'unusable', failure: held.error },
})

/** What an opened file is good for. */
export function opened({ identities }: PfxInspection): RowState {
  const [identity, ...others] = identities
  if (!identity || others.length > 0) return { kind: 'alone', because: 'several' }
  for (const finding of identity.findings) {
    if (finding.code === 'already-uploaded') {
      return finding.sameFile ? { kind: 'present', identity } : { kind: 'alone', because: 'other-file' }
    }
  }
  if (isBlocked(identity.findings)) return { kind: 'blocked', identity }
  const renewal = identity.findings.find(({ code }) => code === 'renewal-of')
  return {
    kind: 'ready',
    identity,
    renews: renewal?.code === 'renewal-of' ? renewal.certificateId : undefined,
  }
}

/** What a file that a password did not open is. @param own whether it was typed for this file */
export function notOpened(failure: Failure, own: boolean): RowState {
  if (failure.code === 'wrong-password') return { kind: 'locked', tried: own }
  return isIngredient(failure) ? { kind: 'alone', because: 'ingredient' } : { kind: 'unusable', failure }
}
