/**
 * electron-updater behind three questions, and its failures as those of the closed list.
 *
 * Guards what is installed: only from the server that the organisation named, over https; nothing older than what is
 * here; the file as the server's list describes it (SHA-512), whole, and signed by who signed this program.
 */
import type { AppUpdater, UpdateCheckResult } from 'electron-updater'
import { isWarifuError, WarifuError } from '../../warifu-error.ts'

export interface UpdateClient {
  /** The version offered to this installation, which may not be in a staged roll-out yet; null for none. */
  check: () => Promise<string | null>
  /** Downloads and verifies what was found. Fails with `cancelled` when the signal says so. */
  download: (onProgress: (percent: number) => void, signal: AbortSignal) => Promise<void>
  /** Ends the program and installs. */
  installNow: () => void
}

export type UpdaterParts = Pick<
  AppUpdater,
  | 'allowDowngrade'
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'channel'
  | 'checkForUpdates'
  | 'disableDifferentialDownload'
  | 'disableWebInstaller'
  | 'downloadUpdate'
  | 'logger'
  | 'off'
  | 'on'
  | 'quitAndInstall'
  | 'setFeedURL'
>

export interface UpdateServer {
  url: string
  channel: string
}

export function createUpdateClient(updater: UpdaterParts, server: UpdateServer): UpdateClient {
  const { host, origin } = new URL(server.url)
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = true
  updater.disableWebInstaller = true
  updater.disableDifferentialDownload = true
  // What it would log are addresses and stacks; what went wrong is told by our own codes.
  updater.logger = null
  updater.setFeedURL({ provider: 'generic', url: server.url })
  updater.channel = server.channel
  // After the channel, which would allow it.
  updater.allowDowngrade = false
  // Every failure comes back from the call that it belongs to.
  updater.on('error', () => undefined)
  let token: UpdateCheckResult['cancellationToken']

  return {
    check: async () => {
      const found = await updater.checkForUpdates().catch((error: unknown) => {
        throw explain(error, host)
      })
      if (found?.isUpdateAvailable !== true) return null
      token = found.cancellationToken
      const { version, files } = found.updateInfo
      const elsewhere = files.some(({ url }) => new URL(url, server.url).origin !== origin)
      if (elsewhere) throw new WarifuError('update-list-invalid', { host })
      return version
    },
    download: async (onProgress, signal) => {
      const cancel = (): void => token?.cancel()
      const onPercent = ({ percent }: { percent: number }): void => onProgress(Math.floor(percent))
      signal.addEventListener('abort', cancel)
      updater.on('download-progress', onPercent)
      try {
        await updater.downloadUpdate(token)
      } catch (error) {
        throw signal.aborted ? new WarifuError('cancelled', {}) : explain(error, host)
      } finally {
        signal.removeEventListener('abort', cancel)
        updater.off('download-progress', onPercent)
      }
    },
    installNow: () => updater.quitAndInstall(),
  }
}

/** How a transfer ends before its end, in Node and in Chromium. */
const cutShort = [
  'ECONNRESET',
  'ERR_CONNECTION_CLOSED',
  'ERR_CONNECTION_RESET',
  'ERR_CONTENT_LENGTH_MISMATCH',
]

/** By electron-updater's codes, else by the system's. */
function explain(error: unknown, host: string): WarifuError {
  if (isWarifuError(error)) return error
  const { code = '', message = '' } = error as { code?: string; message?: string }
  switch (code) {
    case 'ERR_CHECKSUM_MISMATCH':
      return new WarifuError('update-damaged', {})
    case 'ERR_UPDATER_INVALID_SIGNATURE':
      return new WarifuError('update-not-signed', {})
    case 'ERR_UPDATER_INVALID_UPDATE_INFO':
    case 'ERR_UPDATER_INVALID_VERSION':
    case 'ERR_UPDATER_NO_CHECKSUM':
    case 'ERR_UPDATER_NO_FILES_PROVIDED':
      return new WarifuError('update-list-invalid', { host })
    case 'ENOSPC':
      return new WarifuError('disk-full', {})
    default: {
      // Chromium's network names its reasons in the message: `net::ERR_NAME_NOT_RESOLVED`.
      const reason = code || (/net::(?<name>\w+)/u.exec(message)?.groups?.['name'] ?? 'unknown')
      return cutShort.includes(reason)
        ? new WarifuError('update-damaged', {})
        : new WarifuError('update-server-unreachable', { host, reason })
    }
  }
}
