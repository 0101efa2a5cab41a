import type { ManagementApiView } from '../../../preload/contract/management-api.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface ManagementApiState {
  managementApi: ManagementApiView
}

export const managementApiState = (): ManagementApiState => ({
  managementApi: { status: { state: 'off' }, port: 18_444 },
})

export const fakeManagementApi = ({ state, answer }: World<ManagementApiState>): Bridge['managementApi'] => ({
  status: () => answer('managementApi.status', () => good(state.managementApi)),
  switchOn: (port) =>
    answer('managementApi.switchOn', () => {
      state.managementApi = {
        status: { state: 'running', port, url: `http://127.0.0.1:${String(port)}` },
        port,
      }
      return good({ ...state.managementApi, token: 'warifu_first' })
    }),
  switchOff: () =>
    answer('managementApi.switchOff', () => {
      state.managementApi = { ...state.managementApi, status: { state: 'off' } }
      return good(state.managementApi)
    }),
  renewToken: () => answer('managementApi.renewToken', () => good('warifu_renewed')),
})
