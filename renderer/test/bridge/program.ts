import { defaultExpiryThresholds, type Environment } from '../../../preload/contract/preferences.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { UnsavedWork } from '../../../preload/contract/unsaved-work.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface ProgramState {
  environment: Environment
  copied: string[]
  unsaved: UnsavedWork | null
}

export const programState = (): ProgramState => ({
  environment: {
    version: '0.1.0',
    platform: 'linux',
    language: 'en',
    dataFolder: '/home/admin/.config/Warifu',
    dataFolderShare: null,
    preferences: {
      language: 'system',
      theme: 'system',
      density: 'comfortable',
      gatewayPort: 8400,
      expiryThresholds: defaultExpiryThresholds,
      expiryNotifications: true,
    },
    keychain: { state: 'available', name: 'GNOME Keyring' },
    binDays: 30,
    management: { policy: {}, problems: [] },
    firstRun: false,
  },
  copied: [],
  unsaved: null,
})

export const fakeProgram = ({ state, answer, emit }: World<ProgramState>): Bridge['program'] => ({
  environment: () => answer('program.environment', () => good(state.environment)),
  setPreferences: (next) =>
    answer('program.setPreferences', () => {
      const preferences = { ...state.environment.preferences, ...next }
      const language = preferences.language === 'system' ? state.environment.language : preferences.language
      state.environment = { ...state.environment, preferences, language }
      emit('preferencesChanged', state.environment)
      return good(preferences)
    }),
  noteUnsaved: (unsaved) => answer('program.noteUnsaved', () => good(void (state.unsaved = unsaved))),
  copyText: (text) => answer('program.copyText', () => good(void state.copied.push(text))),
})
