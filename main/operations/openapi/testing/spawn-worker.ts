import { Worker, type WorkerOptions } from 'node:worker_threads'

/** The reader's thread straight from its source, for specs; the program starts its bundle. */
export const spawnWorkerFromSource = (options: WorkerOptions): Worker =>
  new Worker(new URL('../openapi-worker.ts', import.meta.url), options)
