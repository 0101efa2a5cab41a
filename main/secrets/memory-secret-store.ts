import { fromStoredValue, toStoredValue } from './stored-value.ts'
import type { SecretStore } from './secret-store.ts'

/** The keychain's twin for tests: the same limits and the same answers, gone with the process. */
export const createMemorySecretStore = (): SecretStore => {
  const items = new Map<string, string>()
  return {
    get(account) {
      const stored = items.get(account)
      return Promise.resolve(stored === undefined ? null : fromStoredValue(stored))
    },
    // Inside a promise, so that a refusal is a rejection here as it is with the real keychain.
    set: (account, value) =>
      Promise.resolve().then(() => {
        items.set(account, toStoredValue(value))
      }),
    delete: (account) => Promise.resolve(items.delete(account)),
    accounts: () => Promise.resolve([...items.keys()]),
    status: () => Promise.resolve({ state: 'available', name: 'memory' }),
  }
}
