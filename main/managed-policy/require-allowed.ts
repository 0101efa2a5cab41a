import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { WarifuError } from '../warifu-error.ts'

/** The settings that switch something off. */
type Switch = 'UpdatesAllowed' | 'RestApiAllowed' | 'PasswordSavingAllowed' | 'ExportAllowed'

/** Fails with `managed-by-organisation` when the organisation has switched it off. */
export function requireAllowed(policy: ManagedPolicy, setting: Switch): void {
  if (policy[setting] === false) throw new WarifuError('managed-by-organisation', { setting })
}
