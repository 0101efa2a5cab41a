/**
 * What a specification asks of a stand-in that it started as a child: to run a function in the main process, as
 * Playwright's `electronApp.evaluate` does.
 */
import { runInThisContext } from 'node:vm'
import { recordedCalls } from './recorded.ts'
import { controlled } from './state.ts'
import { tell } from './tell.ts'

export type Asked =
  { kind: 'evaluate'; id: number; source: string; argument: unknown } | { kind: 'recorded'; id: number }

type MainFunction = (electron: object, argument: unknown) => unknown

/** @param electron the module that the program was given, passed on to the function as its first argument */
export function listenToSpecification(electron: object, end: () => void): void {
  if (!controlled) return
  process.on('message', (message) => void answer(electron, message as Asked))
  // The specification is gone, killed perhaps: what it started must not outlive it.
  process.on('disconnect', end)
}

async function answer(electron: object, asked: Asked): Promise<void> {
  try {
    tell({ kind: 'answer', id: asked.id, value: structuredClone(await valueOf(electron, asked)) })
  } catch (error) {
    tell({ kind: 'failure', id: asked.id, message: error instanceof Error ? error.message : String(error) })
  }
}

function valueOf(electron: object, asked: Asked): unknown {
  if (asked.kind === 'recorded') return recordedCalls
  const run = runInThisContext(`(${asked.source})`, { filename: 'evaluate' }) as MainFunction
  return run(electron, asked.argument)
}
