import type { RepairReport } from '../../../preload/contract/activity.ts'
import type { BackupWritten, RestorePreview } from '../../../preload/contract/backups.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { FilesState } from './files.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface WorkspaceState {
  repairs: RepairReport
  /** What `backUp` answers; null is a closed dialog. */
  backup: BackupWritten | null
  restorable: RestorePreview
}

export const workspaceState = (): WorkspaceState => ({
  repairs: [],
  backup: { name: 'warifu-2026-08-02.warifu-backup', leftOut: [] },
  restorable: {
    createdAt: '2026-08-01T03:00:00.000Z',
    createdBy: 'tanaka@WS-0412',
    certificates: { added: [], mended: [], kept: [] },
    apis: { added: [], replaced: [], kept: [] },
    allApisPolicy: 'absent',
    gatewayHttps: 'absent',
    preferences: true,
  },
})

export const fakeWorkspace = ({
  state,
  answer,
  emit,
}: World<WorkspaceState & FilesState>): Bridge['workspace'] => ({
  repairs: () => answer('workspace.repairs', () => good(state.repairs)),
  removeLeftOver: () =>
    answer('workspace.removeLeftOver', () => {
      state.repairs = state.repairs.filter(({ kind }) => kind !== 'keychain-item-left-over')
      return good(state.repairs)
    }),
  backUp: () => answer('workspace.backUp', () => good(state.backup)),
  previewRestore: ({ passphrase }) =>
    answer('workspace.previewRestore', () =>
      passphrase === state.password ? good(state.restorable) : fails(failure('wrong-passphrase', {})),
    ),
  restore: () =>
    answer('workspace.restore', () => {
      emit('workspaceChanged', ['certificates', 'apis', 'policies'])
      return good(state.restorable)
    }),
})
