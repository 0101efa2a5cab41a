/** What comes from others: from the registry only, unchanged, under licences that may be passed on. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './commands.ts'

interface LockedPackage {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  dev?: boolean
  hasInstallScript?: boolean
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> }
const locked = Object.entries(packages).filter(([path]) => path !== '')
const named = (entries: typeof locked): string[] => entries.map(([path]) => path.replace('node_modules/', ''))

/** Only js-yaml's command line needs it, of which nothing is packed. */
const neverPacked = ['argparse']

/** May be passed on with an MIT program; `OR` lets the reader choose. */
const licences = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0']

describe('the lock file', () => {
  it('takes nothing from elsewhere than the registry', () => {
    // npm writes no address for the registry here (.npmrc); whatever has one comes from git or from a file.
    expect(named(locked.filter(([, one]) => one.resolved !== undefined))).toEqual([])
    expect(named(locked.filter(([, one]) => !/^\d+\.\d+\.\d+/u.test(one.version ?? '')))).toEqual([])
  })

  it('pins the content of every package', () => {
    expect(named(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')))).toEqual([])
  })

  it('runs no install script but the known ones', () => {
    const scripts = locked.filter(([, one]) => one.hasInstallScript)
    expect(named(scripts).toSorted()).toEqual(['bun', 'electron-winstaller', 'keytar', 'node'])
  })

  it('holds only licences that may be passed on', () => {
    const others = locked
      .filter(([path, one]) => !one.dev && !neverPacked.includes(path.replace('node_modules/', '')))
      .filter(([, { license = '' }]) => !license.split(/[() ]+|OR/u).some((name) => licences.includes(name)))
    expect(named(others)).toEqual([])
  })
})
