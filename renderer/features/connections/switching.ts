/** Switching to another service: what is unsaved is asked about first, and no screen of the one stays for the other. */
import { isNavigationFailure, NavigationFailureType, useRouter } from 'vue-router'
import { useConnections } from '../../app/connections.ts'
import { describeFailure } from '../../app/failure.ts'
import { t } from '../../locales/text.ts'
import { useToasts } from '../../ui/toasts.ts'

/** Answers with a function that resolves to whether the screen was left: its guard may have been told to stay. */
export function useLeaveScreen(): (to: 'service' | 'workspace') => Promise<boolean> {
  const router = useRouter()
  return async (to) => {
    const { path, meta } = router.currentRoute.value
    const [, screen = 'home'] = path.split('/')
    // An API or a certificate of one service need not be there at the other; their lists are.
    const lost = to === 'service' && meta['workspaceOnly'] === true
    const failure = await router.push(lost ? '/home' : `/${screen}`)
    return !isNavigationFailure(failure, NavigationFailureType.aborted)
  }
}

/** Answers with a function that shows another service and tells how that went; null is the workspace. */
export function useSwitch(): (id: string | null) => Promise<void> {
  const connections = useConnections()
  const toasts = useToasts()
  const leaveScreen = useLeaveScreen()
  return async (id) => {
    if (id === (connections.current?.id ?? null)) return
    if (!(await leaveScreen(id === null ? 'workspace' : 'service'))) return
    const failure = await connections.choose(id)
    if (failure) toasts.show(describeFailure(failure).what, 'danger')
    else
      toasts.show(t('connections.shown', { name: connections.current?.name ?? t('connections.workspace') }))
  }
}
