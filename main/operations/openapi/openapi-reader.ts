/**
 * Has OpenAPI documents read in a thread of their own, with limits on time and memory and a way to stop it: eight
 * mebibytes of YAML take some ten seconds, in which neither the window nor the gateway may stand still.
 */
import type { Worker, WorkerOptions } from 'node:worker_threads'
import type { Result } from '../../../preload/contract/errors.ts'
import { WarifuError } from '../../warifu-error.ts'
import type { OpenApiDocument } from './read-openapi.ts'

/** As large as OpenAPI documents of the largest public services; more is not read into memory at all. */
export const openApiSizeLimit = 8_388_608

/** Several times what the largest ordinary document takes on a slow machine. */
const defaultDeadlineMs = 60_000

/** The largest ordinary document takes some 700 MB. */
const memoryLimitMb = 2_048

/** Fails with `openapi-damaged`, `openapi-too-complex`, `not-openapi`, or `cancelled` when it is told to stop. */
export type ReadOpenApi = (bytes: Uint8Array, signal?: AbortSignal) => Promise<OpenApiDocument>

export interface OpenApiReaderOptions {
  /** Starts `openapi-worker`. */
  spawnWorker: (options: WorkerOptions) => Worker
  deadlineMs?: number
}

export const createOpenApiReader =
  ({ spawnWorker, deadlineMs = defaultDeadlineMs }: OpenApiReaderOptions): ReadOpenApi =>
  async (bytes, signal) => {
    if (signal?.aborted) throw new WarifuError('cancelled', {})
    const { promise, resolve, reject } = Promise.withResolvers<Result<OpenApiDocument>>()
    const worker = spawnWorker({
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    })
    const tooComplex = (what: 'seconds' | 'memory', limit: number) =>
      reject(new WarifuError('openapi-too-complex', { what, limit }))
    const timer = setTimeout(() => tooComplex('seconds', Math.round(deadlineMs / 1_000)), deadlineMs)
    const onAbort = () => reject(new WarifuError('cancelled', {}))
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.once('message', resolve)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex('memory', memoryLimitMb) : reject(error),
    )
    try {
      const read = await promise
      if (read.ok) return read.value
      throw new WarifuError(read.error.code, read.error.details)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      await worker.terminate()
    }
  }
