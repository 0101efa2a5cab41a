/** Files waiting for the upload wizard: chosen, dropped or opened from the system. Facts only; main has the bytes. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import { bridge } from '../../app/bridge.ts'

export const useUploads = defineStore('uploads', () => {
  const open = ref(false)
  /** Counts the wizards shown, so that each file gets a fresh one. */
  const round = ref(0)
  const waiting = ref<readonly HeldFile[]>([])
  /** A dropped file that could not be held; the wizard opens and says why. */
  const failure = ref<Failure>()

  const current = computed(() => waiting.value[0])

  /** Opens the wizard; without a file it begins by asking for one. */
  function begin(): void {
    if (open.value) return
    failure.value = undefined
    round.value += 1
    open.value = true
  }

  function queue(files: readonly HeldFile[]): void {
    if (files.length === 0) return
    waiting.value = [...waiting.value, ...files]
    begin()
  }

  async function drop(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const answer = await bridge().dropFile(file)
      if (answer.ok) queue([answer.value])
      else {
        begin()
        failure.value = answer.error
      }
    }
  }

  /** Takes another file in place of the current one, which is let go. */
  function replaceCurrent(file: HeldFile): void {
    failure.value = undefined
    const [replaced, ...rest] = waiting.value
    if (replaced && replaced.fileId !== file.fileId) void bridge().files.release(replaced.fileId)
    waiting.value = [file, ...rest]
  }

  /** Ends with the current file (main forgets it) and goes on with the next, or closes. */
  function next(): void {
    const [done, ...rest] = waiting.value
    if (done) void bridge().files.release(done.fileId)
    waiting.value = rest
    failure.value = undefined
    if (rest.length > 0) round.value += 1
    else open.value = false
  }

  return { open, round, waiting, current, failure, begin, queue, drop, replaceCurrent, next }
})
