/**
 * `npm run check:package`: packs the program twice as `npm run package -- --dir` does, takes `app.asar` apart, reads
 * the fuses back and does the guide's job with what was packed. Ends with 1 when anything is wrong.
 */
import { FuseState, getCurrentFuseWire } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { findOrInstallChromium } from './chromium.ts'
import { runNode, say } from './commands.ts'
import { executableOf, fuses } from './after-pack.ts'
import { findDifferences, findProblems, listAsar, sizeOf } from './package-check/asar-contents.ts'
import { firstLoadLimit, firstLoadSize } from './package-check/first-load.ts'
import { electronVersion, writeStubDistribution } from './package-check/stub-distribution.ts'
import { tryProgram } from './package-check/try-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'warifu-package-'))

/** @returns the folder of the program */
async function pack(name: string, electronDist: string | undefined): Promise<string> {
  const output = join(folder, name)
  const code = await runNode(
    ['scripts/package.ts', '--dir', `--${process.arch}`, `-c.directories.output=${output}`],
    { env: electronDist === undefined ? {} : { WARIFU_ELECTRON_DIST: electronDist }, stdio: 'ignore' },
  )
  if (code !== 0) throw new Error(`npm run package -- --dir ended with ${code}`)
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'darwin') return join(output, `mac${suffix}`)
  return join(output, `${process.platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`)
}

const asarIn = (program: string): string =>
  process.platform === 'darwin'
    ? join(program, 'Warifu.app', 'Contents', 'Resources', 'app.asar')
    : join(program, 'resources', 'app.asar')

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
const inKilobytes = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString('en')} kB`

function stubDistribution(): string {
  if (process.platform !== 'linux')
    throw new Error('Without Electron’s distribution only Linux can pack: run npm start once.')
  const stub = join(folder, 'stub')
  mkdirSync(stub)
  writeStubDistribution(stub, electronVersion())
  return stub
}

/** The fuses that are not as decided, by number. */
async function wrongFuses(program: string): Promise<string[]> {
  const executable = executableOf({
    appOutDir: program,
    electronPlatformName: process.platform,
    packager: { appInfo: { productFilename: 'Warifu' }, executableName: 'warifu' },
  })
  const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(executable)) }
  return Object.entries(fuses)
    .filter(([name]) => /^\d+$/u.test(name))
    .filter(([name, on]) => wire[name] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name]) => `fuse ${name} is not as decided`)
}

/** What must lie near the archive, wherever the system has the program's own files: licences and the bill of materials. */
function missingBeside(asar: string): string[] {
  const place = join(asar, '..', '..')
  return ['LICENSE.warifu.txt', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']
    .filter((name) => !existsSync(join(place, name)))
    .map((name) => `${name} is missing`)
}

async function check(): Promise<string[]> {
  const real = process.env['WARIFU_ELECTRON_DIST'] ?? electronBinary()
  say(real === undefined ? 'Packing without Electron’s program, which is not here.' : `Packing with ${real}.`)
  const distribution = real === undefined ? stubDistribution() : undefined
  const first = await pack('first', distribution)
  const asar = asarIn(first)
  const second = asarIn(await pack('second', distribution))
  const files = listAsar(asar)
  const native = files.filter(({ unpacked }) => unpacked).reduce((sum, { size }) => sum + size, 0)
  say(`app.asar: ${files.length} files, ${inKilobytes(sizeOf(asar))}, beside it ${inKilobytes(native)}`)
  const { stored, compressed } = firstLoadSize(asar)
  say(`first load of the page: ${inKilobytes(stored)}, compressed ${inKilobytes(compressed)}`)
  const problems = [
    ...findProblems(files, sizeOf(asar)),
    ...findDifferences(files, listAsar(second)),
    ...(hashOf(asar) === hashOf(second) ? [] : ['two builds of the same sources give different archives']),
    ...(compressed > firstLoadLimit ? [`the first load is over ${inKilobytes(firstLoadLimit)}`] : []),
    ...(await wrongFuses(first)),
    ...missingBeside(asar),
  ]
  if (problems.length > 0) return problems
  if (electronBinary() === undefined) await findOrInstallChromium()
  say(`The guide's job was done with this app.asar on ${await tryProgram(asar, folder)}.`)
  return []
}

try {
  const problems = await check()
  for (const problem of problems) say(`✗ ${problem}`)
  if (problems.length === 0) say('✓ The package is as it should be.')
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
