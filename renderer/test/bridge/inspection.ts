import type { FileDescription } from '../../../preload/contract/inspections.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { FilesState } from './files.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface InspectionState {
  /** What the inspector sees in a held file, without and with its password. */
  descriptions: Record<string, { locked: FileDescription; unlocked: FileDescription }>
}

export const inspectionState = (): InspectionState => ({ descriptions: {} })

export const fakeInspection = ({
  state,
  answer,
}: World<InspectionState & FilesState>): Bridge['inspection'] => ({
  open: ({ fileId, password }) =>
    answer('inspection.open', () => {
      const description = state.descriptions[fileId]
      if (!description) return fails(failure('file-no-longer-held', {}))
      const { locked, unlocked } = description
      return good(password === state.password ? unlocked : locked)
    }),
  holdText: ({ name, text }) =>
    answer('inspection.holdText', () => good({ fileId: 'file-text', name, size: text.length })),
  save: () => answer('inspection.save', () => good('certificate.pem')),
})
