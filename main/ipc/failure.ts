/** Turns whatever a handler threw into a failure of the closed list. */
import { randomBytes } from 'node:crypto'
import type { Failure } from '../../preload/contract/errors.ts'
import { isWarifuError } from '../warifu-error.ts'

/**
 * `WarifuError`s cross as they are; a full disk is told by its code wherever it struck (SQLite says SQLITE_FULL,
 * errcode 13). Anything else becomes `unexpected` with a short reference that `report` can log next to the error.
 */
export function toFailure(error: unknown, report: (reference: string) => void): Failure {
  if (isWarifuError(error)) return error.toFailure()
  if (isFullDisk(error)) return { code: 'disk-full', details: {} }
  const reference = randomBytes(4).toString('hex').toUpperCase()
  report(reference)
  return { code: 'unexpected', details: { reference } }
}

function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === 13
}
