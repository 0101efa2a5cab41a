/**
 * A load generator that costs little itself: keep-alive connections that send one fixed request after another. Runs as
 * a process of its own; its input is a `Load` in JSON, its output a `Measured` in JSON.
 */
import { connect as connectTcp } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'

export interface Load {
  port: number
  /** The whole request, as it is sent. */
  request: string
  connections: number
  seconds: number
  /** Before anything is counted. */
  warmUpSeconds: number
  /** To call a back end directly; absent for plain HTTP. */
  tls?: { ca: string; cert: string; key: string }
}

export interface Measured {
  requestsPerSecond: number
  failed: number
  /** Milliseconds. */
  median: number
  p99: number
}

const load = JSON.parse(await text(process.stdin)) as Load
const request = Buffer.from(load.request, 'latin1')
const startedAt = performance.now()
const countFrom = startedAt + load.warmUpSeconds * 1000
const endAt = countFrom + load.seconds * 1000
const latencies: number[] = []
let failed = 0
let open = 0

/** Length of the whole answer, from its head; the answers of one run are all alike but for their length. */
const answerLength = (bytes: Buffer): number => {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return Infinity
  const head = bytes.toString('latin1', 0, headEnd)
  if (!head.startsWith('HTTP/1.1 200')) failed++
  const length = /content-length: *([0-9]+)/i.exec(head)?.[1]
  if (length !== undefined) return headEnd + 4 + Number(length)
  const end = bytes.indexOf('0\r\n\r\n', headEnd + 4)
  return end < 0 ? Infinity : end + 5
}

const nothing: Buffer = Buffer.alloc(0)

const run = (): void => {
  const socket = load.tls
    ? connectTls({ port: load.port, host: 'localhost', ...load.tls }).setNoDelay(true)
    : connectTcp({ port: load.port, host: '127.0.0.1', noDelay: true })
  let sentAt = 0
  let unread: Buffer = nothing
  const send = (): void => {
    sentAt = performance.now()
    if (sentAt >= endAt) {
      socket.end()
      return
    }
    socket.write(request)
  }
  open++
  socket.on(load.tls ? 'secureConnect' : 'connect', send)
  socket.on('data', (bytes: Buffer) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes])
    if (unread.length < answerLength(unread)) return
    unread = nothing
    const now = performance.now()
    if (now >= countFrom) latencies.push(now - sentAt)
    send()
  })
  socket.on('error', () => failed++)
  socket.on('close', () => {
    if (performance.now() < endAt) run()
    if (--open === 0) report()
  })
}

const report = (): void => {
  const sorted = Float64Array.from(latencies).sort()
  const quantile = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN
  const measured: Measured = {
    requestsPerSecond: sorted.length / load.seconds,
    failed,
    median: quantile(0.5),
    p99: quantile(0.99),
  }
  process.stdout.write(JSON.stringify(measured))
}

for (let connection = 0; connection < load.connections; connection++) run()
