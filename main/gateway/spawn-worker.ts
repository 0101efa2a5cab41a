/** The gateway's worker straight from its source, for specs and scripts; the packaged program starts its bundle. */
import { Worker } from 'node:worker_threads'

export const spawnWorkerFromSource = (): Worker => new Worker(new URL('./worker.ts', import.meta.url))
