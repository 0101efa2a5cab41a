/**
 * `npm run check:installers`: makes the installers of this system and looks into them: what they hold, who may change
 * it, what they tell the desktop; then installs, upgrades and removes them on a copy of the system. Ends with 1 when
 * anything is wrong. On Linux only; where a tool is missing, it says what was left out.
 *
 * Without Electron's distribution they are made around a stub, by `scripts/installer-check/fpm.ts` in place of fpm, and
 * without the part that mounts an AppImage: neither can be fetched where Electron cannot. Its launcher is started.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { root, runNode, say } from './commands.ts'
import { findInLauncher } from './installer-check/app-run.ts'
import { checkOpenWith } from './installer-check/open-with.ts'
import { openPackage } from './installer-check/open-package.ts'
import { ownTools } from './installer-check/own-tools.ts'
import { findInPackage } from './installer-check/package-problems.ts'
import { electronVersion, writeStubDistribution } from './package-check/stub-distribution.ts'
import { isSigned } from './signing.ts'

const folder = mkdtempSync(join(tmpdir(), 'warifu-installers-'))
const output = join(folder, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const has = (command: string): boolean => {
  try {
    execFileSync('which', [command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function make(): Promise<void> {
  const real = process.env['WARIFU_ELECTRON_DIST'] ?? electronBinary()
  say(real === undefined ? 'Made around a stub of Electron, which is not here.' : `Made around ${real}.`)
  let env: NodeJS.ProcessEnv = {}
  if (real === undefined) {
    const stub = join(folder, 'stub')
    writeStubDistribution(stub, electronVersion())
    env = { WARIFU_ELECTRON_DIST: stub, ...ownTools(join(folder, 'tools')) }
  }
  const targets = ['deb', ...(has('rpmbuild') ? ['rpm'] : []), 'AppImage']
  const args = ['scripts/package.ts', '--linux', ...targets, `--${process.arch}`]
  const code = await runNode([...args, `-c.directories.output=${output}`], { env, stdio: 'ignore' })
  if (code !== 0) throw new Error(`npm run package ended with ${code}`)
}

/** On a copy of this system; as root, since only root may make one. */
function tryInstalling(files: readonly string[]): string[] {
  if (process.getuid?.() !== 0) {
    say('Not installed: that takes root, and a system that can be copied.')
    return []
  }
  const copy = join(folder, 'copy')
  mkdirSync(copy)
  const script = join(root, 'scripts/installer-check/install-and-remove.sh')
  const said = execFileSync('unshare', ['--mount', script, copy, ...files], { encoding: 'utf8' })
  say(`Installed, upgraded and removed: ${files.length} packages.`)
  return said.split('\n').filter((line) => line !== '')
}

async function check(): Promise<string[]> {
  if (process.platform !== 'linux') throw new Error('The installers of other systems have to be tried there.')
  await make()
  const files = readdirSync(output).filter((name) => /\.(?:deb|rpm|AppImage)$/u.test(name))
  const unpacked = readdirSync(output).find((name) => name.endsWith('-unpacked')) ?? ''
  const problems = files.flatMap((name) => {
    const opened = openPackage(join(output, name), join(folder, name))
    say(`${name}: ${Math.round(statSync(join(output, name)).size / 1000).toLocaleString('en')} kB`)
    const expected = {
      ...{ version, signed: isSigned('linux', process.env) },
      asar: join(output, unpacked, 'resources/app.asar'),
    }
    const problems = findInPackage(opened, expected)
    if (opened.kind === 'AppImage') problems.push(...findInLauncher(opened.program, folder))
    return problems.map((problem) => `${name}: ${problem}`)
  })
  const installable = files.filter((name) => !name.endsWith('.AppImage')).map((name) => join(output, name))
  return [...problems, ...tryInstalling(installable), ...(has('makensis') ? checkOpenWith(folder) : [])]
}

try {
  const problems = await check()
  for (const problem of problems) say(`✗ ${problem}`)
  if (problems.length === 0) say('✓ The installers are as they should be.')
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
