/** `npm run e2e`: builds, then runs the end-to-end specs on Electron where it is, else on the stand-in. */
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { findOrInstallChromium } from './chromium.ts'
import { commandOf, keepCompiled, ownEnvironment, runNode, say } from './commands.ts'
import { withSecretService } from './secret-service.ts'

const endToEnd = async (args: readonly string[]): Promise<number> => {
  const built = await runNode(['scripts/build.ts'])
  if (built !== 0) return built
  const electron = electronBinary()
  say(
    electron === undefined
      ? `End-to-end runs on the stand-in, in ${await findOrInstallChromium()}.`
      : `End-to-end runs on Electron, ${electron}.`,
  )
  const command = [commandOf('playwright'), 'test', '--config', 'e2e/playwright.config.ts', ...args]
  return withSecretService(process.execPath, command, ownEnvironment())
}

keepCompiled()
process.exitCode = await endToEnd(process.argv.slice(2))
