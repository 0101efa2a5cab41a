/** Keeping the text on screen, taking it back, and what hinders: errors in it, and changes made elsewhere meanwhile. */
import { computed, ref, shallowRef, watch } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { Policy, PolicyScope } from '../../../preload/contract/policies.ts'
import { bridge } from '../../app/bridge.ts'
import { t } from '../../locales/text.ts'
import { useConfirm } from '../../ui/confirm.ts'
import { useUnsavedGuard } from '../apis/unsaved.ts'
import { useLivePolicy } from './live-policy.ts'

interface SavedText {
  scope: () => PolicyScope
  /** What is on screen. */
  text: () => string
  /** Shows what the service holds. */
  adopt: (policy: Policy) => void
  /** Leads to the first error after the service found one. */
  showFirstError: () => Promise<void>
  /** Waits for edits that are on their way into the text. */
  settled: () => Promise<void>
}

export function usePolicySaving({ scope, text, adopt, showFirstError, settled }: SavedText) {
  const edited = computed(() => policy.value !== undefined && text() !== policy.value.text)
  const saving = ref(false)
  const refused = ref(false)
  /** Why the last save or removal failed, where nothing else on the screen tells it. */
  const refusal = shallowRef<Failure>()
  const savedAt = ref<string>()
  const live = useLivePolicy(scope, () => edited.value && !saving.value)
  const { policy, newer, readNewer, take } = live
  const { confirm } = useConfirm()

  /** The save under way, if any: leaving waits for it, for it may be what makes leaving harmless. */
  let underWay: Promise<void> | undefined
  useUnsavedGuard(
    () => edited.value,
    async () => {
      await settled()
      await underWay
    },
  )
  watch(edited, (now) => {
    if (now) savedAt.value = undefined
  })

  function takeNewer(): void {
    const next = newer.value
    if (!next) return
    take(next)
    adopt(next)
  }

  function discard(): void {
    refusal.value = undefined
    if (policy.value) adopt(policy.value)
  }

  async function remove(): Promise<void> {
    const etag = policy.value?.etag
    const sure = await confirm({
      title: t('operations.scope.removal.title'),
      text: t('operations.scope.removal.text'),
      yes: t('operations.scope.removal.yes'),
      danger: true,
    })
    if (!sure || !etag || saving.value) return
    saving.value = true
    const answer = await bridge().policies.remove({ scope: scope(), etag })
    saving.value = false
    refusal.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    take(answer.value)
    adopt(answer.value)
  }

  async function save(etag = policy.value?.etag ?? null): Promise<void> {
    if (!policy.value || saving.value) return
    underWay = saveOver(etag)
    await underWay
  }

  async function saveOver(etag: string | null): Promise<void> {
    saving.value = true
    const sent = text()
    const answer = await bridge().policies.save({ scope: scope(), etag, text: sent })
    saving.value = false
    if (answer.ok) {
      refusal.value = undefined
      savedAt.value = new Date().toISOString()
      take(answer.value)
      // What was typed while saving stays; it is a change to what is saved now.
      if (text() === sent) adopt(answer.value)
      return
    }
    refused.value = answer.error.code === 'policy-invalid'
    refusal.value = ['policy-invalid', 'changed-meanwhile'].includes(answer.error.code)
      ? undefined
      : answer.error
    if (answer.error.code === 'changed-meanwhile') await readNewer()
    if (answer.error.code === 'policy-invalid') await showFirstError()
  }

  return { ...live, edited, saving, refused, refusal, savedAt, takeNewer, discard, remove, save }
}
