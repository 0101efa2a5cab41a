import type { ConnectionAccess } from '../../../preload/contract/connections.ts'
import type { ShownConnection } from '../../app/connections.ts'
import { t } from '../../locales/text.ts'
import { cloudOf } from './cloud.ts'

/** Which of Azure's clouds, or whose address: what tells a test from production. */
export function cloudName(access: ConnectionAccess): string {
  if (access.kind === 'entra') return t(`connections.clouds.${access.cloud}`)
  const cloud = cloudOf(access.endpoint)
  return cloud === 'custom' ? new URL(access.endpoint).host : t(`connections.clouds.${cloud}`)
}

/** Whether and as whom one is signed in. */
export function signInWords({ signIn }: ShownConnection): string {
  if (signIn.state === 'signed-out') return t('connections.state.signedOut')
  if (signIn.state === 'expired') return t('connections.state.expired')
  if (signIn.username === null) return t('connections.state.byToken')
  const who = { name: signIn.username }
  return t(signIn.remembered ? 'connections.state.signedIn' : 'connections.state.signedInForNow', who)
}
