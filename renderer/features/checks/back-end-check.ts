/** A check of one API's back end: asked for, under way, answered. Only the newest question's answer counts. */
import { ref, shallowRef } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { BackEndCheck, BackEndCheckRequest } from '../../../preload/contract/gateway.ts'
import { bridge } from '../../app/bridge.ts'

export type CheckOutcome = { kind: 'checked'; check: BackEndCheck } | { kind: 'impossible'; failure: Failure }

export function useBackEndCheck() {
  const checking = ref(false)
  const outcome = shallowRef<CheckOutcome>()
  let asked = 0

  /** Undefined when it was overtaken or forgotten meanwhile. */
  async function run(request: BackEndCheckRequest): Promise<CheckOutcome | undefined> {
    asked += 1
    const mine = asked
    checking.value = true
    outcome.value = undefined
    const answer = await bridge().gateway.checkBackEnd(request)
    if (mine !== asked) return undefined
    checking.value = false
    outcome.value = answer.ok
      ? { kind: 'checked', check: answer.value }
      : { kind: 'impossible', failure: answer.error }
    return outcome.value
  }

  /** What is shown no longer fits what is chosen; an answer under way is not waited for. */
  function forget(): void {
    asked += 1
    checking.value = false
    outcome.value = undefined
  }

  return { checking, outcome, run, forget }
}
