/**
 * `npm start`: builds the program and opens it.
 *
 * In Electron; where its binary cannot be had, the same program in a Chromium window through the stand-in; without a
 * display, the guide's job done headlessly, so that the command never ends in nothing.
 */
import { findOrInstallChromium } from './chromium.ts'
import { run, runNode, say } from './commands.ts'
import { hasDisplay } from './display.ts'
import { findOrDownloadElectron } from './electron.ts'

const start = async (args: readonly string[]): Promise<number> => {
  if (!hasDisplay()) {
    say('There is no display here: doing the whole job headlessly instead, with pictures in docs/tour.')
    return runNode(['scripts/tour.ts'])
  }
  say('Building…')
  const built = await runNode(['scripts/build.ts'])
  if (built !== 0) return built

  const electron = await findOrDownloadElectron()
  if (electron !== undefined) {
    say('Opening Warifu.')
    // Chromium refuses to run its sandbox as root; everybody else keeps it.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    return run(electron, ['.', ...sandbox, ...args])
  }
  await findOrInstallChromium('window')
  say('Opening the same program in a Chromium window instead.')
  const standIn = ['--import', './e2e/stand-in/register.ts', 'out/main/index.js', '--stand-in-window']
  return runNode([...standIn, ...args])
}

process.exitCode = await start(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  return 1
})
