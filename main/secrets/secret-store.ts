/**
 * Where passwords and the sealing key live: the operating system's keychain, or its twin in memory for tests.
 *
 * Guards what may leave the main process: nothing here is ever answered to a window, written to a log or put
 * into an error.
 */
import type { KeychainStatus } from '../../preload/contract/preferences.ts'

/**
 * Items by account, all under one service name. Fails with `keychain-unavailable` when there is no keychain and
 * with `keychain-locked` when it stays locked; an answer of null therefore means that the item is truly not there.
 */
export interface SecretStore {
  get(account: string): Promise<string | null>
  /** Fails with `password-too-long` when the value does not fit in every system's keychain. */
  set(account: string, value: string): Promise<void>
  /** True when an item was there. */
  delete(account: string): Promise<boolean>
  accounts(): Promise<string[]>
  status(): Promise<KeychainStatus>
}
