/** Diagnostics as the window asks for them: what they would hold, and then the file. */
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Shell } from './program-handlers.ts'
import { writeWhole } from './write-whole.ts'

export function diagnosticsHandlers(
  shell: Pick<Shell, 'collectDiagnostics' | 'chooseTarget'>,
): Handlers['diagnostics'] {
  return {
    preview: async () => (await shell.collectDiagnostics()).contents,
    save: async () => {
      const name = `warifu-diagnostics-${new Date().toISOString().slice(0, 10)}.txt`
      const path = await shell.chooseTarget('diagnostics', name)
      return path === undefined ? null : writeWhole(path, (await shell.collectDiagnostics()).text)
    },
  }
}
