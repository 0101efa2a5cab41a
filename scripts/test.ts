/**
 * `npm test`: types beside lint, unit, end-to-end, and one line at the end that says how it went.
 *
 * On Linux the tests run beside a real Secret Service where GNOME Keyring and D-Bus are installed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { findOrInstallChromium } from './chromium.ts'
import { commandOf, keepCompiled, ownEnvironment, runNode, say } from './commands.ts'
import { secretServiceHindrance, withSecretService } from './secret-service.ts'
import { add, closingLine, none, oneFor, playwrightCounts, vitestCounts } from './test-counts.ts'
import type { Counts } from './test-counts.ts'

const reports = mkdtempSync(join(tmpdir(), 'warifu-test-'))
const unitReport = join(reports, 'unit.json')
const endToEndReport = join(reports, 'end-to-end.json')

const readReport = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const types = async (): Promise<Counts> => {
  const tsc = commandOf('tsc', 'typescript')
  const checks = [
    [tsc, '-p', 'main'],
    [tsc, '-p', 'preload'],
    [commandOf('vue-tsc'), '-p', 'renderer'],
    [tsc, '-p', 'e2e'],
  ]
  let worst = 0
  for (const check of checks) worst = Math.max(worst, await runNode(check))
  return oneFor(worst)
}

const lint = async (): Promise<Counts> => oneFor(await runNode([commandOf('eslint'), '.']))

const format = async (): Promise<Counts> =>
  oneFor(await runNode([commandOf('prettier'), '--check', '--log-level', 'warn', '.']))

const typesAndFormat = async (): Promise<Counts> => add(await types(), await format())

/** Each tool has one thread; ESLint takes as long as the other two together. */
const reading = async (): Promise<Counts> => {
  const [linted, others] = await Promise.all([lint(), typesAndFormat()])
  return add(linted, others)
}

const unit = async (): Promise<Counts> => {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`]
  const args = [commandOf('vitest'), 'run', ...reporters]
  const exitCode = await withSecretService(process.execPath, args, ownEnvironment())
  return vitestCounts(readReport(unitReport), exitCode)
}

const endToEnd = async (): Promise<Counts> => {
  const exitCode = await runNode(['scripts/e2e.ts'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: endToEndReport } })
  return playwrightCounts(readReport(endToEndReport), exitCode)
}

/** The stand-in's own tests need a Chromium whether or not Electron is there. */
const prepare = async (): Promise<void> => {
  const hindrance = secretServiceHindrance()
  say(hindrance === null ? 'Keychain: a Secret Service of its own' : `Keychain: ${hindrance}`)
  say(`Chromium: ${await findOrInstallChromium()}`)
  say(`Electron: ${electronBinary() ?? 'its program is not here; the stand-in takes its place'}`)
}

const steps: readonly (readonly [title: string, step: () => Promise<Counts>])[] = [
  ['Types, lint and format', reading],
  ['Unit', unit],
  ['End-to-end', endToEnd],
]

keepCompiled()
let total = none
try {
  await prepare()
  for (const [title, step] of steps) {
    say(`\n── ${title}`)
    const began = performance.now()
    const counts = await step()
    say(`── ${title}: ${closingLine(counts)} (${Math.round((performance.now() - began) / 1000)} s)`)
    total = add(total, counts)
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  total = add(total, oneFor(1))
} finally {
  rmSync(reports, { recursive: true, force: true })
}
say(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
