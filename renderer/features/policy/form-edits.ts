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
  /** The text whose rules the form shows, by whose places its edits name them. */
  shown: () => string | undefined
  /** Puts the text with the edit in it into the editor; `typed` joins it to the typing before it. */
  apply: (text: string, typed: boolean) => void
  /** Shows in the form what the text means now. */
  checkNow: () => Promise<void>
  /** What was entered was not taken: the text had changed just before, and the form did not show it yet. */
  overtaken: () => void
}

/** It changes one rule in its place: every rule is where it was. */
const keepsPlaces = ({ kind }: PolicyEdit): boolean => kind === 'set-attribute' || kind === 'set-items'

export function useFormEdits({ scope, text, shown, apply, checkNow, overtaken }: FormText) {
  /** Edits that the form does not show as made yet. */
  const pending = ref(0)
  const failure = shallowRef<Failure>()
  let last = Promise.resolve()
  /** Texts that the edits on their way came through, with every rule in the same place. */
  let alike = new Set<string>()

  /** An edit for another text would meet another rule in that place: it is dropped, and the form shows the text. */
  const namesItsRule = (edit: PolicyEdit, madeOn: string | undefined): boolean =>
    !('rule' in edit) || madeOn === text() || (madeOn !== undefined && alike.has(madeOn) && alike.has(text()))

  async function make(edit: PolicyEdit, madeOn: string | undefined): Promise<void> {
    if (!namesItsRule(edit, madeOn)) {
      // What was to be removed is gone, or still there to be seen; what was entered would vanish unsaid.
      if (keepsPlaces(edit)) overtaken()
      return checkNow()
    }
    const before = text()
    const answer = await bridge().policies.edit({ scope: scope(), text: before, edit })
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok && text() !== before) return make(edit, madeOn)
    if (answer.ok) {
      apply(answer.value, keepsPlaces(edit))
      if (keepsPlaces(edit)) alike = (alike.has(before) ? alike : new Set([before])).add(text())
    }
    await checkNow()
  }

  function done(): void {
    pending.value -= 1
    if (pending.value === 0) alike.clear()
  }

  function edit(next: PolicyEdit): void {
    const madeOn = shown()
    pending.value += 1
    last = last.then(() => make(next, madeOn)).finally(done)
  }

  return { pending, failure, edit, settled: () => last }
}
