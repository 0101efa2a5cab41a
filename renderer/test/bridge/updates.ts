import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { UpdateStatus } from '../../../preload/contract/updates.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface UpdatesState {
  updates: UpdateStatus
  /** What the server offers; null for nothing newer. */
  offered: string | null
  installed: boolean
}

export const updatesState = (): UpdatesState => ({
  updates: { state: 'off', because: 'not-installed' },
  offered: null,
  installed: false,
})

export const fakeUpdates = ({ state, answer, emit }: World<UpdatesState>): Bridge['updates'] => {
  const become = (status: UpdateStatus) => {
    state.updates = status
    emit('updatesChanged', status)
    return good(status)
  }
  return {
    status: () => answer('updates.status', () => good(state.updates)),
    check: () =>
      answer('updates.check', () =>
        become(
          state.offered === null
            ? { state: 'current', checkedAt: '2026-08-02T01:00:00.000Z' }
            : { state: 'available', version: state.offered },
        ),
      ),
    download: () =>
      answer('updates.download', () => become({ state: 'ready', version: state.offered ?? '0.2.0' })),
    cancel: () => answer('updates.cancel', () => good(undefined)),
    installNow: () => answer('updates.installNow', () => good(void (state.installed = true))),
  }
}
