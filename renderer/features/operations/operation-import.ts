/** The OpenAPI document that operations are imported from, chosen or dropped; main has its bytes. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import { bridge } from '../../app/bridge.ts'

export const useOperationImport = defineStore('operation-import', () => {
  const open = ref(false)
  const file = shallowRef<HeldFile>()
  /** Why the file that was offered last is not held. */
  const failure = shallowRef<Failure>()

  function take(answer: Result<HeldFile | null>): void {
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok || !answer.value) return
    letGo()
    file.value = answer.value
  }

  function letGo(): void {
    if (file.value) void bridge().files.release(file.value.fileId)
    file.value = undefined
  }

  function close(): void {
    letGo()
    failure.value = undefined
    open.value = false
  }

  return {
    open,
    file,
    failure,
    begin: () => (open.value = true),
    choose: async () => take(await bridge().files.choose('openapi')),
    /** One document at a time is what an API is imported from. */
    drop: async (files: readonly File[]) => {
      open.value = true
      if (files[0]) take(await bridge().dropFile(files[0]))
    },
    close,
  }
})
