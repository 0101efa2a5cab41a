/**
 * The policy file of Linux.
 *
 * Guards the organisation's word: a file that anybody but root could have written is refused whole. As root alone may
 * write in /etc, so the file and its folder must belong to root and be writable by nobody else.
 */
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { PolicyPlace } from './merge-places.ts'

export const linuxPolicyFile = '/etc/warifu/policy.json'

/** A policy is some hundred bytes; what is far above was not meant to be one. */
const sizeLimit = 1_048_576

/** None when there is no such file. */
export function readLinuxPolicy(file = linuxPolicyFile): PolicyPlace[] {
  try {
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return []
    if (!isRootsOnly(file) || !isRootsOnly(dirname(file))) return [{ place: file, refused: 'not-protected' }]
    if (statSync(file).size > sizeLimit) return [{ place: file, refused: 'unreadable' }]
    const values: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''))
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      return [{ place: file, refused: 'unreadable' }]
    }
    return [{ place: file, values: values as Record<string, unknown> }]
  } catch {
    return [{ place: file, refused: 'unreadable' }]
  }
}

const writableByOthers = 0o022

function isRootsOnly(path: string): boolean {
  const { uid, gid, mode } = statSync(path)
  // Root's own group is root.
  return uid === 0 && ((mode & writableByOthers) === 0 || (gid === 0 && (mode & 0o002) === 0))
}
