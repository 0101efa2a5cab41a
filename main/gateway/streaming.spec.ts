import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { clientCertificate, startBackEnd, startPlainBackEnd, testAuthority } from './testing/back-end.ts'
import { api, configuration, identity } from './testing/configure.ts'
import { exchange, startPlane } from './testing/plane.ts'

const megabyte = 1024 * 1024

const sizeOf = async (message: AsyncIterable<Buffer>): Promise<number> => {
  let size = 0
  for await (const piece of message) size += piece.length
  return size
}

/** Highest memory of this process over its start, in MiB, sampled while `work` runs. */
const growthDuring = async (work: () => Promise<void>): Promise<number> => {
  const before = process.memoryUsage().rss
  let peak = before
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10)
  await work()
  clearInterval(sampler)
  return (peak - before) / megabyte
}

describe('bodies', () => {
  test('of 200 MB pass both ways through memory that stays small', async () => {
    const size = 200
    const authority = await testAuthority()
    const client = await clientCertificate(authority.ca, 'streams')
    const piece = Buffer.alloc(megabyte, 'x')
    await using backEnd = await startBackEnd(authority, (incoming, response) => {
      void (async () => {
        const received = await sizeOf(incoming)
        response.setHeader('x-received', received)
        for (let sent = 0; sent < size; sent++) {
          if (!response.write(piece)) await once(response, 'drain')
        }
        response.end()
      })()
    })
    const trustPem = authority.ca.certificatePem
    const apis = [api({ serviceUrl: backEnd.url, trustPem, certificateId: 'streams' })]
    await using gateway = await startPlane(configuration(apis, [identity('streams', client)]))
    const grown = await growthDuring(async () => {
      const call = request(`${gateway.url}/api`, { method: 'POST' })
      for (let sent = 0; sent < size; sent++) if (!call.write(piece)) await once(call, 'drain')
      call.end()
      const [response] = (await once(call, 'response')) as [IncomingMessage]
      expect(response.headers['x-received']).toBe(String(size * megabyte))
      expect(await sizeOf(response)).toBe(size * megabyte)
    })
    // Client, gateway and back end share this process, and so its uncollected garbage: about 100 MiB, whatever the
    // size. A body that is held anywhere would add all of its 200.
    expect(grown).toBeLessThan(180)
  })

  test('that come at once over many connections keep their octets', async () => {
    const [size, fills] = [20, ['a', 'b', 'c', 'd']] as const
    const authority = await testAuthority()
    await using backEnd = await startBackEnd(authority, (incoming, response) => {
      const piece = Buffer.alloc(megabyte, incoming.url?.at(-1))
      void (async () => {
        for (let sent = 0; sent < size; sent++) if (!response.write(piece)) await once(response, 'drain')
        response.end()
      })()
    })
    const client = await clientCertificate(authority.ca, 'streams')
    const at = { serviceUrl: backEnd.url, trustPem: authority.ca.certificatePem, certificateId: 'streams' }
    await using gateway = await startPlane(configuration([api(at)], [identity('streams', client)]))
    // More than the system holds for each; none is read before all have come, so that each waits in the gateway.
    const answers = await Promise.all(fills.map((fill) => fetch(`${gateway.url}/api/${fill}`)))
    for (const [place, answer] of answers.entries()) {
      const body = Buffer.from(await answer.arrayBuffer())
      expect(body.equals(Buffer.alloc(size * megabyte, fills[place]))).toBe(true)
    }
  })

  test('that go up keep their octets, though the back end takes them late', async () => {
    const body = randomBytes(20 * megabyte)
    const hashed = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
    const authority = await testAuthority()
    await using backEnd = await startBackEnd(authority, (incoming, response) => {
      // Until then the gateway has to wait with what the system does not hold.
      setTimeout(() => void buffer(incoming).then((whole) => response.end(hashed(whole))), 200)
    })
    const client = await clientCertificate(authority.ca, 'streams')
    const at = { serviceUrl: backEnd.url, trustPem: authority.ca.certificatePem, certificateId: 'streams' }
    await using gateway = await startPlane(configuration([api(at)], [identity('streams', client)]))
    const answers = await Promise.all([1, 2].map(() => fetch(`${gateway.url}/api`, { method: 'POST', body })))
    for (const answer of answers) expect(await answer.text()).toBe(hashed(body))
  })

  test('wait for a client that does not read', async () => {
    let written = 0
    const piece = Buffer.alloc(64 * 1024)
    await using backEnd = await startPlainBackEnd((_request, response) => {
      const more = (): void => {
        while (written < 500 * megabyte && response.write(piece)) written += piece.length
      }
      response.on('drain', more)
      more()
    })
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const client = connect(gateway.port, '127.0.0.1')
    client.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(client, 'readable')
    // Everything between has filled up when nothing more is written for a while.
    let before = -1
    while (written !== before) {
      before = written
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(written).toBeLessThan(50 * megabyte)
    client.destroy()
  })

  test('with trailers arrive with their trailers, and chunks are not merged with them', async () => {
    await using backEnd = await startPlainBackEnd((incoming, response) => {
      incoming.resume()
      incoming.on('end', () => {
        response.setHeader('trailer', 'x-sum')
        response.write(JSON.stringify(incoming.trailers))
        response.addTrailers({ 'x-sum': '42' })
        response.end()
      })
    })
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const answer = await exchange(
      gateway.port,
      'POST /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: x-up\r\n\r\n' +
        '3;note=1\r\nabc\r\n0\r\nX-Up: 7\r\n\r\n',
    )
    expect(answer).toContain('{"x-up":"7"}')
    expect(answer).toMatch(/\r\n0\r\nx-sum: 42\r\n\r\n$/)
  })

  test('in chunks reach a client of HTTP/1.0 as plain content', async () => {
    await using backEnd = await startPlainBackEnd((_request, response) => {
      response.write('one ')
      response.end('two')
    })
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const answer = await exchange(gateway.port, 'GET /api HTTP/1.0\r\n\r\n')
    expect(answer).toMatch(/\r\n\r\none two$/)
    expect(answer.toLowerCase()).not.toContain('transfer-encoding')
  })
})

describe('answers without a body', () => {
  test('keep the length that HEAD and 304 announce', async () => {
    await using backEnd = await startPlainBackEnd((incoming, response) => {
      response.setHeader('content-length', 1234)
      response.statusCode = incoming.method === 'HEAD' ? 200 : 304
      response.end()
    })
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    for (const method of ['HEAD', 'GET']) {
      const answer = await exchange(
        gateway.port,
        `${method} /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).toMatch(/content-length: 1234/i)
      expect(answer).toMatch(/\r\n\r\n$/)
    }
  })
})

describe('Expect: 100-continue', () => {
  test('is answered by the back end, and the body follows', async () => {
    await using backEnd = await startPlainBackEnd()
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const call = request(`${gateway.url}/api`, { method: 'PUT', headers: { expect: '100-continue' } })
    call.flushHeaders()
    await once(call, 'continue')
    call.end('the body')
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    const pieces: Buffer[] = []
    for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece)
    expect(Buffer.concat(pieces).toString()).toContain('"body":"the body"')
  })
})

describe('a side that leaves', () => {
  test('the client: the back end sees its connection end', async () => {
    let begun: (() => void) | undefined
    const started = new Promise<void>((resolve) => (begun = resolve))
    let ended: (() => void) | undefined
    const aborted = new Promise<void>((resolve) => (ended = resolve))
    await using backEnd = await startPlainBackEnd((_request, response) => {
      response.on('close', () => ended?.())
      begun?.()
    })
    const gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const client = connect(gateway.port, '127.0.0.1')
    client.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await started
    client.destroy()
    await aborted
    await gateway[Symbol.asyncDispose]()
    expect(gateway.calls).toMatchObject([{ status: 0, apiId: 'api' }])
  })

  test('the back end, in the middle of its answer: the client does not take it for whole', async () => {
    await using backEnd = await startPlainBackEnd((_request, response) => {
      response.setHeader('content-length', 1000)
      response.write('half')
      setImmediate(() => response.destroy())
    })
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    const read = fetch(`${gateway.url}/api`).then((response) => response.text())
    await expect(read).rejects.toThrow()
  })

  test('the back end, between two calls: the next idempotent call goes over a new connection', async () => {
    await using backEnd = await startPlainBackEnd()
    await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
    for (let call = 0; call < 20; call++) {
      expect((await fetch(`${gateway.url}/api`)).status).toBe(200)
      for (const connection of backEnd.connections) connection.destroy()
    }
  })
})

describe('a back end that closes its idle connections unannounced', () => {
  test('fails no idempotent call, however many of them are dead', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write(answer)
        socket.once('data', () => socket.destroy())
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await using gateway = await startPlane(configuration([api({ serviceUrl: `http://127.0.0.1:${port}` })]))
    const call = async (): Promise<number> => (await fetch(`${gateway.url}/api`)).status
    for (let round = 0; round < 5; round++) {
      expect(await Promise.all(Array.from({ length: 8 }, call))).toEqual(Array(8).fill(200))
    }
    server.close()
  })
})

test('a client that stops reading is let go, and the back end is not blamed', async () => {
  await using backEnd = await startPlainBackEnd((_request, response) =>
    response.end(Buffer.alloc(64 * megabyte)),
  )
  const apis = configuration([api({ serviceUrl: backEnd.url })])
  const gateway = await startPlane(apis, { bodyIdleMs: 300 })
  const client = connect(gateway.port, '127.0.0.1')
  client.on('error', () => undefined)
  client.write('GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(client, 'readable')
  const [connection] = backEnd.connections
  await new Promise((resolve) => connection?.on('close', resolve))
  await gateway[Symbol.asyncDispose]()
  expect(gateway.calls).toMatchObject([{ status: 0, error: null }])
  client.destroy()
})

test('an upgrade joins the two sides until one ends', async () => {
  await using backEnd = await startPlainBackEnd()
  backEnd.server.on('upgrade', (incoming, socket) => {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${incoming.headers.upgrade ?? ''}\r\n\r\n`,
    )
    socket.pipe(socket)
  })
  await using gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]))
  const client = connect(gateway.port, '127.0.0.1').setEncoding('latin1')
  client.write('GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  const [head] = (await once(client, 'data')) as [string]
  expect(head).toMatch(/^HTTP\/1\.1 101 [^]*Upgrade: websocket\r\n/)
  client.write('to and fro')
  expect(await once(client, 'data')).toEqual(['to and fro'])
  client.end()
  await once(client, 'close')
})
