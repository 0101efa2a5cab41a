/**
 * `npm run package`: builds the program and its installers for this system, in `dist`. What follows goes to
 * electron-builder: `npm run package -- --dir` makes the program's folder without an installer.
 *
 * Offline it needs Electron's distribution: in node_modules/electron/dist (after `npm start`), in Electron's download
 * cache, or where WARIFU_ELECTRON_DIST says (a zip, a folder of zips, or an unpacked folder).
 */
import { commandOf, runNode, say } from './commands.ts'
import { distributionFor } from './electron-dist.ts'
import { findOrDownloadElectron } from './electron.ts'
import { isSigned } from './signing.ts'
import { writeThirdParties } from './third-party/write.ts'

async function makePackages(args: readonly string[]): Promise<number> {
  const given = process.env['WARIFU_ELECTRON_DIST']
  // electron-builder takes a minute to find out, and says only which host it does not know.
  const executable = given === undefined ? await findOrDownloadElectron() : undefined
  if (given === undefined && executable === undefined) {
    say(
      'Without Electron there is no package. Let ELECTRON_MIRROR or HTTPS_PROXY lead to it, or WARIFU_ELECTRON_DIST ' +
        'to its zip or folder: docs/deployment.md, “Build behind a firewall”.',
    )
    return 1
  }

  const signed = isSigned(process.platform, process.env)
  if (!signed)
    say('No credentials for signing: what is made is unsigned, and says so in its name and in About.')
  const built = await runNode(['scripts/build.ts'])
  if (built !== 0) return built
  writeThirdParties()

  const electronDist = distributionFor(given, executable, args)
  return runNode(
    [
      commandOf('electron-builder'),
      ...['--publish', 'never', `-c.extraMetadata.signed=${signed}`],
      // Credentials that do not work must not end in a package that claims to be signed.
      `-c.forceCodeSigning=${signed}`,
      ...(electronDist === undefined ? [] : [`-c.electronDist=${electronDist}`]),
      ...args,
    ],
    {
      env: {
        WARIFU_SIGNATURE: signed ? '' : '-unsigned',
        // Otherwise a developer's own certificate, found by chance, would sign what is handed to others.
        ...(signed ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' }),
      },
    },
  )
}

process.exitCode = await makePackages(process.argv.slice(2))
