/** Each package gets the Electron of its own processor, or none is made. */
import { Arch } from 'electron-builder'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { afterPack } from './after-pack.ts'
import { distributionFor } from './electron-dist.ts'
import { architectureOf, beginningOf } from './executable-arch.ts'
import { writeStubDistribution } from './package-check/stub-distribution.ts'

const other = process.arch === 'x64' ? 'arm64' : 'x64'
const executable = '/srv/warifu/node_modules/electron/dist/electron'

describe('the distribution for electron-builder', () => {
  it('is what the environment names, before all else', () => {
    expect(distributionFor('/share/zips', executable, [])).toBe('/share/zips')
  })

  it.each([
    [['--dir'], '/srv/warifu/node_modules/electron/dist'],
    [['--linux', 'deb', `--${process.arch}`], '/srv/warifu/node_modules/electron/dist'],
    [[], undefined],
    [['--linux', 'deb'], undefined],
    [['--dir', `--${other}`], undefined],
    [['--x64', '--arm64'], undefined],
  ])('is the one in node_modules where no other processor is asked for: %j', (args, expected) => {
    expect(distributionFor(undefined, executable, args)).toBe(expected)
  })

  it('is the folder around the bundle on macOS', () => {
    const bundled = '/srv/electron/dist/Electron.app/Contents/MacOS/Electron'
    expect(distributionFor(undefined, bundled, ['--dir'])).toBe('/srv/electron/dist')
  })
})

describe('the processor of a program', () => {
  const made = (write: (file: Buffer) => unknown): Buffer => {
    const file = Buffer.alloc(256)
    write(file)
    return file
  }
  const portable = (machine: number) =>
    made((file) => [
      file.write('MZ'),
      file.writeUInt32LE(0x80, 0x3c),
      file.write('PE\0\0', 0x80),
      file.writeUInt16LE(machine, 0x84),
    ])
  const mach = (type: number) =>
    made((file) => [file.writeUInt32LE(0xfeed_facf), file.writeUInt32LE(type, 4)])

  it('is told of the one that runs this', () => {
    expect(architectureOf(beginningOf(process.execPath))).toBe(process.arch)
  })

  it.each([
    ['Windows, x64', portable(0x8664), 'x64'],
    ['Windows, arm64', portable(0xaa64), 'arm64'],
    ['Windows, 32 bits', portable(0x014c), undefined],
    ['macOS, x64', mach(0x0100_0007), 'x64'],
    ['macOS, arm64', mach(0x0100_000c), 'arm64'],
    [
      'a header that leads out of the file',
      made((file) => [file.write('MZ'), file.writeUInt32LE(9999, 0x3c)]),
      undefined,
    ],
    ['no program', Buffer.from('#!/bin/sh'), undefined],
  ])('%s', (_name, file, expected) => {
    expect(architectureOf(file)).toBe(expected)
  })
})

describe.skipIf(process.platform !== 'linux')('after packing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-after-pack-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('an Electron for another processor is refused, and says what to do', async () => {
    writeStubDistribution(folder, '1.0.0')
    const packed = {
      ...{ appOutDir: folder, electronPlatformName: 'linux' },
      packager: { appInfo: { productFilename: 'Warifu' }, executableName: 'electron' },
    }
    const wrong = afterPack({ ...packed, arch: Arch[other] })
    await expect(wrong).rejects.toThrow(`This Electron is for ${process.arch}, the package for ${other}.`)
    await afterPack({ ...packed, arch: Arch[process.arch as 'x64' | 'arm64'] })
  })
})
