/**
 * The files under inspection: what is known of each, and which part is looked at or compared.
 *
 * A password passes through `read` as an argument and is kept nowhere; main holds the bytes.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import type { DescribedCertificate, FileDescription } from '../../../preload/contract/inspections.ts'
import { bridge } from '../../app/bridge.ts'
import { firstPart, type Part } from './parts.ts'

export interface InspectedFile {
  file: HeldFile
  description?: FileDescription
  /** The file itself could not be looked at; what is wrong with its content is in the description. */
  failure?: Failure
  busy: boolean
  /** A password was tried, so a wrong one may be called wrong. */
  tried: boolean
}

export interface Selection {
  fileId: string
  part: Part
}

export const useInspector = defineStore('inspector', () => {
  const files = shallowRef<readonly InspectedFile[]>([])
  const selection = shallowRef<Selection>()
  /** The first side of a comparison; the selection is the other. */
  const pinned = shallowRef<Selection>()
  const failure = shallowRef<Failure>()
  const pasting = ref(false)

  const byId = (fileId: string): InspectedFile | undefined =>
    files.value.find(({ file }) => file.fileId === fileId)

  const update = (fileId: string, changes: Partial<InspectedFile>): void => {
    files.value = files.value.map((one) => (one.file.fileId === fileId ? { ...one, ...changes } : one))
  }

  async function read(fileId: string, password: string | null): Promise<void> {
    update(fileId, { busy: true })
    const answer = await bridge().inspection.open({ fileId, password })
    // Closed in the meantime, or stopped: nobody waits for the answer.
    if (!byId(fileId)) return
    update(fileId, { busy: false, tried: password !== null })
    if (answer.ok) {
      update(fileId, { description: answer.value })
      selection.value = { fileId, part: firstPart(answer.value) }
    } else if (answer.error.code !== 'cancelled') update(fileId, { failure: answer.error })
  }

  async function open(held: readonly HeldFile[]): Promise<void> {
    failure.value = undefined
    for (const file of held) {
      files.value = [...files.value, { file, busy: true, tried: false }]
      selection.value = { fileId: file.fileId, part: { kind: 'file' } }
      await read(file.fileId, null)
    }
  }

  async function browse(): Promise<void> {
    const answer = await bridge().files.choose('certificate')
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok && answer.value) await open([answer.value])
  }

  async function drop(dropped: readonly File[]): Promise<void> {
    for (const file of dropped) {
      const answer = await bridge().dropFile(file)
      if (answer.ok) await open([answer.value])
      else failure.value = answer.error
    }
  }

  async function paste(name: string, text: string): Promise<boolean> {
    const answer = await bridge().inspection.holdText({ name, text })
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) await open([answer.value])
    return answer.ok
  }

  /** Ends what is being read; the file stays open with what is known of it. */
  const stop = (fileId: string): void => void bridge().certificates.cancel(fileId)

  function close(fileId: string): void {
    void bridge().files.release(fileId)
    files.value = files.value.filter(({ file }) => file.fileId !== fileId)
    if (pinned.value?.fileId === fileId) pinned.value = undefined
    if (selection.value?.fileId !== fileId) return
    const last = files.value.at(-1)
    selection.value = last && {
      fileId: last.file.fileId,
      part: last.description ? firstPart(last.description) : { kind: 'file' },
    }
  }

  /** Hands the held file on to somebody else, such as the upload wizard; it is no longer ours to let go. */
  function handOver(fileId: string): HeldFile | undefined {
    const file = byId(fileId)?.file
    files.value = files.value.filter((one) => one.file.fileId !== fileId)
    selection.value = undefined
    pinned.value = undefined
    return file
  }

  const certificateAt = (place: Selection | undefined): DescribedCertificate | undefined =>
    place?.part.kind === 'certificate'
      ? byId(place.fileId)?.description?.certificates[place.part.index]
      : undefined

  return {
    files,
    selection,
    pinned,
    failure,
    pasting,
    selected: computed(() => (selection.value ? byId(selection.value.fileId) : undefined)),
    pinnedCertificate: computed(() => certificateAt(pinned.value)),
    selectedCertificate: computed(() => certificateAt(selection.value)),
    read,
    open,
    browse,
    drop,
    paste,
    stop,
    close,
    handOver,
  }
})
