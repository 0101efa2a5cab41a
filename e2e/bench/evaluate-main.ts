/**
 * Evaluates the built main bundle once and prints how many milliseconds that took, then ends before the program
 * starts: `node --import ./e2e/stand-in/register.ts e2e/bench/evaluate-main.ts out/main/index.js`.
 *
 * The stand-in is loaded before the clock starts, as Electron is.
 */
import { pathToFileURL } from 'node:url'

await import('electron')
const [, , main = ''] = process.argv
const before = performance.now()
await import(pathToFileURL(main).href)
process.stdout.write(String(performance.now() - before))
process.exit(0)
