/** Files waiting for the upload wizard: chosen, dropped or opened from the system. Facts only; main has the bytes. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import { isPfxName, offeredFilesMost } from '../../../preload/contract/files.ts'
import type { HeldFile, OfferedFiles } from '../../../preload/contract/files.ts'
import { bridge } from '../../app/bridge.ts'
import { t } from '../../locales/text.ts'
import { useToasts } from '../../ui/toasts.ts'

/** That it is one shows only when it is read. */
const isFolder = (held: Result<unknown>): boolean =>
  !held.ok && held.error.code === 'file-not-readable' && held.error.details.reason === 'EISDIR'

export const useUploads = defineStore('uploads', () => {
  const toasts = useToasts()
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

  /** Files that go on together, on a screen of their own. */
  const batch = shallowRef<OfferedFiles>()

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

  /** Several at once share a screen; one alone, or what a wizard at work may have a use for, goes to the wizard. */
  function offer(offered: OfferedFiles): void {
    const atWork = batch.value ?? current.value ?? collect.value ?? replacing.value
    if (atWork && offered.files.length === 0) {
      toasts.show(t('batch.none'), 'info')
      return
    }
    const several =
      offered.files.length === 0 || offered.files.filter(({ name }) => isPfxName(name)).length > 1
    if (!(batch.value || several) || current.value || collect.value || replacing.value) {
      take(offered.files.map(({ held }) => held))
      return
    }
    open.value = false
    const { files = [], omitted = 0 } = batch.value ?? {}
    const { files: taken, omitted: others } = upTo(offeredFilesMost - files.length, offered)
    batch.value = { files: [...files, ...taken], omitted: omitted + others }
  }

  /** The first `most` of those offered; the others are let go and counted. */
  function upTo(most: number, { files, omitted }: OfferedFiles): OfferedFiles {
    const others = files.slice(most)
    for (const { held } of others) if (held.ok) void bridge().files.release(held.value.fileId)
    return { files: files.slice(0, most), omitted: omitted + others.length }
  }

  async function drop(dropped: readonly File[]): Promise<void> {
    const taken = dropped.slice(0, offeredFilesMost)
    let offered: OfferedFiles = { files: [], omitted: dropped.length - taken.length }
    for (const file of taken) {
      const held = await bridge().dropFile(file)
      const folder = isFolder(held) ? await bridge().dropFolder(file) : undefined
      const more: OfferedFiles = folder?.ok
        ? folder.value
        : { files: [{ name: file.name, held: folder ?? held }], omitted: 0 }
      offered = upTo(offeredFilesMost, {
        files: [...offered.files, ...more.files],
        omitted: offered.omitted + more.omitted,
      })
    }
    offer(offered)
  }

  /** Ends what several files share; `alone` are gone through one after the other. */
  function endBatch(alone: readonly HeldFile[]): void {
    batch.value = undefined
    queue(alone)
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
    batch,
    begin,
    queue,
    take,
    offer,
    drop,
    endBatch,
    replaceCurrent,
    next,
  }
})
