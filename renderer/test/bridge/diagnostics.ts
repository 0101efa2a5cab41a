import type { DiagnosticsContents } from '../../../preload/contract/diagnostics.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface DiagnosticsState {
  diagnostics: DiagnosticsContents
  /** What `save` answers; null is a closed dialog. */
  savedDiagnostics: string | null
}

export const diagnosticsState = (): DiagnosticsState => ({
  diagnostics: {
    parts: [
      { part: 'program', bytes: 412 },
      { part: 'settings', bytes: 690 },
      { part: 'workspace', bytes: 534 },
      { part: 'crashes', bytes: 2 },
      { part: 'log', bytes: 18_204 },
    ],
    removed: [
      { kind: 'home-folder', count: 14 },
      { kind: 'password', count: 1 },
    ],
  },
  savedDiagnostics: 'warifu-diagnostics-2026-08-02.txt',
})

export const fakeDiagnostics = ({ state, answer }: World<DiagnosticsState>): Bridge['diagnostics'] => ({
  preview: () => answer('diagnostics.preview', () => good(state.diagnostics)),
  save: () => answer('diagnostics.save', () => good(state.savedDiagnostics)),
})
