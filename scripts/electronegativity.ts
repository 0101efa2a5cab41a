/**
 * `npm run check:electronegativity`: looks for Electron's known misuses in the program's sources, with Doyensec's
 * electronegativity, and compares what it finds with the reviewed list. Ends with 1 on anything new, high, or unread.
 *
 * Not a development dependency: it would bring four hundred packages of 2021 into everybody's lock file. The first run
 * installs it, in this one version, into node_modules/.cache; from then on nothing is asked of the network.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runNode, say } from './commands.ts'
import { compareFindings } from './electronegativity/findings.ts'
import { sourceOf, writeReadableSources } from './electronegativity/readable-sources.ts'

const version = '1.10.3'
const home = join(root, 'node_modules/.cache', `electronegativity-${version}`)
const runner = join(home, 'node_modules/@doyensec/electronegativity/dist/runner.js')

/** Of its options and its answer what is used here. https://github.com/doyensec/electronegativity#programmatically */
type Run = (options: { input: string; isRelative: boolean; excludeFromScan: readonly string[] }) => Promise<{
  globalChecks: number
  atomicChecks: number
  errors: { file: string; message: string }[]
  issues: { id: string; file: string; severity: { name: string }; location: { line: number } }[]
}>

async function install(): Promise<void> {
  if (existsSync(runner)) return
  const npm = process.env['npm_execpath']
  if (npm === undefined) throw new Error('Run it as npm run check:electronegativity.')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{"private":true}')
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await runNode([
    npm,
    'install',
    ...quiet,
    ...['--prefix', home, `@doyensec/electronegativity@${version}`],
  ])
  if (code !== 0) throw new Error(`npm install ended with ${code}`)
}

/** Asks GitHub at each start for newer translations of its sentences, and ends the process when it gets no answer. */
function keepOffline(require: NodeJS.Require): void {
  const got = require.resolve('got')
  require(got)
  const loaded = require.cache[got]
  if (loaded)
    loaded.exports = () => Promise.reject(new Error('Not asked: nothing that is found depends on it.'))
}

async function check(folder: string): Promise<string[]> {
  await install()
  const count = writeReadableSources(folder)
  const require = createRequire(runner)
  keepOffline(require)
  const run = require(runner) as Run
  const { globalChecks, atomicChecks, errors, issues } = await run({
    input: folder,
    isRelative: true,
    // Needs Electron's list of releases from the network; S22 in docs/security.md takes its place.
    excludeFromScan: ['AvailableSecurityFixesGlobalCheck'],
  })
  say(`${count} files, ${globalChecks + atomicChecks} checks, ${issues.length} findings`)
  const found = issues.map(({ id, file, severity, location }) => ({
    ...{ id, file: sourceOf(file) },
    ...{ severity: severity.name, line: location.line },
  }))
  return [
    ...errors.map(({ file, message }) => `${sourceOf(file)} could not be read: ${message}`),
    ...compareFindings(found),
  ]
}

const folder = mkdtempSync(join(tmpdir(), 'warifu-electronegativity-'))
try {
  const problems = await check(folder)
  for (const problem of problems) say(`✗ ${problem}`)
  if (problems.length === 0) say('✓ Nothing but what has been reviewed.')
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
