/** What may be lost without harm: how the window looks and where the gateway listens. */
export type Language = 'ja' | 'en'

export interface Preferences {
  language: Language | 'system'
  theme: 'light' | 'dark' | 'system'
  gatewayPort: number
}

/** What the window needs to know once, at its start. */
export interface Environment {
  version: string
  platform: 'win32' | 'darwin' | 'linux'
  /** The language in effect, after "system" is resolved. */
  language: Language
  dataFolder: string
  preferences: Preferences
  keychain: KeychainStatus
  /** For how many days a deleted certificate can be restored; 0: not at all. */
  binDays: number
  /** True until the first certificate, API or sample has been there. */
  firstRun: boolean
}

export type KeychainStatus =
  | { state: 'available'; name: string }
  | { state: 'unavailable'; platform: 'win32' | 'darwin' | 'linux'; reason: string }
  | { state: 'locked' }
