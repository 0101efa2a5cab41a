import { exportActivity } from '../workspace/activity-export.ts'
import { searchActivity } from '../workspace/activity-search.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { EmbeddedService } from './service.ts'

export const embeddedActivity = ({ workspace }: EmbeddedContext): EmbeddedService['activity'] => {
  const { activity, keys } = workspace
  return {
    list: (query) => searchActivity((limit, before) => activity.list(limit, before), query),
    verify: () => workspace.turn(() => activity.verify((keyId) => keys.get(keyId))),
    export: (format) => Promise.resolve().then(() => exportActivity(activity.all(), format)),
  }
}
