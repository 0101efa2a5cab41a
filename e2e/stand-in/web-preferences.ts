/**
 * Guards the sandbox: preferences that would weaken it, harmless as each may be here, throw, so that no run of the
 * specifications can pass with them.
 */
import { missing } from './strict.ts'
import type { Session } from './session.ts'

export type WebPreferences = Omit<Electron.WebPreferences, 'session'> & { session?: Session }

/** What each must be, if it is given at all. */
const required: Partial<Record<keyof WebPreferences, boolean>> = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  webviewTag: false,
}

const harmless: readonly (keyof WebPreferences)[] = [
  'additionalArguments',
  'autoplayPolicy',
  'backgroundThrottling',
  'defaultEncoding',
  'defaultFontFamily',
  'defaultFontSize',
  'devTools',
  'disableDialogs',
  'enableWebSQL',
  'minimumFontSize',
  'partition',
  'plugins',
  'preload',
  'safeDialogs',
  'scrollBounce',
  'session',
  'spellcheck',
  'textAreasAreResizable',
  'v8CacheOptions',
  'webgl',
  'zoomFactor',
]

export function checkWebPreferences(preferences: WebPreferences): void {
  for (const name of Object.keys(preferences) as (keyof WebPreferences)[]) {
    const needed = required[name]
    if (needed === undefined) {
      if (!harmless.includes(name)) throw missing(`webPreferences.${name}`)
    } else if (preferences[name] === !needed) {
      throw new Error(`webPreferences.${name}: ${!needed} would weaken the sandbox`)
    }
  }
}
