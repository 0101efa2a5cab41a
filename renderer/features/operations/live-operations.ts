/** The operations of an API as they are, read again whenever any changes. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { Operation } from '../../../preload/contract/operations.ts'
import { bridge } from '../../app/bridge.ts'

export function useLiveOperations(apiId: () => string) {
  /** Undefined until they are known. */
  const operations = shallowRef<readonly Operation[]>()
  const failure = shallowRef<Failure>()
  let asked = 0

  async function read(): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await bridge().operations.list(apiId())
    if (mine !== asked) return
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) operations.value = answer.value
  }

  const ignore = bridge().events.onWorkspaceChanged((topics) => {
    if (topics.includes('operations') || topics.includes('policies')) void read()
  })
  onScopeDispose(ignore)
  watch(apiId, () => void read(), { immediate: true })

  return { operations, failure, read }
}
