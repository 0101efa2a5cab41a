import { describe, expect, it } from 'vitest'
import { findDifferences, findProblems, sizeLimit } from './asar-contents.ts'
import type { PackedFile } from './asar-contents.ts'

const file = (path: string): PackedFile => ({ path, size: 1, unpacked: path.endsWith('.node'), hash: path })

const good = [
  'package.json',
  'out/main/index.js',
  'out/main/shared/pem.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/assets/ApiPage-Bdw4VxIN.css',
  'node_modules/keytar/package.json',
  'node_modules/keytar/lib/keytar.js',
  'node_modules/keytar/prebuilds/linux-x64/keytar.node',
].map(file)

describe('the check of a packed program', () => {
  it('has nothing to say about built files and the one native module', () => {
    expect(findProblems(good, sizeLimit)).toEqual([])
  })

  it.each([
    'out/main/index.js.map',
    'main/index.ts',
    'out/main/index.spec.js.ts',
    '.env',
    'out/.env',
    'node_modules/zod/index.js',
    'node_modules/keytar/src/async.cc',
    'main/certificates/testing/key.pem',
    'package-lock.json',
  ])('finds %s', (path) => {
    expect(findProblems([...good, file(path)], 1)).toEqual([`${path} is unexpected`])
  })

  it('finds a native module inside the archive, from where the system cannot load it', () => {
    const packed = good.map((one) => ({ ...one, unpacked: false }))
    expect(findProblems(packed, 1)).toEqual([
      'node_modules/keytar/prebuilds/linux-x64/keytar.node is not unpacked: it cannot be loaded',
    ])
  })

  it('finds what is missing, and an archive past its budget', () => {
    expect(findProblems(good.slice(1), sizeLimit + 1)).toEqual([
      'package.json is missing',
      `${sizeLimit + 1} bytes are more than ${sizeLimit}`,
    ])
  })

  it('names each file in which two builds differ', () => {
    const changed = good.map((one, index) => (index === 1 ? { ...one, hash: 'other' } : one))
    expect(findDifferences(good, good)).toEqual([])
    expect(findDifferences(good, changed.slice(0, -1))).toEqual([
      'out/main/index.js differs between two builds of the same sources',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node differs between two builds of the same sources',
    ])
  })
})
