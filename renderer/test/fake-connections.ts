/** Made-up connections, and what a service tells, for specs and pictures. */
import type { ConnectionsView, SignInState } from '../../preload/contract/connections.ts'
import type { FakeState } from './fake-bridge.ts'
import { exampleApis, exampleCertificates } from './fake-facts.ts'

const access = {
  kind: 'entra',
  cloud: 'public',
  tenant: 'contoso.example',
  clientId: '11111111-2222-3333-4444-555555555555',
} as const

const placeOf = (service: string) => ({
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'integration',
  service,
})

/** Production, a service in China, and a test server. @param chosen an id among them; null: the workspace */
export function exampleConnections(
  chosen: string | null = null,
  state: SignInState['state'] = 'signed-in',
): ConnectionsView {
  const username = 'admin@contoso.example'
  const signedIn = { state: 'signed-in', username, remembered: true } as const
  const others: Record<SignInState['state'], SignInState> = {
    'signed-in': { ...signedIn, username: null, remembered: false },
    'signed-out': { state: 'signed-out' },
    expired: { state: 'expired', username: null },
  }
  return {
    chosen,
    capabilities: { workspace: chosen === null, azure: chosen !== null },
    connections: [
      { id: 'production', name: 'Production', access, place: placeOf('contoso-apim'), signIn: signedIn },
      {
        ...{ id: 'china', name: 'Shanghai', place: placeOf('contoso-cn'), signIn: { state: 'signed-out' } },
        access: { ...access, cloud: 'china' },
      },
      {
        ...{ id: 'test', name: 'Test', place: placeOf('warifu'), signIn: others[state] },
        access: { kind: 'token', endpoint: 'http://127.0.0.1:8401' },
      },
    ],
  }
}

/** With certificates of which this program has seen one only, and one that lies in a Key Vault. */
export function atService(): { state: Partial<FakeState> } {
  const certificates = exampleCertificates().map((one, index) => {
    if (index === 0) return one
    const told = { ...one, factsUnknown: true as const, issuer: '', notBefore: '', uploadedAt: '', chain: [] }
    if (index === 1) {
      const secretIdentifier = 'https://contoso-vault.vault.azure.net/secrets/orders-client'
      const lastFetch = { succeeded: true, code: 'Success', message: '', at: '2026-11-20T02:00:00Z' }
      return { ...told, keyVault: { secretIdentifier, lastFetch } }
    }
    return told
  })
  const apis = exampleApis().map((api) => ({ ...api, revision: '1' }))
  return { state: { connections: exampleConnections('production'), certificates, apis } }
}
