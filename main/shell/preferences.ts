/**
 * Preferences: what may be lost without harm (language, theme, gateway port, where the window stood).
 *
 * A damaged file falls back to the defaults; the workspace itself never depends on it.
 */
import { app } from 'electron'
import Store from 'electron-store'
import { z } from 'zod'
import { loopbackAccess, type GatewayAccess } from '../../preload/contract/gateway.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import {
  defaultExpiryThresholds,
  sortedThresholds,
  type Language,
  type Preferences,
} from '../../preload/contract/preferences.ts'
import { expiryThresholds, gatewayAccess } from '../../preload/contract/schemas.ts'
import { allowedAccess, fixedPreferences, requireUnfixedPreferences } from '../managed-policy/preferences.ts'
import { placeAmong, remembering, type RememberedPlace, type WindowPlace } from './window-places.ts'

export interface ManagementApiSetting {
  on: boolean
  port: number
}

interface Stored extends Preferences {
  /** When notifications last told of expiries, ISO 8601. */
  expiriesToldAt?: string
  windows: RememberedPlace[]
  gatewayAccess: GatewayAccess
  managementApi: ManagementApiSetting
}

/** 8443 and 8080 are often taken by development servers; 18443 is in no registry and below the ephemeral range. */
const defaults: Stored = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  gatewayPort: 18_443,
  expiryThresholds: defaultExpiryThresholds,
  expiryNotifications: true,
  gatewayAccess: loopbackAccess,
  managementApi: { on: false, port: 18_444 },
  windows: [],
}

const storedSchema = z.object({
  language: z.enum(['system', 'ja', 'en']).catch(defaults.language),
  theme: z.enum(['system', 'light', 'dark']).catch(defaults.theme),
  density: z.enum(['comfortable', 'compact']).catch(defaults.density),
  gatewayPort: z.int().min(0).max(65_535).catch(defaults.gatewayPort),
  expiryThresholds: expiryThresholds.catch([...defaultExpiryThresholds]),
  expiryNotifications: z.boolean().catch(defaults.expiryNotifications),
  expiriesToldAt: z.iso.datetime().optional().catch(undefined),
  gatewayAccess: gatewayAccess.catch({ ...loopbackAccess, hosts: [] }),
  managementApi: z
    .object({ on: z.boolean(), port: z.int().min(0).max(65_535) })
    .catch(defaults.managementApi),
  windows: z
    .array(
      z.object({
        displays: z.string(),
        x: z.int().exactOptional(),
        y: z.int().exactOptional(),
        width: z.int().min(400),
        height: z.int().min(300),
        maximized: z.boolean(),
        // As far as Chromium zooms, from a quarter to five times.
        zoomFactor: z.number().min(0.25).max(5),
      }),
    )
    .catch([]),
})

export class PreferencesFile {
  readonly #store: Store<Stored>
  readonly #policy: ManagedPolicy

  /** `folder` is the data folder; the file in it is `preferences.json`, readable by its owner only. */
  constructor(folder: string, policy: ManagedPolicy) {
    this.#policy = policy
    this.#store = new Store<Stored>({
      cwd: folder,
      name: 'preferences',
      defaults,
      clearInvalidConfig: true,
      configFileMode: 0o600,
    })
  }

  /** What the organisation has fixed stands before what was chosen, which is kept for when it is free again. */
  get(): Preferences {
    const stored = storedSchema.parse(this.#store.store)
    const { language, theme, density, gatewayPort, expiryNotifications } = stored
    const expiryThresholds = sortedThresholds(stored.expiryThresholds)
    const chosen = { language, theme, density, gatewayPort, expiryThresholds, expiryNotifications }
    return { ...chosen, ...fixedPreferences(this.#policy) }
  }

  /** Fails with `managed-by-organisation`. */
  set(changes: Partial<Preferences>): Preferences {
    requireUnfixedPreferences(this.#policy, changes)
    this.#store.set(changes)
    return this.get()
  }

  gatewayAccess(): GatewayAccess {
    return allowedAccess(this.#policy, storedSchema.parse(this.#store.store).gatewayAccess)
  }

  rememberGatewayAccess(access: GatewayAccess): void {
    this.#store.set('gatewayAccess', access)
  }

  managementApi(): ManagementApiSetting {
    return storedSchema.parse(this.#store.store).managementApi
  }

  rememberManagementApi(setting: ManagementApiSetting): void {
    this.#store.set('managementApi', setting)
  }

  expiriesToldAt(): Date | null {
    const { expiriesToldAt } = storedSchema.parse(this.#store.store)
    return expiriesToldAt === undefined ? null : new Date(expiriesToldAt)
  }

  rememberExpiriesTold(at: Date): void {
    this.#store.set('expiriesToldAt', at.toISOString())
  }

  /** `arrangement`: of the displays there are, as `arrangementOf` names it. */
  windowPlace(arrangement: string): WindowPlace {
    return placeAmong(storedSchema.parse(this.#store.store).windows, arrangement)
  }

  rememberWindow(arrangement: string, place: WindowPlace): void {
    const { windows } = storedSchema.parse(this.#store.store)
    this.#store.set('windows', remembering(windows, arrangement, place))
  }

  /** The language in effect: the chosen one, else the operating system's first choice, else English. */
  language(): Language {
    const { language } = this.get()
    if (language !== 'system') return language
    const [first = 'en'] = app.getPreferredSystemLanguages()
    return first.toLowerCase().startsWith('ja') ? 'ja' : 'en'
  }
}
