/** What start-up put right and what it found: told once, until the administrator has read it. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { RepairReport } from '../../../preload/contract/activity.ts'
import { bridge } from '../../app/bridge.ts'

export const useRepairs = defineStore('repairs', () => {
  const report = shallowRef<RepairReport>([])
  const read = ref(false)

  async function load(): Promise<void> {
    const answer = await bridge().workspace.repairs()
    if (answer.ok) report.value = answer.value
  }

  return { report, read, load }
})
