/** What the window knows of the program around it: version, language, theme, keychain. Follows every change. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Failure } from '../../preload/contract/errors.ts'
import {
  defaultExpiryThresholds,
  type Environment,
  type Preferences,
} from '../../preload/contract/preferences.ts'
import { startLanguage } from '../locales/text.ts'
import { applyDensity, densities } from '../ui/density.ts'
import { bridge } from './bridge.ts'

export const useEnvironment = defineStore('environment', () => {
  const environment = ref<Environment>()
  /** Why the program cannot work, e.g. its data folder is not writable; the window then shows only this. */
  const failure = ref<Failure>()

  async function apply(next: Environment): Promise<void> {
    await startLanguage(next.language)
    applyTheme(next.preferences.theme)
    applyDensity(next.preferences.density)
    environment.value = next
  }

  async function start(): Promise<void> {
    const answer = await bridge().program.environment()
    if (answer.ok) {
      await apply(answer.value)
      bridge().events.onPreferencesChanged((next) => void apply(next))
    } else {
      await startLanguage(navigator.language.startsWith('ja') ? 'ja' : 'en')
      failure.value = answer.error
    }
  }

  /** Asks again, e.g. whether the keychain is there by now. */
  async function refresh(): Promise<void> {
    const answer = await bridge().program.environment()
    if (answer.ok) await apply(answer.value)
  }

  /** Saves and answers with what went wrong, if anything. The change itself arrives as an event. */
  async function setPreferences(changes: Partial<Preferences>): Promise<Failure | undefined> {
    const answer = await bridge().program.setPreferences(changes)
    return answer.ok ? undefined : answer.error
  }

  const thresholds = computed(
    () => environment.value?.preferences.expiryThresholds ?? defaultExpiryThresholds,
  )

  const density = computed(() => environment.value?.preferences.density ?? 'comfortable')

  return {
    environment,
    failure,
    /** Days before its end at which a certificate wants attention, the longest first. */
    thresholds,
    soonDays: computed(() => thresholds.value[0] ?? 0),
    preferences: computed(() => environment.value?.preferences),
    density,
    /** How tall the rows of tables are, in pixels. */
    measures: computed(() => densities[density.value]),
    keychain: computed(() => environment.value?.keychain),
    /** What the organisation has fixed. */
    policy: computed(() => environment.value?.management.policy ?? {}),
    platform: computed(() => environment.value?.platform ?? 'linux'),
    firstRun: computed(() => environment.value?.firstRun ?? false),
    start,
    refresh,
    setPreferences,
  }
})

function applyTheme(theme: Preferences['theme']): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}
