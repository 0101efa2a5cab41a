/**
 * electron-builder's `afterPack`: refuses a package for another system, or with Electron for another processor, and sets
 * Electron's fuses before anything is signed.
 *
 * Not by electron-builder's own `electronFuses`: it brings a version of @electron/fuses that does not know the ninth
 * fuse, and it cannot be told to stop at one that nobody has decided on. https://www.electronjs.org/docs/latest/tutorial/fuses
 */
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import type { FuseV1Config } from '@electron/fuses'
import { Arch } from 'electron-builder'
import type { AfterPackContext } from 'electron-builder'
import { join } from 'node:path'
import { architectureOf, beginningOf } from './executable-arch.ts'

export const fuses = {
  version: FuseVersion.V1,
  // A later Electron's new fuse stops the build until somebody has decided on it.
  strictlyRequireAllFuses: true,
  // The program must not serve as a Node that is signed with our name. The decoder is a utilityProcess, which needs none.
  [FuseV1Options.RunAsNode]: false,
  // The page keeps no cookies; if it ever does, they are sealed.
  [FuseV1Options.EnableCookieEncryption]: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS would let the environment run code, or choose whom we trust.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // --inspect would open the main process, and with it the keychain, to every local program.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // On Windows and macOS a changed app.asar does not start. (Linux ignores it: there is no place to keep the hash.)
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // Without it a folder named `app` beside app.asar would be loaded instead, unchecked.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // We bring no V8 snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Everything comes by app://; a file:// page, should there ever be one, has no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default, and safe: bounds of WebAssembly memory are checked by the processor instead of by code.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config

type Packed = Pick<AfterPackContext, 'appOutDir' | 'electronPlatformName'> & {
  packager: { appInfo: { productFilename: string }; executableName?: string }
}

/** The file, or on macOS the bundle, whose fuses are set. */
export function executableOf({ appOutDir, electronPlatformName, packager }: Packed): string {
  const { productFilename } = packager.appInfo
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${productFilename}.app`)
    case 'win32':
      return join(appOutDir, `${productFilename}.exe`)
    default:
      return join(appOutDir, packager.executableName ?? productFilename)
  }
}

/** electron-builder copies an unpacked Electron into the packages of every architecture; it would start on one only. */
function requireArchitecture(context: Packed & Pick<AfterPackContext, 'arch'>): void {
  const executable = executableOf(context)
  const bundle = context.electronPlatformName === 'darwin'
  const file = bundle
    ? join(executable, 'Contents', 'MacOS', context.packager.appInfo.productFilename)
    : executable
  const [wanted, found] = [Arch[context.arch], architectureOf(beginningOf(file))]
  if (found === wanted) return
  throw new Error(
    `This Electron is for ${found ?? 'an unknown processor'}, the package for ${wanted}. Let WARIFU_ELECTRON_DIST name ` +
      `a folder with Electron's zips for each, or make one package only: npm run package -- --${found ?? process.arch}`,
  )
}

export async function afterPack(context: Packed & Pick<AfterPackContext, 'arch'>): Promise<void> {
  // electron-builder.yml packs the keychain's module for ${platform}, which is the one that packs.
  if (context.electronPlatformName !== process.platform) {
    throw new Error(`A package for ${context.electronPlatformName} has to be made there.`)
  }
  requireArchitecture(context)
  const onAppleSilicon = context.electronPlatformName === 'darwin' && context.arch === Arch.arm64
  // Apple silicon runs nothing whose signature does not fit; a real signature later takes the place of this one.
  await flipFuses(executableOf(context), { ...fuses, resetAdHocDarwinSignature: onAppleSilicon })
}
