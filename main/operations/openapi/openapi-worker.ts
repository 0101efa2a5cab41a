/** Reads one OpenAPI document in a thread of its own, which ends with the answer: nothing waits for a large one. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '../../../preload/contract/errors.ts'
import { isWarifuError } from '../../warifu-error.ts'
import { readOpenApi, type OpenApiDocument } from './read-openapi.ts'

const answer = (bytes: Uint8Array): Result<OpenApiDocument> => {
  try {
    return { ok: true, value: readOpenApi(bytes) }
  } catch (error) {
    if (isWarifuError(error)) return { ok: false, error: error.toFailure() }
    throw error
  }
}

parentPort?.postMessage(answer(workerData as Uint8Array))
