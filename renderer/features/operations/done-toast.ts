import type { Undoable } from '../../../preload/contract/operations.ts'
import { bridge } from '../../app/bridge.ts'
import { describeFailure } from '../../app/failure.ts'
import { t } from '../../locales/text.ts'
import { useToasts } from '../../ui/toasts.ts'

/** Tells that an act on operations is done, with the way to take it back where there is one. */
export function useDoneToast(): (text: string, done: Undoable) => void {
  const toasts = useToasts()
  const takeBack = async (undo: string): Promise<void> => {
    const answer = await bridge().operations.undo(undo)
    if (answer.ok) toasts.show(t('operations.done.undone'))
    else toasts.show(t('operations.done.notUndone', { reason: describeFailure(answer.error).what }), 'danger')
  }
  return (text, { undo }) => toasts.show(text, 'good', undo === undefined ? undefined : () => takeBack(undo))
}
