/** A question with two answers, awaited: `if (await confirm({ … })) …`. `ConfirmDialog` in the window asks it. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Question {
  title: string
  text: string
  /** What happens, as a verb: the button that says yes. */
  yes: string
  /** The button that changes nothing; "Cancel" unless told. */
  no?: string
  /** Cannot be undone: the button is drawn as danger and the focus starts on the harmless one. */
  danger?: boolean
}

export const useConfirm = defineStore('confirm', () => {
  const question = ref<Question>()
  let resolve: ((yes: boolean) => void) | undefined

  function answer(yes: boolean): void {
    question.value = undefined
    resolve?.(yes)
    resolve = undefined
  }

  /** A second question while one is open answers the first with no. */
  function confirm(next: Question): Promise<boolean> {
    answer(false)
    question.value = next
    return new Promise((settle) => (resolve = settle))
  }

  return { question, answer, confirm }
})
