/** What start-up put right and what it found: told once, until the administrator has read it. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { RepairReport } from '../../../preload/contract/activity.ts'
import type { Failure } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'

export const useRepairs = defineStore('repairs', () => {
  const report = shallowRef<RepairReport>([])
  const read = ref(false)
  const failure = shallowRef<Failure>()

  async function load(): Promise<void> {
    const answer = await bridge().workspace.repairs()
    if (answer.ok) report.value = answer.value
  }

  /** Answers whether it went well; `failure` says what did not. */
  async function removeLeftOver(): Promise<boolean> {
    const answer = await bridge().workspace.removeLeftOver()
    if (answer.ok) report.value = answer.value
    failure.value = answer.ok ? undefined : answer.error
    return answer.ok
  }

  return { report, read, failure, load, removeLeftOver }
})
