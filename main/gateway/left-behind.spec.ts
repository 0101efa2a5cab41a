/** Whatever a client or a back end does, nothing of its connections is left when it is over. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startPlainBackEnd } from './testing/back-end.ts'
import { api, configuration } from './testing/configure.ts'
import { startPlane } from './testing/plane.ts'

afterEach(() => vi.restoreAllMocks())

/** What keeps this process alive: sockets and servers of client, gateway and back end alike. */
const handles = (): number => process.getActiveResourcesInfo().filter((kind) => /^TCP/.test(kind)).length

const settled = async (before: number): Promise<void> => {
  await expect.poll(handles, { timeout: 5000 }).toBeLessThanOrEqual(before)
}

const closed = async (socket: Socket): Promise<void> => {
  socket.resume()
  if (!socket.closed) await once(socket, 'close')
}

/** What each client sends; nothing more comes from it, and it never closes by itself. */
const clients: readonly (readonly [what: string, text: string])[] = [
  ['says nothing', ''],
  ['sends half a head', 'GET /api HTTP/1.1\r\nHost: loc'],
  ['sends half a body', 'POST /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf'],
  [
    'sends half a chunk',
    'POST /api HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nha',
  ],
  ['stays after its call', 'GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['is refused', 'GET /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
]

describe('a half-open client that', () => {
  test.each(clients)('%s is let go', async (_what, text) => {
    const before = handles()
    await using backEnd = await startPlainBackEnd()
    const limits = { clientHeadMs: 100, clientIdleMs: 100, bodyIdleMs: 100, backEndIdleMs: 100 }
    const gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]), limits)
    const client = connect({ port: gateway.port, host: '127.0.0.1', allowHalfOpen: true })
    client.on('error', () => undefined)
    await once(client, 'connect')
    client.write(text)
    // It never says that it is done: the gateway has to end it.
    client.on('end', () => client.destroy())
    await closed(client)
    await expect.poll(() => backEnd.connections.size).toBe(0)
    await gateway.plane.stop()
    await backEnd[Symbol.asyncDispose]()
    await settled(before)
  })
})

test('a client that sends one octet at a time has no more time for its head than any other', async () => {
  const gateway = await startPlane(configuration([]), { clientHeadMs: 300 })
  const client = connect(gateway.port, '127.0.0.1')
  const pieces: Buffer[] = []
  client.on('data', (bytes) => pieces.push(bytes))
  client.on('error', () => undefined)
  const drip = setInterval(() => client.write('G'), 20)
  await once(client, 'close')
  clearInterval(drip)
  expect(Buffer.concat(pieces).toString()).toMatch(/^HTTP\/1\.1 408 /)
  await gateway.plane.stop()
})

test('clients over the number that may connect are turned away, and the others are served', async () => {
  await using backEnd = await startPlainBackEnd()
  await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]), {
    clientConnections: 2,
  })
  const first = [connect(gateway.port, '127.0.0.1'), connect(gateway.port, '127.0.0.1')] as const
  await Promise.all(first.map((socket) => once(socket, 'connect')))
  const third = connect(gateway.port, '127.0.0.1')
  third.on('error', () => undefined)
  await closed(third)
  first[0].write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [answer] = (await once(first[0], 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
  for (const socket of first) socket.destroy()
})

test('a call as a whole may be bounded, however much comes meanwhile', async () => {
  await using backEnd = await startPlainBackEnd((_request, response) => {
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]), { totalMs: 400 })
  const read = fetch(`${gateway.url}/api`).then((response) => response.text())
  await expect(read).rejects.toThrow()
  await gateway.plane.stop()
  expect(gateway.calls).toMatchObject([{ error: { code: 'BackEndTimedOut' } }])
})

test('a back end that stays half open after its answer is let go', async () => {
  const before = handles()
  const sockets = new Set<Socket>()
  const backEnd = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'))
    socket.on('end', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(backEnd, 'listening')
  const serviceUrl = `http://127.0.0.1:${(backEnd.address() as AddressInfo).port}`
  const gateway = await startPlane(configuration([api({ serviceUrl })]), { backEndIdleMs: 100 })
  expect(await (await fetch(`${gateway.url}/api`)).text()).toBe('ok')
  await expect.poll(() => sockets.size).toBe(0)
  await gateway.plane.stop()
  backEnd.close()
  await settled(before + 1)
})

test('a gateway without a connection has no timer that wakes the computer', async () => {
  const set = vi.spyOn(globalThis, 'setInterval')
  const cleared = vi.spyOn(globalThis, 'clearInterval')
  await using backEnd = await startPlainBackEnd()
  const limits = { clientIdleMs: 100, backEndIdleMs: 100 }
  await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]), limits)
  const ofSweeps = () => set.mock.results.filter((_, call) => set.mock.calls[call]?.[1] === 250)
  expect(ofSweeps()).toEqual([])
  for (const calls of [1, 2]) {
    await (await fetch(`${gateway.url}/api`)).text()
    expect(ofSweeps()).toHaveLength(calls)
    await expect
      .poll(() => cleared.mock.calls.map(([timer]) => timer), { timeout: 5000 })
      .toContain(ofSweeps().at(-1)?.value)
    expect(backEnd.connections.size).toBe(0)
  }
})
