/** Calls per second at 32 connections, each proxy in turn, over several rounds. */
import { cpuSeconds, processTree } from './cpu-time.ts'
import { benchRequest, measure, type Measured } from './load.ts'
import type { Proxy } from './proxies.ts'

export interface Throughput extends Measured {
  name: string
  /** Processor time of the proxy for one call, in microseconds; null where it cannot be known. */
  cpuMicroseconds: number | null
}

/** The median round of each proxy, by calls per second. */
export const compareThroughput = async (
  proxies: readonly Proxy[],
  rounds: number,
  seconds: number,
  tell: (line: string) => void,
): Promise<Throughput[]> => {
  const results = new Map<string, Throughput[]>(proxies.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const proxy of proxies) {
      const measured = await measureOne(proxy, seconds)
      results.get(proxy.name)?.push(measured)
      tell(`  ${proxy.name}: ${measured.requestsPerSecond.toFixed(0)} calls/s`)
    }
  }
  return [...results.values()].flatMap((measured) => {
    const sorted = measured.toSorted((one, two) => one.requestsPerSecond - two.requestsPerSecond)
    const middle = sorted[Math.floor(sorted.length / 2)]
    return middle ? [middle] : []
  })
}

const measureOne = async ({ name, port, pid }: Proxy, seconds: number): Promise<Throughput> => {
  const load = { port, request: benchRequest, connections: 32 }
  await measure({ ...load, seconds: 1, warmUpSeconds: 0 })
  const processes = await processTree(pid)
  const before = await cpuSeconds(processes)
  const measured = await measure({ ...load, seconds, warmUpSeconds: 0 })
  const after = await cpuSeconds(processes)
  const calls = measured.requestsPerSecond * seconds
  // A refusal is quick to give: calls that failed would make a good figure.
  if (measured.failed > calls / 1000) throw new Error(`${name}: ${measured.failed} of ${calls} calls failed.`)
  const cpuMicroseconds = before === null || after === null ? null : ((after - before) * 1_000_000) / calls
  return { name, ...measured, cpuMicroseconds }
}
