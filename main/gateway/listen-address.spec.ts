import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { loopbackAccess } from '../../preload/contract/gateway.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { clientAddress, machineAddresses, urlAt } from './listen-address.ts'
import { spawnWorkerFromSource } from './spawn-worker.ts'
import { startPlainBackEnd } from './testing/back-end.ts'
import { api, configuration } from './testing/configure.ts'
import { startPlane } from './testing/plane.ts'

const everywhere = { address: 'all', hosts: ['orders.corp.example'] }
/** RFC 5737: for documentation, so that no machine has it. */
const missing = { address: '203.0.113.7', hosts: [] }

const get = async (
  url: string,
  { host, agent }: { host?: string; agent?: Agent } = {},
): Promise<{ status: number | undefined; body: string }> => {
  const asking = request(url, { headers: host === undefined ? {} : { host }, ...(agent && { agent }) }).end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  let body = ''
  for await (const piece of response) body += String(piece)
  return { status: response.statusCode, body }
}

test('the addresses that can be chosen are those of this machine that fit into a URL', () => {
  const own = Object.values(networkInterfaces()).flatMap((entries = []) =>
    entries.map(({ address }) => address),
  )
  const listed = machineAddresses()
  expect(listed.map(({ address }) => address)).toContain('127.0.0.1')
  for (const { address, interfaceName } of listed) {
    expect(own).toContain(address)
    expect(interfaceName).not.toBe('')
    expect(URL.canParse(urlAt(address, 1))).toBe(true)
  }
})

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:db8::ffff:1', '2001:db8::ffff:1'],
  ['127.0.0.1', '127.0.0.1'],
])('the client %s is %s to policies and back ends', (remote, address) => {
  expect(clientAddress(remote)).toBe(address)
})

describe('on all addresses', () => {
  const other = machineAddresses().find(({ address }) => /^(?!127\.)\d/.test(address))?.address

  test.skipIf(other === undefined)(
    'others reach it, by its addresses and the names it was told',
    async () => {
      await using backEnd = await startPlainBackEnd((incoming, answer) =>
        answer.end(JSON.stringify(incoming.headers)),
      )
      await using running = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
      const port = await running.plane.listen(running.port, everywhere)
      const url = `http://${other}:${port}/api`
      const seen = JSON.parse((await get(url)).body) as Record<string, string>
      expect(seen).toMatchObject({ 'x-forwarded-for': other, 'x-forwarded-host': `${other}:${port}` })
      expect(seen['forwarded']).toBe(`for=${other};host="${other}:${port}";proto=http`)
      expect((await get(url, { host: 'orders.corp.example' })).status).toBe(200)
      expect((await get(url, { host: 'rebound.example' })).status).toBe(421)
      expect((await get(`http://127.0.0.1:${port}/api`)).status).toBe(200)
    },
  )

  test.skipIf(other === undefined)(
    'and back on loopback nobody else does, while a call under way ends well',
    async () => {
      let finish = (): void => undefined
      await using backEnd = await startPlainBackEnd((incoming, answer) => {
        if (incoming.url !== '/slow') return void answer.end('quick')
        answer.write('begun ')
        finish = () => answer.end('and ended')
      })
      await using running = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
      const port = await running.plane.listen(running.port, everywhere)
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const idle = new Agent({ keepAlive: true, maxSockets: 1 })
      try {
        await get(`http://${other}:${port}/api/quick`, { agent: idle })
        const idleSockets = Object.values(idle.freeSockets).flatMap((sockets = []) => sockets)
        expect(idleSockets).toHaveLength(1)
        const asking = request(`http://${other}:${port}/api/slow`, { agent }).end()
        const [response] = (await once(asking, 'response')) as [IncomingMessage]
        const closed = [response.socket, ...idleSockets].map((socket) => once(socket, 'close'))
        expect(await running.plane.listen(port, loopbackAccess)).toBe(port)
        finish()
        let body = ''
        for await (const piece of response) body += String(piece)
        expect(body).toBe('begun and ended')
        await Promise.all(closed)
        await expect(get(`http://${other}:${port}/api/quick`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
        expect((await get(`http://127.0.0.1:${port}/api/quick`)).status).toBe(200)
      } finally {
        agent.destroy()
        idle.destroy()
      }
    },
  )
})

describe('an address that this machine does not have', () => {
  let gateway: Gateway
  afterEach(() => gateway.stop())

  test('is told at the start, and 127.0.0.1 takes its place', async () => {
    gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
    const status = await gateway.start(0, missing)
    expect(status).toMatchObject({ state: 'running', address: '127.0.0.1', missing: missing.address })
    const { url } = status as { url: string }
    expect((await get(url)).status).toBe(404)
    // A change of the port alone keeps the choice.
    expect(await gateway.listen(0)).toMatchObject({ address: '127.0.0.1', missing: missing.address })
    expect(await gateway.listen(0, loopbackAccess)).toMatchObject({ address: '127.0.0.1', missing: null })
  })

  test('is refused in a change, and the gateway stays where it was', async () => {
    gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
    const before = await gateway.start(0)
    await expect(gateway.listen(before.port, missing)).rejects.toMatchObject({
      code: 'gateway-address-missing',
      details: { address: missing.address },
    })
    expect(gateway.status).toEqual(before)
    expect((await get((before as { url: string }).url)).status).toBe(404)
    expect(await gateway.listen(before.port, everywhere)).toMatchObject({
      address: 'all',
      port: before.port,
      url: `http://127.0.0.1:${before.port}`,
    })
  })
})
