/** Asks before a screen with unsaved changes is left, so that nothing typed is lost by a stray click. */
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { useUnsavedWork } from '../../app/unsaved-work.ts'
import { t } from '../../locales/text.ts'
import { useConfirm } from '../../ui/confirm.ts'

/** `settled` waits for a save that is under way: it may be what makes leaving harmless. */
export function useUnsavedGuard(unsaved: () => boolean, settled?: () => Promise<unknown>): void {
  const { confirm } = useConfirm()

  async function mayLeave(): Promise<boolean> {
    await settled?.()
    return (
      !unsaved() ||
      (await confirm({
        title: t('apis.unsaved.title'),
        text: t('apis.unsaved.text'),
        yes: t('apis.unsaved.leave'),
        no: t('apis.unsaved.stay'),
        danger: true,
      }))
    )
  }

  useUnsavedWork(unsaved)
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate(async (to, from) => to.path === from.path || (await mayLeave()))
}
