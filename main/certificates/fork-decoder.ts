/** The decoder's process as a child of Node's: for scripts, for tests and for a program without Electron. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DecoderProcess } from './decoder-host.ts'

const sourceEntry = fileURLToPath(new URL('decoder-process.ts', import.meta.url))

/** @param script The process's entry; from source, the file beside this one. */
export const forkWithNode = (script: string = sourceEntry): DecoderProcess => {
  // 'advanced' is structured clone: JSON would turn every byte of a file into text.
  const child = fork(script, [], { serialization: 'advanced', stdio: 'ignore', execArgv: [], env: {} })
  return {
    postMessage: (value) => {
      // A process that died meanwhile is noticed by its exit.
      if (child.connected) child.send(value as object, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', listener)
      // A child that cannot even be started has no exit.
      child.on('error', listener)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
