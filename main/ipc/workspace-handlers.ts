/** The workspace's safety as the window asks for it: its record, its bin, what start-up put right. */
import type { ActivityFormat } from '../../preload/contract/activity.ts'
import type { Handlers } from '../../preload/contract/requests.ts'
import type { EmbeddedService } from '../management/service.ts'
import type { Workspace } from '../workspace/workspace.ts'
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

const extensions: Record<ActivityFormat, string> = { csv: 'csv', 'json-lines': 'jsonl' }

export function activityHandlers(
  { activity }: EmbeddedService,
  shell: Pick<Shell, 'chooseTarget'>,
): Handlers['activity'] {
  return {
    list: (query) => activity.list(query),
    verify: () => activity.verify(),
    export: async (format) => {
      const today = new Date().toISOString().slice(0, 10)
      const suggested = `warifu-activity-${today}.${extensions[format]}`
      const path = await shell.chooseTarget(`activity-${format}`, suggested)
      return path === undefined ? null : writeWhole(path, await activity.export(format))
    },
  }
}

export function workspaceHandlers({ workspace }: { workspace: Workspace }): Handlers['workspace'] {
  return {
    repairs: () => workspace.repairs,
  }
}
