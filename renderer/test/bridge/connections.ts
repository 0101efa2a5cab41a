import type { ConnectionsView } from '../../../preload/contract/connections.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { failure, fails, good } from './results.ts'
import type { World } from './world.ts'

export interface ConnectionsState {
  connections: ConnectionsView
}

export const connectionsState = (): ConnectionsState => ({
  connections: { chosen: null, connections: [], capabilities: { workspace: true, azure: false } },
})

export const fakeConnections = ({ state, answer }: World<ConnectionsState>): Bridge['connections'] => {
  const choose = (chosen: string | null): ConnectionsView => {
    const capabilities = { workspace: chosen === null, azure: chosen !== null }
    state.connections = { ...state.connections, chosen, capabilities }
    return state.connections
  }
  const signedIn = { state: 'signed-in', username: 'admin@contoso.example', remembered: true } as const
  return {
    list: () => answer('connections.list', () => good(state.connections)),
    signIn: () => answer('connections.signIn', () => good(signedIn)),
    useToken: () =>
      answer('connections.useToken', () => good({ ...signedIn, username: null, remembered: false })),
    signOut: () => answer('connections.signOut', () => good(state.connections)),
    services: () =>
      answer('connections.services', () => {
        const subscriptionId = '00000000-0000-0000-0000-000000000000'
        const place = { subscriptionId, resourceGroup: 'integration', service: 'contoso-apim' }
        const found = { ...place, subscriptionName: 'Contoso', location: 'Japan East', tier: 'Developer' }
        return good({ services: [found], unreadable: [] })
      }),
    add: (connection) =>
      answer('connections.add', () => {
        const id = `connection-${String(state.connections.connections.length + 1)}`
        const added = { ...connection, id, signIn: signedIn }
        state.connections = { ...state.connections, connections: [...state.connections.connections, added] }
        return good(choose(id))
      }),
    update: (connection) =>
      answer('connections.update', () => {
        const connections = state.connections.connections.map((one) =>
          one.id === connection.id ? { ...one, ...connection } : one,
        )
        state.connections = { ...state.connections, connections }
        return good(state.connections)
      }),
    remove: (id) =>
      answer('connections.remove', () => {
        const connections = state.connections.connections.filter((one) => one.id !== id)
        state.connections = { ...state.connections, connections }
        return good(state.connections.chosen === id ? choose(null) : state.connections)
      }),
    choose: (id) => answer('connections.choose', () => good(choose(id))),
    cancel: () => answer('connections.cancel', () => good(undefined)),
    openCodePage: () => answer('connections.openCodePage', () => good(undefined)),
  }
}

const notOffered = () => fails<never>(failure('not-offered-by-connection', {}))

export const fakeAzure = ({ answer }: World<ConnectionsState>): Bridge['azure'] => ({
  refreshCertificate: () => answer('azure.refreshCertificate', notOffered),
  revisions: () => answer('azure.revisions', () => good([])),
})
