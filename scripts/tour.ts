/**
 * `npm run tour`: the whole job of the guide, done through the real window on the sample workspace, without a
 * display. One line per step as it happens; a picture of each screen in docs/tour, in Japanese and in English.
 */
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { findOrInstallChromium } from './chromium.ts'
import { ownEnvironment, runNode, say } from './commands.ts'
import { withSecretService } from './secret-service.ts'

const tour = async (): Promise<number> => {
  say('Building…')
  const built = await runNode(['scripts/build.ts'])
  if (built !== 0) return built
  if (electronBinary() === undefined) {
    say(`Electron's program is not here: the same program runs in ${await findOrInstallChromium()}.`)
  }
  return withSecretService(process.execPath, ['scripts/tour/both-languages.ts'], ownEnvironment())
}

process.exitCode = await tour().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  return 1
})
