/** Preferences that the organisation can fix. */
import { loopbackAccess, type GatewayAccess } from '../../preload/contract/gateway.ts'
import type { ManagedPolicy, SettingName } from '../../preload/contract/managed-policy.ts'
import { sortedThresholds } from '../../preload/contract/preferences.ts'
import type { Preferences } from '../../preload/contract/preferences.ts'
import { WarifuError } from '../warifu-error.ts'

/** By which setting each of them is fixed. */
const settings = {
  language: 'Language',
  gatewayPort: 'GatewayPort',
  expiryThresholds: 'ExpiryThresholds',
} as const satisfies Partial<Record<keyof Preferences, SettingName>>

export const fixedPreferences = (policy: ManagedPolicy): Partial<Preferences> => ({
  ...(policy.Language !== undefined && { language: policy.Language }),
  ...(policy.GatewayPort !== undefined && { gatewayPort: policy.GatewayPort }),
  ...(policy.ExpiryThresholds !== undefined && {
    expiryThresholds: sortedThresholds(policy.ExpiryThresholds),
  }),
})

/** Fails with `managed-by-organisation` when a change is for something else than what is fixed. */
export function requireUnfixedPreferences(policy: ManagedPolicy, changes: Partial<Preferences>): void {
  const fixed = fixedPreferences(policy)
  for (const name of Object.keys(settings) as (keyof typeof settings)[]) {
    const wanted = changes[name]
    if (fixed[name] === undefined || wanted === undefined) continue
    if (JSON.stringify(fixed[name]) !== JSON.stringify(wanted)) {
      throw new WarifuError('managed-by-organisation', { setting: settings[name] })
    }
  }
}

/** Without what is fixed: of preferences that come from elsewhere, what may be taken over. */
export function withoutFixed(policy: ManagedPolicy, changes: Partial<Preferences>): Partial<Preferences> {
  const fixed = fixedPreferences(policy)
  return Object.fromEntries(
    Object.entries(changes).filter(([name]) => fixed[name as keyof Preferences] === undefined),
  )
}

/** Where the gateway listens: at the address that is fixed, else as it was chosen. */
export const allowedAccess = (policy: ManagedPolicy, chosen = loopbackAccess): GatewayAccess => ({
  ...chosen,
  address: policy.GatewayAddress ?? chosen.address,
})

/** Fails with `managed-by-organisation` when another address is wanted than the one that is fixed. */
export function requireAllowedAccess(policy: ManagedPolicy, wanted: GatewayAccess): void {
  if (allowedAccess(policy, wanted).address !== wanted.address) {
    throw new WarifuError('managed-by-organisation', { setting: 'GatewayAddress' })
  }
}
