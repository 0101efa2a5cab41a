import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Load, Measured } from './load-client.bench.ts'

export type { Load, Measured }

/** Runs one load in a process of its own. */
export const measure = async (load: Load): Promise<Measured> => {
  const program = fileURLToPath(new URL('./load-client.bench.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(load)])
  return JSON.parse(stdout) as Measured
}
