/** What may be lost without harm: how the window looks and where the gateway listens. */
import type { Management } from './managed-policy.ts'

export type Language = 'ja' | 'en'

export interface Preferences {
  language: Language | 'system'
  theme: 'light' | 'dark' | 'system'
  /** How close together the rows of tables are. */
  density: 'comfortable' | 'compact'
  gatewayPort: number
  /** Days before its end at which a certificate wants attention: the longest first, none twice. */
  expiryThresholds: readonly number[]
  /** Whether the operating system's notifications tell of it. */
  expiryNotifications: boolean
}

/** A quarter to plan, a month to order, and the last two weeks in which somebody must act. */
export const defaultExpiryThresholds: readonly number[] = [90, 30, 14, 7, 1]

/** More would be noise; ten years are longer than any CA issues for. */
export const thresholdBounds = { most: 10, longestDays: 3_650 } as const

export const sortedThresholds = (days: readonly number[]): readonly number[] =>
  [...new Set(days)].toSorted((one, other) => other - one)

/** The shorter half of the thresholds is urgent: of 90, 30, 14, 7 and 1 days the last two. */
export const urgentDays = (thresholds: readonly number[]): number =>
  thresholds[Math.ceil(thresholds.length / 2)] ?? 0

/** What the window needs to know once, at its start. */
export interface Environment {
  version: string
  platform: 'win32' | 'darwin' | 'linux'
  /** The language in effect, after "system" is resolved. */
  language: Language
  dataFolder: string
  /** The type of the network file system that it lies on, e.g. `nfs4`, `smb`; null on a disk of this computer. */
  dataFolderShare: string | null
  preferences: Preferences
  keychain: KeychainStatus
  /** For how many days a deleted certificate can be restored; 0: not at all. */
  binDays: number
  /** What the organisation has fixed. */
  management: Management
  /** True until the first certificate, API or sample has been there. */
  firstRun: boolean
}

export type KeychainStatus =
  | { state: 'available'; name: string }
  | { state: 'unavailable'; platform: 'win32' | 'darwin' | 'linux'; reason: string }
  | { state: 'locked' }
