/** Puts the connections together over a data folder and a keychain. */
import { join } from 'node:path'
import type { SecretStore } from '../secrets/secret-store.ts'
import { createConnectionList } from './connection-list.ts'
import { createConnections } from './connections.ts'
import type { Connections, ConnectionsOptions } from './connections.ts'
import { createKnownCertificates } from './known-certificates.ts'
import { createSignIn } from './sign-in/msal-sign-in.ts'
import { createTokenCache } from './sign-in/token-cache.ts'

/** @param folder the program's own, which is there; @param secrets holds the key of the sign-ins, and nothing else */
export const openConnections = (
  folder: string,
  secrets: SecretStore,
  options: Omit<ConnectionsOptions, 'list' | 'known' | 'signInFor'>,
): Connections => {
  const cache = createTokenCache(secrets, join(folder, 'azure-sign-in.sealed'))
  return createConnections({
    ...options,
    list: createConnectionList(join(folder, 'connections.json')),
    known: createKnownCertificates(join(folder, 'known-certificates.jsonl')),
    signInFor: (settings) => createSignIn({ settings, cache }),
  })
}
