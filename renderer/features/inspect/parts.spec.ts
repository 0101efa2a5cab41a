import { expect, test } from 'vitest'
import type { FileDescription } from '../../../preload/contract/inspections.ts'
import { lockedPfx } from '../../test/fake-inspections.ts'
import { chainLines, chainPem, firstPart } from './parts.ts'

const { locked, unlocked } = lockedPfx()

test('begins with the leaf, and with the file itself where nothing can be read yet', () => {
  expect(firstPart(unlocked)).toEqual({ kind: 'certificate', index: 0 })
  expect(firstPart(locked)).toEqual({ kind: 'file' })
})

test('draws a chain down to the issuer that is missing', () => {
  expect(chainLines(unlocked).map(({ depth, line }) => [depth, line.kind])).toEqual([
    [0, 'certificate'],
    [1, 'certificate'],
    [2, 'missing'],
  ])
})

test('calls the last of a whole chain its root, and a self-signed certificate alone a leaf', () => {
  const chain = (places: number[]): FileDescription => ({
    ...unlocked,
    chains: [{ certificates: places, end: { kind: 'root' } }],
  })
  const roles = (description: FileDescription) =>
    chainLines(description).map(({ line }) => (line.kind === 'certificate' ? line.role : line.kind))
  expect(roles(chain([0, 1]))).toEqual(['leaf', 'root'])
  expect(roles({ ...chain([0]), certificates: unlocked.certificates.slice(0, 1) })).toEqual(['leaf'])
})

test('lists certificates that stand in no chain', () => {
  expect(chainLines({ ...unlocked, chains: [] })).toHaveLength(2)
})

test('saves a chain from the chosen certificate on', () => {
  expect(chainPem(unlocked, 0).match(/BEGIN/g)).toHaveLength(2)
  expect(chainPem(unlocked, 1).match(/BEGIN/g)).toHaveLength(1)
})
