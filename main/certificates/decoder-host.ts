/**
 * Keeps the decoder's process: asks it one thing at a time, and replaces it when it hangs, dies or is told to stop.
 *
 * Guards the program against files: key derivation is native code that nothing but the end of its process
 * interrupts, and a defect that a hostile file finds must not be in the process that holds the workspace.
 */
import type { FileDescription } from '../../preload/contract/inspections.ts'
import { WarifuError } from '../warifu-error.ts'
import type {
  DecoderReply,
  DecoderRequest,
  DecoderTask,
  DecoderTasks,
  OpenedIdentity,
  PfxFacts,
} from './decoder-protocol.ts'
import type { PfxIngredients } from './make-pfx.ts'
import type { Report } from './script-report.ts'

export type { OpenedIdentity, PfxFacts } from './decoder-protocol.ts'

/** A process of its own, however it is made: Electron's utilityProcess, or a child of Node's. */
export interface DecoderProcess {
  postMessage: (value: unknown) => void
  onMessage: (listener: (value: unknown) => void) => void
  onExit: (listener: () => void) => void
  kill: () => void
}

export interface DecodeOptions {
  /** Aborting ends the work with `cancelled`, also in the middle of a derivation. */
  signal?: AbortSignal
  /** Counted from the moment the decoder begins with this file. */
  deadlineMs?: number
}

export interface Decoder {
  /** What a PFX holds that can authenticate; or a WarifuError that says why it cannot. */
  inspect: (bytes: Uint8Array, password: string | null, options?: DecodeOptions) => Promise<PfxFacts>
  /** The same identities in the same order, with their keys. */
  open: (bytes: Uint8Array, password: string | null, options?: DecodeOptions) => Promise<OpenedIdentity[]>
  /** Any certificate file, without importing it. */
  describe: (
    file: { name: string; bytes: Uint8Array; password?: string },
    options?: DecodeOptions,
  ) => Promise<FileDescription>
  /** A PFX of a PEM or DER key and its certificates. */
  makePfx: (ingredients: PfxIngredients, options?: DecodeOptions) => Promise<Uint8Array>
  /** For scripts: a PFX's contents and outcome as one JSON object. */
  report: (
    file: { file: string; bytes: Uint8Array; password: string | null },
    options?: DecodeOptions,
  ) => Promise<Report>
  /** Ends the process; what is under way fails with `cancelled`. */
  close: () => void
}

/** Five times what the most expensive file within the limits takes on a slow machine. */
const defaultDeadlineMs = 20_000

interface Job {
  request: DecoderRequest
  deadlineMs: number
  finish: (outcome: DecoderReply | WarifuError) => void
}

/** One process is kept warm from the start, so that the first file does not wait for it. */
export const createDecoder = ({ fork }: { fork: () => DecoderProcess }): Decoder => {
  const waiting: Job[] = []
  let current: { job: Job; timer: NodeJS.Timeout } | undefined
  let child: DecoderProcess | undefined
  let nextId = 1
  let closed = false

  const start = (): DecoderProcess => {
    const started = fork()
    started.onMessage((value) => {
      if (started === child) receive(value as DecoderReply)
    })
    started.onExit(() => {
      if (started === child) lose()
    })
    child = started
    return started
  }

  /** Whatever the process was doing is over; the next one is warm before it is needed. */
  const replace = (outcome: WarifuError): void => {
    const abandoned = child
    child = undefined
    abandoned?.kill()
    if (!closed) start()
    finishCurrent(outcome)
  }

  /** It died of itself. While idle, none is started until it is needed: one that cannot start must not loop. */
  const lose = (): void => {
    child = undefined
    if (current) replace(new WarifuError('decoder-failed', {}))
  }

  const receive = (reply: DecoderReply): void => {
    if (reply.id !== current?.job.request.id) return
    if (reply.state === 'started') current.timer.refresh()
    else finishCurrent(reply)
  }

  const finishCurrent = (outcome: DecoderReply | WarifuError): void => {
    const finished = current
    current = undefined
    clearTimeout(finished?.timer)
    finished?.job.finish(outcome)
    takeNext()
  }

  const takeNext = (): void => {
    const job = current ? undefined : waiting.shift()
    if (!job) return
    const seconds = Math.round(job.deadlineMs / 1000)
    const timer = setTimeout(() => replace(new WarifuError('took-too-long', { seconds })), job.deadlineMs)
    current = { job, timer }
    const process = child ?? start()
    process.postMessage(job.request)
  }

  const cancel = (job: Job): void => {
    const cancelled = new WarifuError('cancelled', {})
    if (job === current?.job) return replace(cancelled)
    const place = waiting.indexOf(job)
    if (place < 0) return
    waiting.splice(place, 1)
    job.finish(cancelled)
  }

  const ask = async <Task extends DecoderTask>(
    task: Task,
    request: DecoderTasks[Task]['request'],
    { signal, deadlineMs = defaultDeadlineMs }: DecodeOptions = {},
  ): Promise<DecoderTasks[Task]['answer']> => {
    if (closed || signal?.aborted) throw new WarifuError('cancelled', {})
    const { promise, resolve } = Promise.withResolvers<DecoderReply | WarifuError>()
    // The task and its request were paired by the caller's types.
    const message = { id: nextId++, task, request } as DecoderRequest
    const job: Job = { request: message, deadlineMs, finish: resolve }
    const onAbort = (): void => cancel(job)
    signal?.addEventListener('abort', onAbort, { once: true })
    waiting.push(job)
    takeNext()
    const outcome = await promise
    signal?.removeEventListener('abort', onAbort)
    if (outcome instanceof WarifuError) throw outcome
    if (outcome.state === 'failed') throw new WarifuError(outcome.failure.code, outcome.failure.details)
    if (outcome.state === 'started') throw new WarifuError('decoder-failed', {})
    // Replies carry the id of their request, and with it the task's type.
    return outcome.answer
  }

  start()
  return {
    inspect: (bytes, password, options) => ask('inspect', { bytes, password }, options),
    open: (bytes, password, options) => ask('open', { bytes, password }, options),
    describe: ({ name, bytes, password = '' }, options) =>
      ask('describe', { name, bytes, password }, options),
    makePfx: (ingredients, options) => ask('makePfx', ingredients, options),
    report: (file, options) => ask('report', file, options),
    close: () => {
      closed = true
      for (const job of waiting.splice(0)) job.finish(new WarifuError('cancelled', {}))
      replace(new WarifuError('cancelled', {}))
    },
  }
}
