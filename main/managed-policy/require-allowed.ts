import { allowsHost } from '../../preload/contract/managed-policy.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { WarifuError } from '../warifu-error.ts'

/** The settings that switch something off which a service would do. */
type Switch = 'RestApiAllowed' | 'PasswordSavingAllowed' | 'ExportAllowed'

/** Fails with `managed-by-organisation` when the organisation has switched it off. */
export function requireAllowed(policy: ManagedPolicy, setting: Switch): void {
  if (policy[setting] === false) throw new WarifuError('managed-by-organisation', { setting })
}

/** Fails with `managed-by-organisation` when the organisation names the hosts of management services, and not this one. */
export function requireAllowedHost(policy: ManagedPolicy, url: URL): void {
  if (allowsHost(policy.AllowedConnections, url)) return
  throw new WarifuError('managed-by-organisation', { setting: 'AllowedConnections' })
}
