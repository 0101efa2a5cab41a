import { exportActivity } from '../workspace/activity-export.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { EmbeddedService } from './service.ts'

export const embeddedActivity = ({ workspace }: EmbeddedContext): EmbeddedService['activity'] => {
  const { activity, keys } = workspace
  return {
    list: ({ limit, before }) => Promise.resolve().then(() => activity.list(limit, before)),
    verify: () => workspace.turn(() => activity.verify((keyId) => keys.get(keyId))),
    export: (format) => Promise.resolve().then(() => exportActivity(activity.all(), format)),
  }
}
