/**
 * The way of one file through the upload: chosen, opened with its password, looked at, kept.
 *
 * The password passes through `openWith` as an argument and is kept nowhere here; main holds the bytes.
 */
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Certificate, PfxInspection } from '../../../preload/contract/certificates.ts'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import type { SamplePfx } from '../../../preload/contract/sample.ts'
import { bridge } from '../../app/bridge.ts'
import { isBlocked } from './findings.ts'
import { useUploads } from './uploads.ts'

export const steps = ['choose', 'password', 'inside', 'done'] as const
export type Step = (typeof steps)[number]
export type Work = 'looking' | 'reading' | 'uploading'

export function useUploadWizard() {
  const uploads = useUploads()
  const step = ref<Step>('choose')
  const work = ref<Work>()
  const failure = shallowRef<Failure>()
  const inspection = shallowRef<PfxInspection>()
  const identity = ref(0)
  const uploaded = shallowRef<Certificate>()
  /** Known on purpose; shown so that the sample can be tried without looking it up. */
  const samplePassword = ref<string>()

  const file = computed(() => uploads.current)
  const chosen = computed(() => inspection.value?.identities[identity.value])
  const blocked = computed(() => !chosen.value || isBlocked(chosen.value.findings))

  /** An answer for a file that was let go, or after Cancel, is of no interest any more. */
  let question = 0

  async function inspect(kind: Work, fileId: string, password: string): Promise<Failure | 'opened' | 'void'> {
    question += 1
    const mine = question
    work.value = kind
    failure.value = undefined
    const answer = await bridge().certificates.inspect({ fileId, password })
    if (mine !== question) return 'void'
    work.value = undefined
    if (!answer.ok) return answer.error.code === 'cancelled' ? 'void' : answer.error
    inspection.value = answer.value
    identity.value = 0
    step.value = 'inside'
    return 'opened'
  }

  /**
   * Tries the file without a password: what is not a PFX, or damaged, is told before anybody looks for its
   * password, and a file that has none is not asked for one.
   */
  async function look(held: HeldFile): Promise<void> {
    step.value = 'choose'
    inspection.value = undefined
    const outcome = await inspect('looking', held.fileId, '')
    if (typeof outcome === 'string') return
    if (outcome.code === 'wrong-password') step.value = 'password'
    else failure.value = outcome
  }

  function take(held: HeldFile, password?: string): void {
    stop()
    samplePassword.value = password
    uploads.replaceCurrent(held)
  }

  async function browse(): Promise<void> {
    const answer = await bridge().files.choose('pfx')
    if (!answer.ok) failure.value = answer.error
    else if (answer.value) take(answer.value)
  }

  async function takeSample(sample: SamplePfx): Promise<void> {
    const answer = await bridge().sample.holdFile(sample.fileName)
    if (answer.ok) take(answer.value, sample.password)
    else failure.value = answer.error
  }

  async function openWith(password: string): Promise<void> {
    if (!file.value || work.value) return
    const outcome = await inspect('reading', file.value.fileId, password)
    if (typeof outcome !== 'string') failure.value = outcome
  }

  /** Ends what is being decoded; the file stays chosen. */
  function stop(): void {
    if (!work.value || work.value === 'uploading') return
    question += 1
    work.value = undefined
    if (file.value) void bridge().certificates.cancel(file.value.fileId)
  }

  /** Cancel while a file is looked at leads to the password, so that nothing has to be chosen again. */
  function cancelWork(): void {
    stop()
    step.value = file.value ? 'password' : 'choose'
  }

  async function upload(): Promise<void> {
    if (!file.value || blocked.value || work.value) return
    work.value = 'uploading'
    failure.value = undefined
    const answer = await bridge().certificates.upload({ fileId: file.value.fileId, identity: identity.value })
    work.value = undefined
    if (answer.ok) {
      uploaded.value = answer.value
      step.value = 'done'
    } else failure.value = answer.error
  }

  function back(): void {
    inspection.value = undefined
    failure.value = undefined
    step.value = 'password'
  }

  function leave(): void {
    if (work.value === 'uploading') return
    stop()
    left = true
    uploads.next()
  }

  onBeforeUnmount(stop)
  /** A file comes by the dialog, from the sample, or is dropped on the wizard while it is open. */
  let left = false
  watch(
    file,
    (held) => {
      if (held && !left) void look(held)
    },
    { immediate: true },
  )
  watch(
    () => uploads.failure,
    (failed) => (failure.value = failed ?? failure.value),
    { immediate: true },
  )

  return {
    step,
    work,
    failure,
    file,
    inspection,
    identity,
    chosen,
    blocked,
    uploaded,
    samplePassword,
    browse,
    takeSample,
    openWith,
    cancelWork,
    upload,
    back,
    leave,
  }
}
