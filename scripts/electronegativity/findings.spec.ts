import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../commands.ts'
import { compareFindings, reviewed } from './findings.ts'
import type { Finding } from './findings.ts'

const expected: Finding[] = reviewed.map(({ id, file }) => ({ id, file, severity: 'MEDIUM', line: 1 }))

it('what was reviewed is let through', () => {
  expect(compareFindings(expected)).toEqual([])
})

it('what is new is told, also a second one of the same kind in the same file', () => {
  const [first] = expected as [Finding]
  const sandbox: Finding = { id: 'SANDBOX_JS_CHECK', file: 'main/shell/window.ts', severity: 'LOW', line: 12 }
  expect(compareFindings([...expected, sandbox, { ...first, line: 7 }])).toEqual([
    'LOW: SANDBOX_JS_CHECK in main/shell/window.ts, line 12',
    `MEDIUM: ${first.id} in ${first.file}, line 7`,
  ])
})

it('what is high is told, reviewed or not', () => {
  const [first, ...others] = expected as [Finding, ...Finding[]]
  expect(compareFindings([{ ...first, severity: 'HIGH' }, ...others])).toEqual([
    `HIGH: ${first.id} in ${first.file}, line 1`,
    `${first.id} in ${first.file} is not found any more: take it off the list`,
  ])
})

it('every review names a file that is there, and gives its reason', () => {
  for (const { file, reason } of reviewed) {
    if (file !== 'N/A') expect(existsSync(join(root, file)), file).toBe(true)
    const places = reason.match(/\b(?:main|e2e)\/[\w/.-]+\.ts/gu) ?? []
    for (const place of places) expect(existsSync(join(root, place)), place).toBe(true)
    expect(reason.length).toBeGreaterThan(40)
  }
})
