/** `utilityProcess`: a Node process beside the main one. https://www.electronjs.org/docs/latest/api/utility-process */
import { fork } from 'node:child_process'
import type { ChildProcess, IOType } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { app } from './app.ts'
import { isReady } from './lifecycle.ts'
import { noteUtility } from './process-metrics.ts'
import { electronEvent, missing, onlyOptions, strict, StrictEmitter } from './strict.ts'
import { wire } from './wire.ts'

const options = ['env', 'execArgv', 'cwd', 'stdio', 'serviceName', 'allowLoadingUnsignedLibraries']

class UtilityProcess extends StrictEmitter {
  readonly #child: ChildProcess
  #running = true

  constructor(
    path: string,
    parameters: readonly string[],
    { env, execArgv, cwd, stdio, serviceName }: Electron.ForkOptions,
  ) {
    super('UtilityProcess', ['spawn', 'exit', 'message', 'error'])
    const given = stdio ?? 'inherit'
    const [, out = 'inherit', error = 'inherit'] = typeof given === 'string' ? [given, given, given] : given
    this.#child = fork(path, parameters, {
      execArgv: [...(execArgv ?? []), '--import', new URL('utility-child.ts', import.meta.url).href],
      env: { ...(env ?? process.env), STAND_IN_ELECTRON_VERSION: process.versions['electron'] },
      stdio: ['ignore', streamOf(out), streamOf(error), 'ipc'],
      ...(cwd === undefined ? {} : { cwd }),
    })
    const name = serviceName ?? 'Node Utility Process'
    const forget = noteUtility(this.#child.pid, name)
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (text) => this.emit('message', wire.decode(text as string)))
    this.#child.once('exit', (code, signal) => {
      this.#running = false
      forget()
      // On POSIX Electron gives what waitpid says: the signal's number, if a signal ended the process.
      const status = code ?? (signal === null ? 0 : constants.signals[signal])
      this.emit('exit', status)
      const details = {
        type: 'Utility',
        exitCode: status,
        serviceName: name,
      }
      if (status !== 0) {
        const reason = signal === null ? 'abnormal-exit' : 'killed'
        app.emit('child-process-gone', electronEvent({}), { ...details, reason })
      }
    })
    this.#child.once('error', () => this.emit('exit', 1))
  }

  get pid(): number | undefined {
    return this.#running ? this.#child.pid : undefined
  }

  get stdout(): Readable | null {
    return this.#child.stdout
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  postMessage(message: unknown, transfer?: unknown[]): void {
    if (transfer !== undefined && transfer.length > 0) throw missing('UtilityProcess.postMessage: transfer')
    if (this.#child.connected) this.#child.send(wire.encode(message))
  }

  kill(): boolean {
    return this.#running && this.#child.kill()
  }
}

function streamOf(choice: string): IOType {
  if (choice === 'pipe' || choice === 'ignore' || choice === 'inherit') return choice
  throw missing(`utilityProcess.fork: stdio '${choice}'`)
}

export const utilityProcess = strict(
  {
    fork(path: string, parameters: readonly string[] = [], given: Electron.ForkOptions = {}): UtilityProcess {
      if (!isReady()) throw new Error('utilityProcess cannot be created before app is ready')
      onlyOptions(given, options, 'utilityProcess.fork')
      return new UtilityProcess(path, parameters, given)
    },
  },
  'utilityProcess',
)
