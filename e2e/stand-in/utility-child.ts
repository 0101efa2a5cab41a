/**
 * Loaded first in a process that `utilityProcess.fork` started: gives it Electron's `process.parentPort` and takes away
 * the channel of `child_process`, which Electron does not have there.
 * https://www.electronjs.org/docs/latest/api/parent-port
 */
import { isMainThread } from 'node:worker_threads'
import { setProcessIdentity } from './process-identity.ts'
import { electronEvent, StrictEmitter } from './strict.ts'
import { wire } from './wire.ts'

class ParentPort extends StrictEmitter {
  readonly #send: (text: string) => void
  #waiting: unknown[] | undefined = []

  constructor(send: (text: string) => void) {
    super('process.parentPort', ['message', 'close', 'newListener'])
    this.#send = send
    this.on('newListener', (event) => {
      if (event === 'message') queueMicrotask(() => this.start())
    })
  }

  postMessage(message: unknown): void {
    this.#send(wire.encode(message))
  }

  /** Messages wait until somebody listens, as at any message port. */
  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const data of waiting) this.receive(data)
  }

  receive(data: unknown): void {
    if (this.#waiting) this.#waiting.push(data)
    else this.emit('message', electronEvent({ data, ports: [] }))
  }
}

if (isMainThread && process.send !== undefined) {
  process.execArgv = []
  setProcessIdentity('utility', process.env['STAND_IN_ELECTRON_VERSION'] ?? '')
  delete process.env['STAND_IN_ELECTRON_VERSION']
  const send = process.send.bind(process)
  const parentPort = new ParentPort((text) => send(text))
  Object.defineProperty(process, 'parentPort', { value: parentPort })
  process.on('message', (text) => parentPort.receive(wire.decode(text as string)))
  // An orphan has nothing left to do, and the process that it answered may have been killed.
  process.on('disconnect', () => process.exit(1))
  Object.defineProperty(process, 'send', { value: undefined })
}
