/** The workspace's safety as the window asks for it: its record, its bin, its backups, what start-up put right. */
import type { ActivityFormat } from '../../preload/contract/activity.ts'
import { backupExtension } from '../../preload/contract/backups.ts'
import type { Preferences } from '../../preload/contract/preferences.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { preferences as preferencesSchema } from '../../preload/contract/schemas.ts'
import type { EmbeddedService } from '../management/service.ts'
import { withoutFixed } from '../managed-policy/preferences.ts'
import { requireAllowed } from '../managed-policy/require-allowed.ts'
import type { Program } from '../program.ts'
import { WarifuError } from '../warifu-error.ts'
import type { HeldFiles } from './held-files.ts'
import type { Shell } from './program-handlers.ts'
import { writeWhole } from './write-whole.ts'

export function binHandlers({ bin }: EmbeddedService): Handlers['bin'] {
  return {
    list: () => bin.list(),
    restore: (id) => bin.restore(id),
    purge: (id) => bin.purge(id),
    empty: () => bin.empty(),
  }
}

const today = (): string => new Date().toISOString().slice(0, 10)

const extensions: Record<ActivityFormat, string> = { csv: 'csv', 'json-lines': 'jsonl' }

export function activityHandlers(
  { activity }: EmbeddedService,
  shell: Pick<Shell, 'chooseTarget'>,
): Handlers['activity'] {
  return {
    list: (query) => activity.list(query),
    verify: () => activity.verify(),
    export: async (format) => {
      const suggested = `warifu-activity-${today()}.${extensions[format]}`
      const path = await shell.chooseTarget(`activity-${format}`, suggested)
      return path === undefined ? null : writeWhole(path, await activity.export(format))
    },
  }
}

/** The passphrase stays with the held backup from its preview to its restoring; the window forgets it at once. */
export function workspaceHandlers(
  { workspace, service, gateway, policy }: Pick<Program, 'workspace' | 'service' | 'gateway' | 'policy'>,
  shell: Pick<Shell, 'chooseTarget' | 'environment' | 'setPreferences'>,
  files: HeldFiles,
): Handlers['workspace'] {
  return {
    repairs: () => workspace.repairs,
    removeLeftOver: () => workspace.removeLeftOver('window'),
    backUp: async (passphrase) => {
      // Nobody is asked where to write what may not be written.
      requireAllowed(policy, 'ExportAllowed')
      const path = await shell.chooseTarget('backup', `warifu-${today()}.${backupExtension}`)
      if (path === undefined) return null
      const { preferences } = await shell.environment()
      const { file, leftOut } = await service.backup.create(passphrase, { ...preferences })
      return { name: await writeWhole(path, file), leftOut }
    },
    previewRestore: async ({ fileId, passphrase }) => {
      const preview = await service.backup.preview(files.get(fileId).bytes, passphrase)
      // The file may have been let go while it was opened; then nothing may be kept of it.
      files.get(fileId).password = passphrase
      return preview
    },
    restore: async ({ fileId, preferences: wanted }) => {
      const { preview, preferences } = await files.use(fileId, async ({ bytes, password }) => {
        if (password === undefined) throw new WarifuError('request-invalid', { field: 'fileId' })
        return service.backup.restore(bytes, password)
      })
      files.release(fileId)
      // Written by another version, they may hold more than this one knows.
      const parsed = preferencesSchema.strip().safeParse(preferences)
      if (wanted && parsed.success) await apply(parsed.data as Partial<Preferences>)
      return preview
    },
  }

  /** What the organisation has fixed stays as it is. */
  async function apply(restored: Partial<Preferences>): Promise<void> {
    const preferences = withoutFixed(policy, restored)
    shell.setPreferences(preferences)
    // A port that is taken here shows in the gateway's status; what was restored holds all the same.
    if (preferences.gatewayPort !== undefined)
      await gateway.listen(preferences.gatewayPort).catch(() => undefined)
  }
}
