/** `app.getAppMetrics()`: which processes there are. Only by pid, type and name; nothing is measured. */
import { strict } from './strict.ts'

const utilities = new Map<number, string>()

/** @returns what to call when it has ended */
export function noteUtility(pid: number | undefined, name: string): () => void {
  if (pid === undefined) return () => undefined
  utilities.set(pid, name)
  return () => void utilities.delete(pid)
}

export const processMetrics = (): Pick<Electron.ProcessMetric, 'pid' | 'type' | 'name'>[] =>
  [
    { pid: process.pid, type: 'Browser' as const, name: 'Warifu' },
    ...[...utilities].map(([pid, name]) => ({ pid, type: 'Utility' as const, name })),
  ].map((metric) => strict(metric, 'ProcessMetric'))
