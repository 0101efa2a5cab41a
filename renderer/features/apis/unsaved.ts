/** Asks before a screen with unsaved changes is left, so that nothing typed is lost by a stray click. */
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { t } from '../../locales/text.ts'
import { useConfirm } from '../../ui/confirm.ts'

/** `unsaved` may wait for a save that is under way. */
export function useUnsavedGuard(unsaved: () => boolean | Promise<boolean>): void {
  const { confirm } = useConfirm()

  const mayLeave = async (): Promise<boolean> =>
    !(await unsaved()) ||
    (await confirm({
      title: t('apis.unsaved.title'),
      text: t('apis.unsaved.text'),
      yes: t('apis.unsaved.leave'),
      no: t('apis.unsaved.stay'),
      danger: true,
    }))

  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate(async (to, from) => to.path === from.path || (await mayLeave()))
}
