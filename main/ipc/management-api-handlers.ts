/** The REST API as the window switches it on and off. What was chosen holds for the next start too. */
import type { ManagementApiView } from '../../preload/contract/management-api.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { ManagementApi } from '../management-api/management-api.ts'
import type { Shell } from './program-handlers.ts'

export function managementApiHandlers(
  api: ManagementApi,
  shell: Pick<Shell, 'managementApi' | 'rememberManagementApi'>,
): Handlers['managementApi'] {
  const view = (): ManagementApiView => {
    const { status } = api
    return { status, port: status.state === 'running' ? status.port : shell.managementApi().port }
  }
  return {
    status: view,
    switchOn: async (port) => {
      await api.start(port)
      const token = (await api.hasToken()) ? null : await api.renewToken()
      shell.rememberManagementApi({ on: true, port: view().port })
      return { ...view(), token }
    },
    switchOff: async () => {
      const { port } = view()
      await api.stop()
      shell.rememberManagementApi({ on: false, port })
      return view()
    },
    renewToken: () => api.renewToken(),
  }
}
