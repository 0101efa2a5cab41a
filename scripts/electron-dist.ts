/** Which distribution of Electron a package is made of. */
import { dirname } from 'node:path'

const architectures = ['x64', 'arm64', 'ia32', 'armv7l', 'universal'] as const

/**
 * What electron-builder is told, or undefined where it shall take each architecture's own from the cache or the network.
 *
 * It would copy an unpacked folder into the packages of every architecture (ElectronFramework.js, `selectElectron`). The
 * one in node_modules is for this machine's, and so serves only where no other is asked for.
 *
 * @param given what WARIFU_ELECTRON_DIST says
 * @param executable Electron's own, in node_modules
 * @param args electron-builder's
 */
export function distributionFor(
  given: string | undefined,
  executable: string | undefined,
  args: readonly string[],
): string | undefined {
  if (given !== undefined) return given
  if (executable === undefined) return undefined
  const asked = architectures.filter((name) => args.includes(`--${name}`))
  // Without a word about it --dir is for this machine; the installers are for all that electron-builder.yml names.
  const onlyOurs = asked.length === 0 ? args.includes('--dir') : asked.every((name) => name === process.arch)
  // On macOS the executable lies deep in a bundle, whose folder is the distribution.
  return onlyOurs ? dirname(executable.replace(/\/Electron\.app\/.*$/u, '/Electron.app')) : undefined
}
