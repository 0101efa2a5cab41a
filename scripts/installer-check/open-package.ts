/** Takes a package apart, by the tools of its own kind. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface OpenedPackage {
  name: string
  kind: 'deb' | 'rpm' | 'AppImage'
  /** What it would put at the root of a system; of an AppImage, its own root. */
  folder: string
  /** Where the program is in it. */
  program: string
  /** Its description of itself. */
  facts: Partial<Record<'name' | 'version' | 'maintainer' | 'license' | 'recommends', string>>
}

export function openPackage(file: string, folder: string): OpenedPackage {
  mkdirSync(folder)
  const name = basename(file)
  if (name.endsWith('.deb')) {
    execFileSync('dpkg-deb', ['--extract', file, folder])
    const fact = (field: string) => read('dpkg-deb', ['--field', file, field])
    const facts = {
      ...{ name: fact('Package'), version: fact('Version'), maintainer: fact('Maintainer') },
      ...{ license: fact('License'), recommends: fact('Recommends') },
    }
    return { name, kind: 'deb', folder, program: join(folder, 'opt/Warifu'), facts }
  }
  if (name.endsWith('.rpm')) {
    const archive = execFileSync('rpm2cpio', [file], { maxBuffer: 1_000_000_000 })
    execFileSync('cpio', ['--extract', '--make-directories', '--quiet'], { cwd: folder, input: archive })
    const fact = (tag: string) => read('rpm', ['--query', '--package', '--queryformat', `%{${tag}}`, file])
    const facts = {
      ...{ name: fact('NAME'), version: fact('VERSION'), maintainer: fact('PACKAGER') },
      license: fact('LICENSE'),
    }
    return { name, kind: 'rpm', folder, program: join(folder, 'opt/Warifu'), facts }
  }
  const apart = join(folder, 'apart')
  const offset = String(squashfsIn(readFileSync(file)))
  execFileSync('unsquashfs', ['-quiet', '-no-progress', '-offset', offset, '-dest', apart, file])
  return { name, kind: 'AppImage', folder: apart, program: apart, facts: {} }
}

const read = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim()

/** Where the archive begins, behind the program that mounts it: its magic with version 4.0 (squashfs_fs.h). */
function squashfsIn(file: Buffer): number {
  for (let at = file.indexOf('hsqs'); at >= 0; at = file.indexOf('hsqs', at + 1)) {
    if (file.readUInt16LE(at + 28) === 4 && file.readUInt16LE(at + 30) === 0) return at
  }
  throw new Error('There is no squashfs in the AppImage.')
}
