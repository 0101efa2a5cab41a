/** The gateway answering its clients by HTTPS, at the level of its sockets. */
import { once } from 'node:events'
import { Agent } from 'node:https'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate, type IssuedCertificate } from '../certificates/issue-certificate.ts'
import { startPlainBackEnd, type TestBackEnd } from './testing/back-end.ts'
import { api, configuration, identity } from './testing/configure.ts'
import { getHttps, secureSocket, shownBy } from './testing/https-client.ts'
import { errorCode, exchange, startPlane } from './testing/plane.ts'
import type { Limits } from './limits.ts'

let ca: IssuedCertificate
let first: IssuedCertificate
let second: IssuedCertificate
let backEnd: TestBackEnd

const serverCertificate = (commonName: string): Promise<IssuedCertificate> =>
  issueCertificate({
    subject: { commonName },
    issuer: ca,
    extendedKeyUsage: ['serverAuth'],
    subjectAlternativeNames: ['DNS:localhost', 'IP:127.0.0.1'],
  })

beforeAll(async () => {
  ca = await issueCertificate({ subject: { commonName: 'Test CA' }, ca: true })
  first = await serverCertificate('first')
  second = await serverCertificate('second')
  backEnd = await startPlainBackEnd()
})
afterAll(() => backEnd[Symbol.asyncDispose]())

const served = (by: IssuedCertificate | null, serviceUrl = backEnd.url) =>
  configuration([api({ serviceUrl })], [], by === null ? null : identity('https', by))
const start = (limits: Partial<Limits> = {}) => startPlane(served(first), limits)
const trusted = () => ({ ca: ca.certificatePem })

const handles = (): number => process.getActiveResourcesInfo().filter((kind) => /^TCP|^TLS/.test(kind)).length

const closed = async (socket: Socket): Promise<void> => {
  socket.on('error', () => undefined).resume()
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve))
}

