/** The decoder's process under Electron: a utilityProcess, which has no window, no Electron API and can be killed. */
import { utilityProcess } from 'electron'
import type { DecoderProcess } from '../certificates/decoder-host.ts'

export function forkDecoder(script: string): DecoderProcess {
  const child = utilityProcess.fork(script, [], { serviceName: 'Warifu certificate reader', stdio: 'ignore' })
  return {
    postMessage: (value) => child.postMessage(value),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  }
}
