/** Updates of the installed program: what it is, and electron-updater when it is first asked for. */
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ManagedPolicy } from '../../../preload/contract/managed-policy.ts'
import { isUnsigned } from '../about.ts'
import { noUpdatesBecause } from './no-updates.ts'
import { createUpdateClient } from './update-client.ts'
import type { UpdateClient } from './update-client.ts'
import { Updates } from './updates.ts'
import type { UpdatesOptions } from './updates.ts'

export function createUpdates(
  policy: ManagedPolicy,
  options: Pick<UpdatesOptions, 'onStatus' | 'onUnexpected'>,
): Updates {
  const off = noUpdatesBecause(policy, {
    platform: process.platform,
    packaged: app.isPackaged,
    signed: !isUnsigned(app.getAppPath()),
    folder: dirname(app.getPath('exe')),
    updateSettings: readUpdateSettings(),
    exists: existsSync,
  })
  return new Updates({ ...options, off, load: () => load(policy), now: () => new Date() })
}

function readUpdateSettings(): string | null {
  try {
    return readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8')
  } catch {
    return null
  }
}

async function load({ UpdateUrl = '', UpdateChannel = 'latest' }: ManagedPolicy): Promise<UpdateClient> {
  const { NsisUpdater, MacUpdater } = await import('electron-updater')
  const updater = process.platform === 'darwin' ? new MacUpdater() : new NsisUpdater()
  return createUpdateClient(updater, { url: UpdateUrl, channel: UpdateChannel })
}