describe('a call by HTTPS', () => {
  test('is served, and the back end is told so', async () => {
    await using gateway = await start()
    const { status, body, shown } = await getHttps(gateway.port, '/api/orders', trusted())
    expect({ status, shown }).toEqual({ status: 200, shown: 'first' })
    const { headers } = JSON.parse(body) as { headers: Record<string, string> }
    expect(headers).toMatchObject({
      'x-forwarded-proto': 'https',
      'x-forwarded-host': `localhost:${gateway.port}`,
      forwarded: `for=127.0.0.1;host="localhost:${gateway.port}";proto=https`,
    })
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'speaks %s, and HTTP/1.1 where a client asks',
    async (version) => {
      await using gateway = await start()
      const socket = await secureSocket(gateway.port, {
        ...trusted(),
        ...{ minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] },
      })
      expect(socket.getProtocol()).toBe(version)
      expect(socket.alpnProtocol).toBe('http/1.1')
      socket.destroy()
    },
  )

  test.each([
    ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['HTTP/2 alone', { ALPNProtocols: ['h2'] }],
  ] as const)('by a client of %s ends in the handshake', async (_what, options) => {
    await using gateway = await start()
    const { ALPNProtocols, ...others } = { ALPNProtocols: undefined, ...options }
    const asked = secureSocket(gateway.port, {
      ...trusted(),
      ...others,
      ...(ALPNProtocols && { ALPNProtocols: [...ALPNProtocols] }),
    })
    await expect(asked).rejects.toThrow(/alert/)
  })

  test('can change to another protocol', async () => {
    await using upgrading = await startPlainBackEnd()
    upgrading.server.on('upgrade', (_request, socket: Socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n')
      socket.on('data', (bytes) => socket.write(bytes)).on('end', () => socket.end())
    })
    await using gateway = await startPlane(served(first, upgrading.url))
    const socket = await secureSocket(gateway.port, trusted())
    socket.write('GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n')
    const [head] = (await once(socket, 'data')) as [Buffer]
    expect(head.toString()).toMatch(/^HTTP\/1\.1 101 /)
    socket.write('ping')
    const [echoed] = (await once(socket, 'data')) as [Buffer]
    expect(echoed.toString()).toBe('ping')
    socket.destroy()
  })

  test('carries a long body both ways, at the pace of the slower side', async () => {
    await using mirror = await startPlainBackEnd((incoming, answer) => incoming.pipe(answer))
    await using gateway = await startPlane(served(first, mirror.url))
    const body = Buffer.alloc(8 * 1024 * 1024, 'abcdefg')
    const answer = await getHttps(gateway.port, '/api', { ...trusted(), method: 'POST', body })
    expect(answer.status).toBe(200)
    expect(answer.body === body.toString()).toBe(true)
  })

  test('whose answer is cut short is seen to be, also where its length was not said', async () => {
    await using breaking = await startPlainBackEnd(({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\nhalf')
    })
    await using gateway = await startPlane(served(first, breaking.url))
    const client = await secureSocket(gateway.port, trusted())
    client.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
    let heard = ''
    client.on('data', (bytes: Buffer) => (heard += bytes.toString()))
    await expect.poll(() => heard).toContain('half')
    const failed = new Promise<NodeJS.ErrnoException>((resolve) => client.once('error', resolve))
    for (const socket of breaking.connections) socket.resetAndDestroy()
    expect((await failed).code).toBe('ECONNRESET')
  })
})

describe('another certificate', () => {
  test('is shown on the next connection, while those that are open go on', async () => {
    await using gateway = await start()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const before = await getHttps(gateway.port, '/api', { ...trusted(), agent })
    gateway.plane.apply(served(second))
    const next = await getHttps(gateway.port, '/api', trusted())
    const again = await getHttps(gateway.port, '/api', { ...trusted(), agent })
    expect([before.shown, next.shown, again.shown]).toEqual(['first', 'second', 'first'])
    expect(again.socket).toBe(before.socket)
    agent.destroy()
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('ends the sessions of the one before in %s', async (version) => {
    await using gateway = await start()
    const options = { ...trusted(), minVersion: version, maxVersion: version }
    const socket = await secureSocket(gateway.port, options)
    const [session] = (await (version === 'TLSv1.3' ? once(socket, 'session') : [socket.getSession()])) as [
      Buffer,
    ]
    socket.destroy()
    const resumed = await secureSocket(gateway.port, { ...options, session })
    expect(resumed.isSessionReused()).toBe(true)
    resumed.destroy()
    gateway.plane.apply(served(second))
    const anew = await secureSocket(gateway.port, { ...options, session })
    expect(anew.isSessionReused()).toBe(false)
    expect(shownBy(anew)).toBe('second')
    anew.destroy()
  })
})

describe('from HTTP to HTTPS and back', () => {
  test.each([
    ['HTTPS', false, /^HTTP\/1\.1 400 .*Connection: close.*HttpsRequired/s],
    ['HTTP', true, /^HTTP\/1\.1 200 .*Connection: close/s],
  ])('to %s a call under way is answered whole, and the next is the last', async (_to, secure, last) => {
    let finish = (): void => undefined
    await using slow = await startPlainBackEnd((_incoming, answer) => {
      answer.writeHead(200, { 'content-length': 18 }).write('begun ')
      finish = () => answer.end('and ended   ')
    })
    const by = (https: boolean) => served(https ? first : null, slow.url)
    await using gateway = await startPlane(by(secure))
    const client = secure ? await secureSocket(gateway.port, trusted()) : connect(gateway.port, '127.0.0.1')
    const get = 'GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n'
    client.write(get)
    let heard = ''
    client.on('data', (bytes: Buffer) => (heard += bytes.toString()))
    await expect.poll(() => heard).toContain('begun ')
    gateway.plane.apply(by(!secure))
    finish()
    await expect.poll(() => heard).toContain('begun and ended   ')
    const begun = heard.length
    client.write(get)
    await expect.poll(() => heard.slice(begun)).toMatch(last)
    finish()
    await closed(client)
  })
})

test('a client that speaks plain HTTP is told to call by HTTPS', async () => {
  await using gateway = await start()
  const answer = await exchange(gateway.port, 'GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('Connection: close')
  expect(errorCode(answer)).toBe('HttpsRequired')
  await gateway.plane.stop()
  expect(gateway.calls).toMatchObject([{ status: 400, error: { code: 'HttpsRequired' } }])
})

/** The record's header and some of a ClientHello. */
const halfHello = Buffer.from('16030100a0010000', 'hex')

describe('a client that', () => {
  test.each([
    ['says nothing', Buffer.alloc(0)],
    ['begins a handshake', halfHello],
    ['begins with what looks like one', Buffer.from([22, 0, 0, 0, 0, 0, 0])],
  ])('%s and goes no further is let go', async (_what, bytes) => {
    const before = handles()
    const gateway = await start({ clientHeadMs: 200 })
    const client = connect({ port: gateway.port, host: '127.0.0.1', allowHalfOpen: true })
    client.on('end', () => client.destroy())
    client.write(bytes)
    await closed(client)
    await gateway.plane.stop()
    await expect.poll(handles, { timeout: 5000 }).toBeLessThanOrEqual(before)
  })

  test('sends its handshake one octet at a time has no more time for it', async () => {
    await using gateway = await start({ clientHeadMs: 300 })
    const client = connect(gateway.port, '127.0.0.1')
    client.on('error', () => undefined)
    client.write(halfHello)
    const drip = setInterval(() => client.write('\0'), 20)
    await closed(client)
    clearInterval(drip)
  })

  test('stays after its call, or leaves in the middle of one, leaves nothing behind', async () => {
    const before = handles()
    await using endless = await startPlainBackEnd((_incoming, answer) => void answer.write('begun'))
    const gateway = await startPlane(served(first, endless.url), { bodyIdleMs: 200, clientIdleMs: 200 })
    const idle = await secureSocket(gateway.port, trusted())
    const leaving = await secureSocket(gateway.port, trusted())
    leaving.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(leaving, 'data')
    leaving.destroy()
    idle.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await closed(idle)
    await gateway.plane.stop()
    await endless[Symbol.asyncDispose]()
    await expect.poll(handles, { timeout: 5000 }).toBeLessThanOrEqual(before)
  })
})

test('clients count before they have shaken hands', async () => {
  await using gateway = await start({ clientConnections: 2 })
  const silent = [connect(gateway.port, '127.0.0.1'), connect(gateway.port, '127.0.0.1')]
  await Promise.all(silent.map((socket) => once(socket, 'connect')))
  await expect(secureSocket(gateway.port, trusted())).rejects.toThrow()
  for (const socket of silent) socket.destroy()
  await expect.poll(() => getHttps(gateway.port, '/api', trusted()).then(({ status }) => status)).toBe(200)
})
