/** A fresh window for each spec: its own bridge, its own stores, a known language. */
import { createPinia, setActivePinia } from 'pinia'
import type { Pinia } from 'pinia'
import type { Language } from '../../preload/contract/preferences.ts'
import { showLanguage } from '../locales/text.ts'
import { createFakeBridge, type FakeBridge, type FakeState } from './fake-bridge.ts'

/** Call it first in a test; give `pinia` to `mount`'s `global.plugins`. */
export async function startTest(
  changes: Partial<FakeState> = {},
  language: Language = 'en',
): Promise<{ bridge: FakeBridge; pinia: Pinia }> {
  const bridge = createFakeBridge(changes)
  Object.defineProperty(window, 'warifu', { value: bridge, configurable: true })
  const pinia = createPinia()
  setActivePinia(pinia)
  await showLanguage(language)
  return { bridge, pinia }
}
