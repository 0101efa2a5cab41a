/** The sample workspace: whether it is installed, and what came with it. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { TestCallAnswer } from '../../../preload/contract/gateway.ts'
import type { SampleStatus } from '../../../preload/contract/sample.ts'
import { bridge } from '../../app/bridge.ts'

export const useSample = defineStore('sample', () => {
  const status = ref<SampleStatus>()
  const failure = ref<Failure>()
  const busy = ref(false)

  function learn(answer: Result<SampleStatus>): boolean {
    if (answer.ok) status.value = answer.value
    failure.value = answer.ok ? undefined : answer.error
    return answer.ok
  }

  /** Answers whether it went well; `failure` says what did not. */
  async function change(request: () => Promise<Result<SampleStatus>>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const good = learn(await request())
    busy.value = false
    return good
  }

  /** The API whose last test call its back end answered, after a certificate was presented to it. */
  const answeredApi = ref<string>()
  function noteCall(apiId: string, { presented, status: code }: TestCallAnswer): void {
    if (presented !== null && code < 400) answeredApi.value = apiId
    else if (answeredApi.value === apiId) answeredApi.value = undefined
  }

  const load = async () => learn(await bridge().sample.status())

  bridge().events.onWorkspaceChanged((topics) => {
    if (topics.includes('sample') && !busy.value) void load()
  })

  return {
    status,
    failure,
    busy,
    called: computed(() => answeredApi.value !== undefined && answeredApi.value === status.value?.apiId),
    noteCall,
    files: computed(() => (status.value?.installed ? status.value.files : [])),
    load,
    install: () => change(() => bridge().sample.install()),
    remove: () => change(() => bridge().sample.remove()),
  }
})
