/** Whether there is a new version, and how far it is. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { UpdateStatus } from '../../../preload/contract/updates.ts'
import { bridge } from '../../app/bridge.ts'

export const useUpdates = defineStore('updates', () => {
  const status = shallowRef<UpdateStatus>()
  const failure = shallowRef<Failure>()
  bridge().events.onUpdatesChanged((next) => (status.value = next))

  async function ask(question: Promise<Result<UpdateStatus>>): Promise<void> {
    const answer = await question
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) status.value = answer.value
  }

  return {
    status,
    failure,
    load: () => ask(bridge().updates.status()),
    check: () => ask(bridge().updates.check()),
    download: () => ask(bridge().updates.download()),
    cancel: () => void bridge().updates.cancel(),
    installNow: () => void bridge().updates.installNow(),
  }
})
