/**
 * A scope's policy as one screen shows it: the form and the text are two views of it, so both follow it.
 *
 * While the administrator has unsaved changes, a newer version is not taken over but announced as `newer`.
 */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { Policy, PolicyScope } from '../../../preload/contract/policies.ts'
import { bridge } from '../../app/bridge.ts'

export function useLivePolicy(scope: () => PolicyScope, edited: () => boolean) {
  const policy = shallowRef<Policy>()
  const newer = shallowRef<Policy>()
  const failure = shallowRef<Failure>()
  let asked = 0
  let overtaken = false

  function take(next: Policy): void {
    policy.value = next
    newer.value = undefined
    failure.value = undefined
    overtaken = false
  }

  async function read(): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await bridge().policies.get(scope())
    if (mine !== asked) return
    if (!answer.ok) failure.value = answer.error
    else if (policy.value && (overtaken || (answer.value.etag !== policy.value.etag && edited()))) {
      newer.value = answer.value
    } else take(answer.value)
  }

  /** After the service refused a save as `changed-meanwhile`: what is there now is newer, whatever was read since. */
  async function readNewer(): Promise<void> {
    overtaken = true
    await read()
  }

  const ignore = bridge().events.onWorkspaceChanged((topics) => {
    // A certificate that comes or goes changes what the same text means.
    if (topics.includes('policies') || topics.includes('certificates')) void read()
  })
  onScopeDispose(ignore)

  watch(
    () => JSON.stringify(scope()),
    () => {
      policy.value = undefined
      newer.value = undefined
      void read()
    },
    { immediate: true },
  )

  return { policy, newer, failure, read, readNewer, take }
}
