/**
 * The gateway's worker for the soak: it also collects its garbage when asked, since `gc()` reaches the calling
 * thread's heap alone, and a thread's native memory (its TLS contexts) is freed by its own collections.
 */
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import '../../gateway/worker.ts'

const { collections } = workerData as { collections: MessagePort }
collections.on('message', () => {
  globalThis.gc?.()
  globalThis.gc?.()
  collections.postMessage(process.memoryUsage().heapUsed)
})
collections.unref()
