/**
 * `npm run package`: builds the program and its installers for this system, in `dist`. What follows goes to
 * electron-builder: `npm run package -- --dir` makes the program's folder without an installer.
 *
 * Offline it needs Electron's distribution: in node_modules/electron/dist (after `npm start`), in electron-builder's
 * cache, or where WARIFU_ELECTRON_DIST says (a folder, or the zip).
 */
import { dirname } from 'node:path'
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { commandOf, runNode, say } from './commands.ts'
import { isSigned } from './signing.ts'
import { writeThirdParties } from './third-party/write.ts'

const electronDist = process.env['WARIFU_ELECTRON_DIST'] ?? distributionOf(electronBinary())
const signed = isSigned(process.platform, process.env)
if (!signed)
  say('No credentials for signing: what is made is unsigned, and says so in its name and in About.')

const built = await runNode(['scripts/build.ts'])
writeThirdParties()
process.exitCode =
  built === 0
    ? await runNode(
        [
          commandOf('electron-builder'),
          ...['--publish', 'never', `-c.extraMetadata.signed=${signed}`],
          // Credentials that do not work must not end in a package that claims to be signed.
          `-c.forceCodeSigning=${signed}`,
          ...(electronDist === undefined ? [] : [`-c.electronDist=${electronDist}`]),
          ...process.argv.slice(2),
        ],
        {
          env: {
            WARIFU_SIGNATURE: signed ? '' : '-unsigned',
            // Otherwise a developer's own certificate, found by chance, would sign what is handed to others.
            ...(signed ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' }),
          },
        },
      )
    : built

/** On macOS the executable lies deep in a bundle, whose folder is the distribution. */
function distributionOf(executable: string | undefined): string | undefined {
  if (executable === undefined) return undefined
  return dirname(executable.replace(/\/Electron\.app\/.*$/u, '/Electron.app'))
}
