/** Deleting an API: asked with the guide's words, told when it is done with the way to take it back, refused with the reason. */
import type { Api } from '../../../preload/contract/apis.ts'
import { useConnections } from '../../app/connections.ts'
import { describeFailure } from '../../app/failure.ts'
import { t } from '../../locales/text.ts'
import { useConfirm } from '../../ui/confirm.ts'
import { useToasts } from '../../ui/toasts.ts'
import { addressOf, useGateway } from '../gateway/gateway.ts'
import { useApis } from './apis.ts'

/** Answers with a function that resolves to whether the API was deleted. */
export function useApiRemoval(): (api: Api) => Promise<boolean> {
  const store = useApis()
  const gateway = useGateway()
  const connections = useConnections()
  const toasts = useToasts()
  const { confirm } = useConfirm()

  async function bringBack(undo: string, name: string): Promise<void> {
    const answer = await store.undoRemoval(undo)
    if (answer.ok) toasts.show(t('apis.done.restored', { name }))
    else toasts.show(t('apis.done.notRestored', { reason: describeFailure(answer.error).what }), 'danger')
  }

  return async (api) => {
    const name = api.displayName
    const sure = await confirm({
      title: t('apis.delete.title', { name }),
      text: connections.current
        ? t('apis.delete.atService', { service: connections.current.place.service })
        : t('apis.delete.text', { address: addressOf(gateway.url, api.path) }),
      yes: t('apis.delete.confirm'),
      danger: true,
    })
    if (!sure) return false
    const answer = await store.remove(api)
    if (answer.ok) {
      const { undo } = answer.value
      toasts.show(
        t('apis.done.removed', { name }),
        'good',
        undo === undefined ? undefined : () => bringBack(undo, name),
      )
    } else toasts.show(describeFailure(answer.error).what, 'danger')
    if (!answer.ok) await store.load()
    return answer.ok
  }
}
