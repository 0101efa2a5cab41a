/** Connections to Azure API Management services, and what only such a service has, as the window asks for them. */
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Connections } from '../azure/connections.ts'
import type { ChosenService } from './chosen-service.ts'

export const connectionHandlers = (connections: Connections): Handlers['connections'] => ({
  list: () => connections.view(),
  signIn: ({ access, by }) => connections.signIn(access, by),
  useToken: ({ access, token }) => connections.useToken(access, token),
  signOut: async (access) => {
    await connections.signOut(access)
    return connections.view()
  },
  services: (access) => connections.services(access),
  add: (connection) => connections.add(connection),
  update: (connection) => connections.update(connection),
  remove: (id) => connections.remove(id),
  choose: (id) => connections.choose(id),
  cancel: () => connections.cancel(),
  openCodePage: () => connections.openCodePage(),
})

export const azureHandlers = (service: ChosenService): Handlers['azure'] => ({
  refreshCertificate: (id) => service.azure().certificates.refresh(id),
  revisions: (apiId) => service.azure().apis.revisions(apiId),
})
