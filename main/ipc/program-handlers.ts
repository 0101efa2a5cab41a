/** The program's own requests: environment, preferences, files, gateway and sample. */
import { hostname } from 'node:os'
import type { GatewayAccess } from '../../preload/contract/gateway.ts'
import { openApiExtensions } from '../../preload/contract/files.ts'
import { packCertificates } from '../../preload/contract/packed.ts'
import type { Environment, Preferences } from '../../preload/contract/preferences.ts'
import type { UnsavedWork } from '../../preload/contract/unsaved-work.ts'
import { machineAddresses } from '../gateway/listen-address.ts'
import { requireAllowedAccess, requireUnfixedPreferences } from '../managed-policy/preferences.ts'
import type { Program } from '../program.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { FilePurpose } from '../../preload/contract/requests.ts'
import type { TargetPurpose } from '../shell/dialogs.ts'
import type { Diagnostics } from '../shell/diagnostics/diagnostics.ts'
import type { Updates } from '../shell/updates/updates.ts'
import type { ManagementApiSetting } from '../shell/preferences.ts'
import { openApiSizeLimit } from '../operations/openapi/openapi-reader.ts'
import { backupSizeLimit, fileSizeLimit } from './held-files.ts'
import type { HeldFiles } from './held-files.ts'
import { holdAll, holdFolder } from './offered-files.ts'

/** What the shell lends to the handlers: everything here is the operating system's. */
export interface Shell {
  environment: () => Promise<Environment>
  setPreferences: (changes: Partial<Preferences>) => Preferences
  copyText: (text: string) => Promise<void>
  noteUnsaved: (unsaved: UnsavedWork | null) => void
  /** Asks where there is something unsaved; false: it is to be kept. */
  mayEnd: () => Promise<boolean>
  chooseFile: (purpose: FilePurpose) => Promise<string | undefined>
  /** Any number of PFX files, or one folder; none when the dialog was closed. */
  choosePaths: (from: 'files' | 'folder') => Promise<readonly string[]>
  /** Where to write a file of this kind, asked in the system's dialog; undefined when it was closed. */
  chooseTarget: (purpose: TargetPurpose, name: string) => Promise<string | undefined>
  /** Asks in a dialog of the system's whether these certificates' private keys may go to the service. */
  confirmCopy: (copy: { names: readonly string[]; service: string; host: string }) => Promise<boolean>
  showFolder: (path: string) => void
  updates: Updates
  collectDiagnostics: () => Promise<Diagnostics>
  /** Where the gateway was last set to listen; no preference, for a backup may be restored on another machine. */
  gatewayAccess: () => GatewayAccess
  rememberGatewayAccess: (access: GatewayAccess) => void
  /** Whether the REST API was on last and where; no preference, so that no backup that is restored switches it on. */
  managementApi: () => ManagementApiSetting
  rememberManagementApi: (setting: ManagementApiSetting) => void
}

export function programHandlers(shell: Shell): Handlers['program'] {
  return {
    environment: shell.environment,
    setPreferences: shell.setPreferences,
    copyText: shell.copyText,
    noteUnsaved: shell.noteUnsaved,
  }
}

const sizeLimits: Partial<Record<FilePurpose, number>> = {
  backup: backupSizeLimit,
  openapi: openApiSizeLimit,
}

/** What a dropped file is for can be told by its name alone. */
const isOpenApi = new RegExp(`\\.(?:${openApiExtensions.join('|')})$`, 'i')

export function fileHandlers(shell: Shell, files: HeldFiles): Handlers['files'] {
  return {
    choose: async (purpose) => {
      const path = await shell.chooseFile(purpose)
      if (path === undefined) return null
      return files.hold(path, sizeLimits[purpose] ?? fileSizeLimit)
    },
    chooseSeveral: async (from) => {
      const paths = await shell.choosePaths(from)
      const [folder] = paths
      if (folder === undefined) return null
      return from === 'folder' ? holdFolder(files, folder) : holdAll(files, paths)
    },
    hold: (path) => files.hold(path, isOpenApi.test(path) ? openApiSizeLimit : fileSizeLimit),
    holdFolder: (path) => holdFolder(files, path),
    release: (fileId) => files.release(fileId),
  }
}

export function gatewayHandlers(program: Program, shell: Shell): Handlers['gateway'] {
  const { gateway, policy, service } = program
  return {
    status: () => gateway.status,
    listen: async (port) => {
      requireUnfixedPreferences(policy, { gatewayPort: port })
      // What kept it from the certificate for HTTPS, a locked keychain for one, may be over.
      if (gateway.status.state === 'failed') await program.applyConfiguration()
      const status = await gateway.listen(port)
      shell.setPreferences({ gatewayPort: port })
      return status
    },
    access: () => ({
      access: shell.gatewayAccess(),
      hostName: hostname(),
      addresses: machineAddresses(),
    }),
    setAccess: async (access) => {
      requireAllowedAccess(policy, access)
      const status = await gateway.listen(gateway.status.port, access)
      shell.rememberGatewayAccess(access)
      return status
    },
    httpsCertificate: () => service.gateway.httpsCertificateId(),
    httpsChoices: async () => packCertificates(await service.certificates.list()),
    setHttps: async (certificateId) => {
      await service.gateway.setHttps(certificateId)
      return gateway.status
    },
    testCall: (request) => gateway.testCall(request),
    checkBackEnd: (request) => program.checkBackEnd(request),
    recentCalls: () => program.calls.recent,
  }
}

export function updateHandlers({ updates, mayEnd }: Pick<Shell, 'updates' | 'mayEnd'>): Handlers['updates'] {
  return {
    status: () => updates.status,
    check: () => updates.check(),
    download: () => updates.download(),
    cancel: () => updates.cancel(),
    // The installer starts before the windows are asked to close, and ends what has not closed by itself.
    installNow: async () => {
      if (await mayEnd()) updates.installNow()
    },
  }
}

export function sampleHandlers({ sample }: Program, shell: Shell, files: HeldFiles): Handlers['sample'] {
  return {
    status: () => sample.status(),
    install: () => sample.install(),
    remove: () => sample.remove(),
    holdFile: async (fileName) => files.holdBytes(fileName, await sample.fileBytes(fileName)),
    openFolder: async () => {
      const { folder } = await sample.status()
      if (folder !== null) shell.showFolder(folder)
    },
  }
}
