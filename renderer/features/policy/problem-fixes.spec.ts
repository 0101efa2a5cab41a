import { expect, it } from 'vitest'
import type { PolicyProblem, PolicyProblemCode } from '../../../preload/contract/policies.ts'
import { fixOf } from './problem-fixes.ts'
import { applyEdits } from './policy-text.ts'

const known = [{ thumbprint: 'AB'.repeat(20), sha256Thumbprint: 'CD'.repeat(32) }]

/** The text after the fix of a problem about `subject`, or null. */
function mended(code: PolicyProblemCode, text: string, subject: string): string | null {
  const offset = text.indexOf(subject)
  const place = { line: 1, column: offset + 1, offset, length: subject.length }
  const problem: PolicyProblem = { severity: 'error', code, ...place, subject }
  const fix = fixOf(problem, text, known)
  return fix && applyEdits(text, [fix])
}

it('writes a bare ampersand as XML wants it', () => {
  expect(mended('malformed-reference', '<value>a & b</value>', '&')).toBe('<value>a &amp; b</value>')
})

it('takes the digits out of a thumbprint that was copied with its label', () => {
  const labelled = `sha1 ${'ab:'.repeat(20)}`
  expect(mended('thumbprint-malformed', `<a thumbprint="${labelled}" />`, labelled)).toBe(
    `<a thumbprint="${'AB'.repeat(20)}" />`,
  )
})

it('turns the SHA-256 of a certificate that is here into its thumbprint', () => {
  const sha256 = 'cd'.repeat(32)
  expect(mended('thumbprint-malformed', `<a thumbprint="${sha256}" />`, sha256)).toBe(
    `<a thumbprint="${'AB'.repeat(20)}" />`,
  )
})

it('leaves alone what only its author can know', () => {
  expect(mended('thumbprint-malformed', '<a thumbprint="1234" />', '1234')).toBeNull()
  expect(mended('not-closed', '<inbound>', 'inbound')).toBeNull()
})
