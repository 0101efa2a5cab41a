/** The record as the screen shows it: what is asked for, what has been read, what Verify found. */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { activityActs } from '../../../preload/contract/activity.ts'
import type {
  ActivityEntry,
  ActivityFilter,
  ActivityVerification,
} from '../../../preload/contract/activity.ts'
import type { Failure } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'
import { t } from '../../locales/text.ts'

/** A screenful and some more; "Show older entries" reads the next ones. */
const pageSize = 100

export const everything = { text: '', subject: null, door: null } as const
export type Choice = Omit<ActivityFilter, 'namedActs'>

/** A reader also searches for an act by the words the window has for it, which main does not know. */
const named = (text: string): ActivityFilter['namedActs'] => {
  const wanted = text.trim().toLowerCase()
  return wanted === ''
    ? []
    : activityActs.filter((act) => t(`activity.acts.${act}`).toLowerCase().includes(wanted))
}

export function useActivity() {
  const choice = ref<Choice>({ ...everything })
  const entries = shallowRef<readonly ActivityEntry[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const failure = shallowRef<Failure>()
  const hasMore = ref(false)
  const verification = shallowRef<ActivityVerification>()
  const verifying = ref(false)
  /** Answers may overtake each other; only the newest question's counts. */
  let asked = 0

  async function read(limit: number, before: number | null): Promise<readonly ActivityEntry[] | undefined> {
    asked += 1
    const mine = asked
    const filter = { ...choice.value, namedActs: named(choice.value.text) }
    // One more than is shown tells whether there are older ones.
    const answer = await bridge().activity.list({ limit: limit + 1, before, filter })
    if (mine !== asked) return undefined
    failure.value = answer.ok ? undefined : answer.error
    state.value = answer.ok ? 'ready' : 'failed'
    if (!answer.ok) return undefined
    hasMore.value = answer.value.length > limit
    return answer.value.slice(0, limit)
  }

  /** From the newest, or from `newest` downwards. */
  async function load(newest?: number): Promise<void> {
    const found = await read(pageSize, newest === undefined ? null : newest + 1)
    if (found) entries.value = found
  }

  async function loadMore(): Promise<void> {
    const older = await read(pageSize, entries.value.at(-1)?.sequence ?? null)
    if (older) entries.value = [...entries.value, ...older]
  }

  async function verify(): Promise<void> {
    verifying.value = true
    const answer = await bridge().activity.verify()
    verifying.value = false
    failure.value = answer.ok ? undefined : answer.error
    verification.value = answer.ok ? answer.value : undefined
  }

  watch(choice, () => void load(), { deep: true })
  onBeforeUnmount(bridge().events.onWorkspaceChanged(() => void load()))
  void load()

  return { choice, entries, state, failure, hasMore, verification, verifying, load, loadMore, verify }
}
