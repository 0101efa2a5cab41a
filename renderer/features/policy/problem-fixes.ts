/** Problems with one obvious remedy, as the edit that makes it. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { PolicyProblem } from '../../../preload/contract/policies.ts'
import type { Edit } from './policy-text.ts'

type Known = Pick<Certificate, 'thumbprint' | 'sha256Thumbprint'>

/**
 * The edit (offsets in `text` itself, which the problem was found in) that mends a problem, or null where only its
 * author knows what was meant.
 */
export function fixOf(problem: PolicyProblem, text: string, certificates: readonly Known[]): Edit | null {
  const { offset: from, length, subject } = problem
  const to = from + length
  if (problem.code === 'malformed-reference') {
    return text.slice(from, to) === '&' ? { from, to, insert: '&amp;' } : null
  }
  if (problem.code !== 'thumbprint-malformed' || subject === '') return null
  const at = text.indexOf(subject, from)
  const insert = thumbprintFrom(subject, certificates)
  return insert === null || at < 0 || at > to ? null : { from: at, to: at + subject.length, insert }
}

/** Copied with other characters around its digits, or (as many tools show it) by SHA-256 instead of SHA-1. */
function thumbprintFrom(written: string, certificates: readonly Known[]): string | null {
  const digits = written
    .replace(/^sha-?(?:1|256)\b/i, '')
    .replace(/[^0-9a-f]/gi, '')
    .toUpperCase()
  if (digits.length === 40) return digits
  return certificates.find(({ sha256Thumbprint }) => sha256Thumbprint === digits)?.thumbprint ?? null
}
