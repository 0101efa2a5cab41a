import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Load, Measured } from './load-client.bench.ts'

export type { Load, Measured }

/** Runs one load in a process of its own. */
export const measure = async (load: Load): Promise<Measured> => {
  const program = fileURLToPath(new URL('./load-client.bench.ts', import.meta.url))
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(load))
  return JSON.parse(await text(child.stdout)) as Measured
}

/** A small call, as an API's client makes it. */
export const benchRequest = [
  'GET /orders/2024?top=10 HTTP/1.1',
  'Host: localhost',
  'User-Agent: bench/1.0',
  'Accept: application/json',
  'Accept-Encoding: gzip, deflate, br',
  'X-Key: bench',
  'X-Correlation-Id: 4f1c2a90-7d0e-4b57-9f0e-2f6b1d9c8a11',
  '\r\n',
].join('\r\n')
