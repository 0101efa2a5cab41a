/** What is wrong with a package: one sentence for each thing. */
import { extractFile } from '@electron/asar'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../commands.ts'
import type { OpenedPackage } from './open-package.ts'

export interface Expected {
  version: string
  signed: boolean
  /** The archive that was packed; each package holds the same. */
  asar: string
}

interface Configuration {
  linux: { mimeTypes: string[]; maintainer: string }
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
const when = (wrong: boolean, problem: string): string[] => (wrong ? [problem] : [])

export function findInPackage(opened: OpenedPackage, expected: Expected): string[] {
  const asar = join(opened.program, 'resources/app.asar')
  if (!existsSync(asar)) return ['there is no app.asar in it']
  return [
    ...when(
      opened.name.includes('-unsigned') === expected.signed,
      expected.signed
        ? 'is signed, and its name says it is not'
        : 'its name does not say that it is unsigned',
    ),
    ...when(hashOf(asar) !== hashOf(expected.asar), 'its app.asar is not the one that was packed'),
    ...findInManifest(asar, expected),
    ...findInFacts(opened, expected),
    ...findInFiles(opened),
    ...findInDesktopEntry(opened),
  ]
}

/** What the program knows of itself: About says from it whether it is signed. */
function findInManifest(asar: string, { version, signed }: Expected): string[] {
  const manifest = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>
  return Object.entries({ version, signed, desktopName: 'warifu.desktop' })
    .filter(([name, value]) => manifest[name] !== value)
    .map(([name]) => `package.json says ${name}: ${String(manifest[name])}`)
}

function findInFacts({ kind, facts }: OpenedPackage, { version }: Expected): string[] {
  if (kind === 'AppImage') return []
  const { maintainer } = configuration().linux
  const wanted = {
    ...{ name: 'warifu', version, maintainer, license: 'MIT' },
    ...(kind === 'deb' ? { recommends: 'gnome-keyring' } : {}),
  }
  return Object.entries(wanted)
    .filter(([name, value]) => facts[name as keyof typeof facts] !== value)
    .map(([name, value]) => `its ${name} is not ${value}`)
}

const besides = ['LICENSE.warifu.txt', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']

function findInFiles({ kind, folder, program }: OpenedPackage): string[] {
  const modes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => {
    const { mode } = lstatSync(join(folder, path))
    return { path, mode: mode & 0o7777, link: (mode & 0o170000) === 0o120000 }
  })
  const icons = kind === 'AppImage' ? 'usr/share/icons' : 'usr/share/icons/hicolor'
  return [
    ...besides.filter((name) => !existsSync(join(program, name))).map((name) => `${name} is missing`),
    ...modes
      .filter(({ mode, link }) => !link && (mode & 0o022) !== 0)
      .map(({ path }) => `others than its owner may write ${path}`),
    ...modes.filter(({ mode }) => (mode & 0o6000) !== 0).map(({ path }) => `${path} is setuid or setgid`),
    ...when((lstatSync(join(program, 'warifu')).mode & 0o111) !== 0o111, 'warifu cannot be started by all'),
    // Ubuntu lets no program without a profile make the namespaces that the sandbox needs.
    ...when(
      kind !== 'AppImage' && !existsSync(join(program, 'resources/apparmor-profile')),
      'there is no AppArmor profile',
    ),
    ...when(!existsSync(join(folder, icons)), 'there are no icons'),
  ]
}

/** Also what makes windows find their icon, and what keeps the sandbox. */
function findInDesktopEntry({ kind, folder }: OpenedPackage): string[] {
  const file = join(folder, kind === 'AppImage' ? '' : 'usr/share/applications', 'warifu.desktop')
  if (!existsSync(file)) return ['warifu.desktop is missing']
  const text = readFileSync(file, 'utf8')
  const value = (key: string): string => new RegExp(`^${key}=(.*)$`, 'mu').exec(text)?.[1] ?? ''
  const types = value('MimeType').split(';').filter(Boolean)
  return [
    ...findByValidator(file),
    ...when(value('StartupWMClass') !== 'warifu', 'windows would not find their desktop entry'),
    ...when(!value('Exec').endsWith(' %U'), 'it cannot be asked to open a file'),
    ...when(value('Comment\\[ja\\]') === '', 'it says nothing in Japanese'),
    ...when(text.includes('--no-sandbox'), 'it starts without the sandbox'),
    ...when(types.join() !== configuration().linux.mimeTypes.join(), `it offers itself for ${types.join()}`),
    ...when((kind !== 'AppImage') !== text.includes('--task='), 'its tasks are not as they should be'),
  ]
}

function findByValidator(file: string): string[] {
  try {
    execFileSync('desktop-file-validate', [file], { encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    return [String((error as { stdout?: string }).stdout ?? error).trim()]
  }
}

const configuration = (): Configuration =>
  parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Configuration
