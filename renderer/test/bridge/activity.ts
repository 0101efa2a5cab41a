import type { ActivityEntry, ActivityVerification } from '../../../preload/contract/activity.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface ActivityState {
  /** Newest first. */
  activity: ActivityEntry[]
  verification: ActivityVerification
}

export const activityState = (): ActivityState => ({
  activity: [],
  verification: { state: 'intact', entries: 0 },
})

export const fakeActivity = ({ state, answer }: World<ActivityState>): Bridge['activity'] => ({
  list: ({ limit, before, filter }) =>
    answer('activity.list', () => {
      const { subject, door, text, namedActs } = filter
      const found = state.activity.filter(
        (entry) =>
          (before === null || entry.sequence < before) &&
          (subject === null || entry.subject.kind === subject) &&
          (door === null || entry.door === door) &&
          (namedActs.includes(entry.act) || entry.subject.name.includes(text)),
      )
      return good(found.slice(0, limit))
    }),
  verify: () => answer('activity.verify', () => good(state.verification)),
  export: (format) => answer('activity.export', () => good(`activity.${format}`)),
})
