/** The APIs as the window shows them: read once, read again whenever the workspace changes by any door. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Api, ApiDraft } from '../../../preload/contract/apis.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'
import { onOtherService } from '../../app/connections.ts'

export const useApis = defineStore('apis', () => {
  const apis = shallowRef<readonly Api[]>([])
  const failure = shallowRef<Failure>()
  /** True once the list has been read, so that "none" and "not known yet" look different. */
  const known = ref(false)
  let asked = 0

  /** Answers may overtake each other; only the newest question's counts. */
  async function load(): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await bridge().apis.list()
    if (mine !== asked) return
    if (answer.ok) apis.value = answer.value
    failure.value = answer.ok ? undefined : answer.error
    known.value = true
  }

  /** What changed is read again before the answer is handed on, so that a screen never shows the old list. */
  async function changing<Value>(request: Promise<Result<Value>>): Promise<Result<Value>> {
    const answer = await request
    if (answer.ok) await load()
    return answer
  }

  bridge().events.onWorkspaceChanged((topics) => {
    if (topics.includes('apis') || topics.includes('policies') || topics.includes('certificates')) void load()
  })

  onOtherService(() => {
    apis.value = []
    failure.value = undefined
    known.value = false
    if (asked > 0) void load()
  })

  return {
    apis,
    failure,
    known,
    byId: (id: string): Api | undefined => apis.value.find((api) => api.id === id),
    load,
    /** For screens on which APIs matter by the way: reads the list unless that was asked for before. */
    ensure: async () => {
      if (asked === 0) await load()
    },
    create: (draft: ApiDraft) => changing(bridge().apis.create(draft)),
    update: (api: Api, draft: ApiDraft) =>
      changing(bridge().apis.update({ id: api.id, etag: api.etag, draft })),
    undoRemoval: (undo: string) => changing(bridge().apis.undo(undo)),
    remove: (api: Api) => changing(bridge().apis.remove({ id: api.id, etag: api.etag })),
  }
})
