/** Inspects many files for scripts: as many decoders as there are processors, each with one file at a time. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { WarifuError } from '../warifu-error.ts'
import { createDecoder, type Decoder } from './decoder-host.ts'
import { forkWithNode } from './fork-decoder.ts'
import { limits } from './limits.ts'
import { reportFailure, type Report } from './script-report.ts'

/** Reports in the order of the files, each as soon as it and those before it are there. */
export const inspectFiles = async function* (
  files: readonly string[],
  password: string | null,
): AsyncGenerator<Report> {
  const lanes = Array.from({ length: Math.min(availableParallelism(), files.length) }, () => ({
    decoder: createDecoder({ fork: forkWithNode }),
    last: Promise.resolve(),
  }))
  const reports = Array.from(files, async (file, index) => {
    const lane = lanes[index % lanes.length]
    if (!lane) throw new Error('no decoder')
    // A file is read when its decoder is free for it: ten thousand of them are never in memory at once.
    const report = lane.last.then(() => inspect(lane.decoder, file, password))
    lane.last = report.then(() => undefined)
    return report
  })
  try {
    for (const report of reports) yield await report
  } finally {
    for (const { decoder } of lanes) decoder.close()
  }
}

const inspect = async (decoder: Decoder, file: string, password: string | null): Promise<Report> => {
  try {
    return await decoder.report({ file, bytes: readLimited(file), password })
  } catch (error) {
    return reportFailure(file, error)
  }
}

/** The size is asked before anything is read, so that a file of gigabytes costs nothing. */
const readLimited = (file: string): Buffer => {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const { size } = fstatSync(descriptor)
    if (size > limits.fileBytes)
      throw new WarifuError('file-too-large', { bytes: size, limit: limits.fileBytes })
    const bytes = Buffer.alloc(size)
    return bytes.subarray(0, readSync(descriptor, bytes))
  } catch (error) {
    if (error instanceof WarifuError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new WarifuError('file-not-readable', { name: file, reason })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
