/** New versions of the program, from the organisation's own server. */
import type { Failure } from './errors.ts'

/** Why this installation does not look for updates. */
export type NoUpdates =
  /** The organisation has switched them off. */
  | 'managed-off'
  /** No server was named. */
  | 'no-server'
  /** It runs from its sources. */
  | 'not-installed'
  /** Nobody signed it, so no update could be told from somebody else's program. */
  | 'unsigned'
  /** It came by MSI, pkg, deb or rpm: whoever installed it updates it. */
  | 'other-tool'

export type UpdateStatus =
  | { state: 'off'; because: NoUpdates }
  /** `checkedAt`: when the server last said that there is nothing newer; null before it was asked. */
  | { state: 'current'; checkedAt: string | null }
  | { state: 'checking' }
  | { state: 'available'; version: string }
  /** `percent` is a whole number. */
  | { state: 'downloading'; version: string; percent: number }
  /** Verified; it is installed when the program ends. */
  | { state: 'ready'; version: string }
  | { state: 'failed'; failure: Failure }
