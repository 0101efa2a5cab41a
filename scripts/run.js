/**
 * `node scripts/run.js <script> [arguments]`: runs `scripts/<script>.ts` under the project's own Node 24.
 *
 * Plain JavaScript for old Nodes too, because its one task is to say what is missing when the dev dependency `node`
 * is not there: npm puts `node_modules/.bin` first in the path, so usually this file runs under Node 24 already.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [script, ...rest] = process.argv.slice(2)
const folder = fileURLToPath(new URL('.', import.meta.url))
const modules = join(folder, '..', 'node_modules')
const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const [major = 0] = process.versions.node.split('.').map(Number)

/** The first major that runs TypeScript files and has `node:sqlite` without a flag, as Electron's Node does. */
const neededMajor = 24

const stop = (message) => {
  console.error(message)
  process.exit(1)
}

if (!existsSync(join(modules, 'vite'))) stop('The dependencies are not installed. Run: npm ci')

const node = major >= neededMajor ? process.execPath : ownNode
if (!existsSync(node)) {
  stop(
    `This needs Node ${neededMajor}; here is Node ${process.versions.node}. The dev dependency "node" brings it, ` +
      'but its install script did not run. Run: npm rebuild node',
  )
}

const { status, error } = spawnSync(node, [join(folder, `${script}.ts`), ...rest], { stdio: 'inherit' })
if (error) stop(`Cannot run ${node}: ${error.message}`)
process.exit(status ?? 1)
