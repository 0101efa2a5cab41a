/**
 * The form's edits on their way into the text, one after the other: each is made in the text that the one before it
 * left, and goes into the editor as typing does, so that both share one undo history.
 */
import { ref, shallowRef } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { PolicyScope } from '../../../preload/contract/policies.ts'
import type { PolicyEdit } from '../../../preload/contract/policy-form.ts'
import { bridge } from '../../app/bridge.ts'

interface FormText {
  scope: () => PolicyScope
  text: () => string
  /** Puts the text with the edit in it into the editor; `typed` joins it to the typing before it. */
  apply: (text: string, typed: boolean) => void
  /** Shows in the form what the text means now. */
  checkNow: () => Promise<void>
}

export function useFormEdits({ scope, text, apply, checkNow }: FormText) {
  /** Edits that the form does not show as made yet. */
  const pending = ref(0)
  const failure = shallowRef<Failure>()
  let last = Promise.resolve()

  async function make(edit: PolicyEdit): Promise<void> {
    const before = text()
    const answer = await bridge().policies.edit({ scope: scope(), text: before, edit })
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok && text() !== before) return make(edit)
    if (answer.ok) apply(answer.value, edit.kind.startsWith('set-'))
    await checkNow()
  }

  function edit(next: PolicyEdit): void {
    pending.value += 1
    last = last.then(() => make(next)).finally(() => (pending.value -= 1))
  }

  return { pending, failure, edit, settled: () => last }
}
