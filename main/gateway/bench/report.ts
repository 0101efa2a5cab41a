/** The measurements as a page of Markdown, each beside what it is to reach. */
import { cpus, type as system } from 'node:os'
import { nginxVersion } from '../testing/nginx.ts'
import type { Measured } from './load.ts'
import { idleConnections, transferredMebibytes } from './memory.ts'
import type { Switches } from './switches.ts'
import type { Throughput } from './throughput.ts'

export interface Results {
  /** Processes that were running already when the measurement began. */
  load: number
  throughput: readonly Throughput[]
  direct: Measured
  through: Measured
  switched: Switches
  /** Growth in MiB. */
  memory: { idle: number; upload: number; download: number }
}

export const report = ({ load, throughput, direct, through, switched, memory }: Results): string => {
  const of = (name: string): Throughput => {
    const found = throughput.find((each) => each.name === name)
    if (!found) throw new Error(`${name} was not measured.`)
    return found
  }
  const [nginx, warifu] = [of('nginx'), of('Warifu')]
  const [httpProxy, httpProxyAgent] = [of('http-proxy'), of('http-proxy with an agent')]
  const ratio = (one: number, two: number): string => `${(one / two).toFixed(2)}×`
  const milliseconds = (value: number): string => `${value.toFixed(2)} ms`
  const goals: readonly (readonly [what: string, goal: string, reached: string])[] = [
    ['Calls per second over nginx', '≥ 0.6×', ratio(warifu.requestsPerSecond, nginx.requestsPerSecond)],
    [
      'Calls per second over http-proxy',
      '≥ 4×',
      ratio(warifu.requestsPerSecond, httpProxy.requestsPerSecond),
    ],
    [
      'Calls per second over http-proxy with an agent',
      'none set',
      ratio(warifu.requestsPerSecond, httpProxyAgent.requestsPerSecond),
    ],
    ['p99 over nginx', '≤ 2×', ratio(warifu.p99, nginx.p99)],
    ['Added to one warm call, median', '≤ 1 ms', milliseconds(through.median - direct.median)],
    ['Added to one warm call, p99', '≤ 3 ms', milliseconds(through.p99 - direct.p99)],
    [`Memory while ${transferredMebibytes} MiB go up`, '≤ 100 MiB', `${memory.upload.toFixed(0)} MiB`],
    [`Memory while ${transferredMebibytes} MiB come down`, '≤ 100 MiB', `${memory.download.toFixed(0)} MiB`],
    [`Memory for ${idleConnections} idle connections`, '≤ 300 MiB', `${memory.idle.toFixed(0)} MiB`],
    [`Failed calls in ${switched.switches} switches (${switched.calls} calls)`, '0', String(switched.failed)],
    ['Calls with a certificate that was not in force', '0', String(switched.wrong)],
  ]
  const [processor] = cpus()
  return `# Benchmarks

Written by \`npm run bench:gateway\`. One run, one machine: ${cpus().length} × ${processor?.model.trim() ?? 'unknown'},
${system()}, Node ${process.version}, ${nginxVersion() ?? ''}. The client, the proxy and the back end (nginx that demands
a client certificate, TLS 1.3) share its processors. nginx as a proxy has one worker and keep-alive, and writes no log.
Warifu runs with a header check, header rules both ways and its record of calls. http-proxy runs as it comes, which opens
a connection for each call, and with an agent that keeps connections. Load average before the run:
${load.toFixed(1)}; above ${cpus().length} the figures say more about what else the machine did.

## What is to be reached

| | Goal | Measured |
| --- | --- | --- |
${goals.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## 32 connections, 256 bytes

| Proxy | Calls/s | Median | p99 | Processor time per call | Failed |
| --- | ---: | ---: | ---: | ---: | ---: |
${throughput
  .map((each) => {
    const cpu = each.cpuMicroseconds === null ? '' : `${each.cpuMicroseconds.toFixed(0)} µs`
    const [median, p99] = [milliseconds(each.median), milliseconds(each.p99)]
    return `| ${each.name} | ${each.requestsPerSecond.toFixed(0)} | ${median} | ${p99} | ${cpu} | ${each.failed} |`
  })
  .join('\n')}

## One connection

| | Median | p99 |
| --- | ---: | ---: |
| The back end directly | ${milliseconds(direct.median)} | ${milliseconds(direct.p99)} |
| Through Warifu | ${milliseconds(through.median)} | ${milliseconds(through.p99)} |
`
}
