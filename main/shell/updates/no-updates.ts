/** Whether this installation may look for updates at all; decided before anything of the updater is loaded. */
import type { ManagedPolicy } from '../../../preload/contract/managed-policy.ts'
import type { NoUpdates } from '../../../preload/contract/updates.ts'

export interface Installation {
  platform: NodeJS.Platform
  /** False when it runs from its sources. */
  packaged: boolean
  /** False when nobody vouches for it. */
  signed: boolean
  /** The folder of the executable. */
  folder: string
  /** electron-builder's app-update.yml, which names who signs updates for Windows; null when there is none. */
  updateSettings: string | null
  exists: (path: string) => boolean
}

/** Undefined when it may. */
export function noUpdatesBecause(policy: ManagedPolicy, installation: Installation): NoUpdates | undefined {
  if (policy.UpdatesAllowed === false) return 'managed-off'
  if (!installation.packaged) return 'not-installed'
  if (isOtherTools(installation)) return 'other-tool'
  if (!installation.signed || !namesPublisher(installation)) return 'unsigned'
  return policy.UpdateUrl === undefined ? 'no-server' : undefined
}

/**
 * MSI, pkg, deb and rpm are kept by Windows Installer, an MDM or a package manager. An AppImage carries no signature
 * that could be checked, so it is treated alike: the next one is handed out as the first was.
 */
function isOtherTools({ platform, folder, exists }: Installation): boolean {
  // NSIS puts its uninstaller beside the program, Windows Installer keeps its own elsewhere.
  if (platform === 'win32') return !exists(`${folder}\\Uninstall Warifu.exe`)
  // macOS keeps a receipt of what was installed from a pkg.
  return platform !== 'darwin' || exists('/var/db/receipts/jp.warifu.console.plist')
}

/** Without the name electron-updater takes any file on Windows; on macOS the system itself compares signatures. */
const namesPublisher = ({ platform, updateSettings }: Installation): boolean =>
  platform !== 'win32' || /^publisherName:/mu.test(updateSettings ?? '')
