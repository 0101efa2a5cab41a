/** What the text on screen means, asked anew after each pause in typing, or at once. */
import { onScopeDispose, shallowRef } from 'vue'
import type { PolicyCheck, PolicyScope } from '../../../preload/contract/policies.ts'
import { bridge } from '../../app/bridge.ts'

/** With the text that it is said of. */
export type CheckedText = PolicyCheck & { text: string }

/** Reading this often while typing neither lags behind nor flickers. */
const pause = 250

export function usePolicyCheck(scope: () => PolicyScope, text: () => string) {
  const check = shallowRef<CheckedText>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  const conclude = ({ text: said, problems, credentials, rules }: CheckedText) =>
    (check.value = { text: said, problems, credentials, rules })

  async function now(): Promise<void> {
    clearTimeout(timer)
    const said = text()
    if (check.value?.text === said) return
    const answer = await bridge().policies.check({ scope: scope(), text: said })
    if (answer.ok && said === text()) conclude({ ...answer.value, text: said })
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void now(), pause)
  }

  return { check, conclude, now, soon }
}
