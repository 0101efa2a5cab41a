/**
 * The way of one file through the upload: chosen, opened with its password, looked at, kept.
 *
 * The password passes through `openWith` as an argument and is kept nowhere here; main holds the bytes.
 */
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Certificate, Finding, PfxInspection } from '../../../preload/contract/certificates.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { SamplePfx } from '../../../preload/contract/sample.ts'
import { bridge } from '../../app/bridge.ts'
import { isBlocked } from './findings.ts'
import { useCertificates } from './store.ts'
import { useUploads } from './uploads.ts'

export const steps = ['choose', 'password', 'inside', 'done'] as const
export type Step = (typeof steps)[number]
type HeldIdentity = Parameters<Bridge['certificates']['upload']>[0]
export type Work = 'looking' | 'reading' | 'uploading'

export function useUploadWizard() {
  const uploads = useUploads()
  const certificates = useCertificates()
  void certificates.ensure()
  const step = ref<Step>('choose')
  const work = ref<Work>()
  const failure = shallowRef<Failure>()
  /** The file chosen last could not be taken: `failure` is about that one, not about the one before it. */
  const refused = ref(false)
  const inspection = shallowRef<PfxInspection>()
  const identity = ref(0)
  const uploaded = shallowRef<Certificate>()
  /** The certificate that gave up its place, as it was before. */
  const replaced = shallowRef<Certificate>()
  /** Known on purpose; shown so that the sample can be tried without looking it up. */
  const samplePassword = ref<string>()

  /** Making a PFX of a key and its certificate, before there is one to open. */
  const making = ref(false)

  const file = computed(() => (refused.value ? undefined : uploads.current))
  const chosen = computed(() => inspection.value?.identities[identity.value])
  /** What was asked to be replaced, or else what the file looks like a renewal of. */
  const renewed = computed(() => {
    const finding = chosen.value?.findings.find(({ code }) => code === 'renewal-of')
    return finding?.code === 'renewal-of' ? certificates.byId(finding.certificateId) : undefined
  })
  /** The same certificate, kept from another file or with another password: this file can take that one's place. */
  const kept = computed(() => {
    const finding = chosen.value?.findings.find(({ code }) => code === 'already-uploaded')
    return finding?.code === 'already-uploaded' && !finding.sameFile
      ? certificates.byId(finding.certificateId)
      : undefined
  })
  const target = computed(() => uploads.replacing ?? kept.value ?? renewed.value)
  /** Only the file is replaced; the certificate, its id and its APIs stay. */
  const sameCertificate = computed(() => kept.value !== undefined && target.value?.id === kept.value.id)
  const findings = computed(() => {
    const all = chosen.value?.findings ?? []
    const { replacing } = uploads
    // Its APIs can be given to a certificate that is there already, but not to itself.
    const isNoHindrance = (finding: Finding) =>
      finding.code === 'already-uploaded' &&
      (sameCertificate.value || (replacing !== undefined && finding.certificateId !== replacing.id))
    return all.filter((finding) => !isNoHindrance(finding) && !(replacing && finding.code === 'renewal-of'))
  })
  const blocked = computed(() => !chosen.value || isBlocked(findings.value))

  /** An answer for a file that was let go, or after Cancel, is of no interest any more. */
  let question = 0

  async function inspect(
    kind: Work,
    fileId: string,
    password: string | null,
  ): Promise<Failure | 'opened' | 'void'> {
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
   * Tries the file without a password, or with the one that has opened it among others: what is not a PFX, or damaged, is told before anybody looks for its
   * password, and a file that has none is not asked for one.
   */
  async function look(held: HeldFile): Promise<void> {
    step.value = 'choose'
    inspection.value = undefined
    const outcome = await inspect('looking', held.fileId, null)
    if (typeof outcome === 'string') return
    if (outcome.code === 'wrong-password') step.value = 'password'
    else failure.value = outcome
  }

  function take(held: HeldFile, password?: string): void {
    stop()
    samplePassword.value = password
    uploads.replaceCurrent(held)
  }

  function refuse(why: Failure): void {
    stop()
    refused.value = true
    step.value = 'choose'
    failure.value = why
  }

  async function browse(): Promise<void> {
    const answer = await bridge().files.choose('pfx')
    if (!answer.ok) refuse(answer.error)
    else if (answer.value) take(answer.value)
  }

  /** One file goes on here; several, or a folder of them, go on together. */
  async function browseFor(from: 'files' | 'folder'): Promise<void> {
    const answer = await bridge().files.chooseSeveral(from)
    if (!answer.ok) refuse(answer.error)
    if (!answer.ok || !answer.value) return
    const [only, ...others] = answer.value.files
    if (!only || others.length > 0) uploads.offer(answer.value)
    else if (only.held.ok) take(only.held.value)
    else refuse(only.held.error)
  }

  async function takeSample(sample: SamplePfx): Promise<void> {
    const answer = await bridge().sample.holdFile(sample.fileName)
    if (answer.ok) take(answer.value, sample.password)
    else refuse(answer.error)
  }

  async function openWith(password: string): Promise<void> {
    if (!file.value || work.value) return
    const outcome = await inspect('reading', file.value.fileId, password)
    if (typeof outcome !== 'string') failure.value = outcome
  }

  /** A PFX that was made here needs no question for its password. */
  async function openMade(held: HeldFile, password: string): Promise<void> {
    made = held.fileId
    making.value = false
    uploads.replaceCurrent(held)
    const outcome = await inspect('looking', held.fileId, password)
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

  async function keep(request: (held: HeldIdentity) => Promise<Result<Certificate>>): Promise<boolean> {
    if (!file.value || blocked.value || work.value) return false
    work.value = 'uploading'
    failure.value = undefined
    const answer = await request({ fileId: file.value.fileId, identity: identity.value })
    work.value = undefined
    if (answer.ok) {
      uploaded.value = answer.value
      step.value = 'done'
    } else failure.value = answer.error
    return answer.ok
  }

  const upload = () => keep((held) => bridge().certificates.upload(held))

  /** Keeps it in the place of `target`. */
  async function replace(): Promise<void> {
    const old = target.value
    if (!old) return
    const { id, etag } = old
    if (!(await keep((held) => bridge().certificates.replace({ id, etag, ...held })))) return
    if (!sameCertificate.value) replaced.value = old
  }

  /** Takes the replacement back; the new certificate stays, without its APIs. */
  async function rollBack(): Promise<boolean> {
    const old = certificates.byId(replaced.value?.id ?? '')
    if (!old || work.value) return false
    work.value = 'uploading'
    failure.value = await certificates.rollBack(old)
    work.value = undefined
    return failure.value === undefined
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
  let made: string | undefined
  watch(
    () => uploads.current,
    (held) => {
      if (!held || left || held.fileId === made) return
      refused.value = false
      void look(held)
    },
    { immediate: true },
  )
  watch(
    () => uploads.failure,
    (failed) => {
      if (!failed) return
      if (step.value === 'choose' && !work.value) refuse(failed)
      // What was reached with another file is not lost for a drop beside the mark.
      else failure.value = failed
    },
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
    findings,
    target,
    sameCertificate,
    blocked,
    uploaded,
    replaced,
    samplePassword,
    making,
    openMade,
    browse,
    browseFor,
    takeSample,
    openWith,
    cancelWork,
    upload,
    replace,
    rollBack,
    back,
    leave,
  }
}
