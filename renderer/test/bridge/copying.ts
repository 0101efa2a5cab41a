import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { CopyOutcome, CopyPlan } from '../../../preload/contract/copying.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface CopyingState {
  /** What is planned, whatever is asked for. */
  copyPlan: CopyPlan
  /** What comes of it. */
  copyOutcomes: readonly CopyOutcome[]
}

export const copyingState = (): CopyingState => ({
  copyPlan: { id: 'plan-1', certificates: [], bindings: [] },
  copyOutcomes: [],
})

export const fakeCopying = ({ state, answer, emit }: World<CopyingState>): Bridge['copying'] => ({
  plan: () => answer('copying.plan', () => good(state.copyPlan)),
  run: () =>
    answer('copying.run', () => {
      for (const outcome of state.copyOutcomes) emit('copied', outcome)
      return good([...state.copyOutcomes])
    }),
  cancel: () => answer('copying.cancel', () => good(undefined)),
})
