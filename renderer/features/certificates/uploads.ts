/** Files waiting for the upload wizard: chosen, dropped or opened from the system. Facts only; main has the bytes. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import { bridge } from '../../app/bridge.ts'

export const useUploads = defineStore('uploads', () => {
  const open = ref(false)
  /** Counts the wizards shown, so that each file gets a fresh one. */
  const round = ref(0)
  const waiting = ref<readonly HeldFile[]>([])
  /** A dropped file that could not be held; the wizard opens and says why. */
  const failure = ref<Failure>()

  /** The certificate whose place the upload takes; the next file after it is an ordinary upload again. */
  const replacing = shallowRef<Certificate>()

  /** Takes files in place of the queue, while the other half of something is looked for. */
  const collect = shallowRef<(file: HeldFile) => void>()

  const current = computed(() => waiting.value[0])

  /** Opens the wizard; without a file it begins by asking for one. */
  function begin(replaced?: Certificate): void {
    if (open.value) return
    replacing.value = replaced
    failure.value = undefined
    round.value += 1
    open.value = true
  }

  function queue(files: readonly HeldFile[]): void {
    if (files.length === 0) return
    if (collect.value) {
      files.forEach(collect.value)
      return
    }
    waiting.value = [...waiting.value, ...files]
    begin()
  }

  /** Queues what could be held; the wizard says why another could not. */
  function take(results: readonly Result<HeldFile>[]): void {
    for (const result of results) {
      if (result.ok) queue([result.value])
      else {
        begin()
        failure.value = result.error
      }
    }
  }

  async function drop(files: readonly File[]): Promise<void> {
    for (const file of files) take([await bridge().dropFile(file)])
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
    replacing.value = undefined
    if (rest.length > 0) round.value += 1
    else open.value = false
  }

  return {
    open,
    round,
    waiting,
    current,
    failure,
    replacing,
    collect,
    begin,
    queue,
    take,
    drop,
    replaceCurrent,
    next,
  }
})
