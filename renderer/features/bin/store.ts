/** Deleted certificates that can still be restored. Public facts only. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { BinnedCertificate } from '../../../preload/contract/certificates.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'

export const useBin = defineStore('bin', () => {
  const certificates = shallowRef<readonly BinnedCertificate[]>([])
  const known = ref(false)
  const failure = shallowRef<Failure>()
  /** Answers may overtake each other; only the newest question's counts. */
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await bridge().bin.list()
    if (mine !== asked) return
    if (answer.ok) certificates.value = answer.value
    failure.value = answer.ok ? undefined : answer.error
    known.value = true
  }

  /** Answers whether it went well; `failure` says what did not. */
  async function change(request: Promise<Result<unknown>>): Promise<boolean> {
    const answer = await request
    await load()
    if (!answer.ok) failure.value = answer.error
    return answer.ok
  }

  bridge().events.onWorkspaceChanged((topics) => {
    if (topics.includes('certificates') && failure.value === undefined) void load()
  })

  return {
    certificates,
    known,
    failure,
    load,
    restore: (id: string) => change(bridge().bin.restore(id)),
    purge: (id: string) => change(bridge().bin.purge(id)),
    empty: () => change(bridge().bin.empty()),
  }
})
