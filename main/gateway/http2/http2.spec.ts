import { once } from 'node:events'
import { request as sendRequest, type IncomingMessage } from 'node:http'
import { constants, type SecureServerOptions } from 'node:http2'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssuedCertificate } from '../../certificates/issue-certificate.ts'
import type { ApiConfiguration, GatewayConfiguration } from '../configuration.ts'
import type { Limits } from '../limits.ts'
import { clientCertificate, testAuthority, type TestAuthority } from '../testing/back-end.ts'
import { api, configuration, identity } from '../testing/configure.ts'
import {
  echoStream,
  frame,
  frameTypes,
  startFrameServer,
  startHttp2BackEnd,
  subjectOn,
  type Http2BackEnd,
  type StreamHandler,
} from '../testing/http2-back-end.ts'
import { errorCode, exchange, startPlane, type OwnError, type TestPlane } from '../testing/plane.ts'

interface Seen {
  subject: string
  headers: Record<string, string>
  body: string
  trailers: Record<string, string>
}

const megabyte = 1024 * 1024
let authority: TestAuthority
let one: IssuedCertificate
let two: IssuedCertificate

beforeAll(async () => {
  authority = await testAuthority()
  one = await clientCertificate(authority.ca, 'one')
  two = await clientCertificate(authority.ca, 'two')
})

const served = (
  { url }: { url: string },
  certificateId: string | null = 'one',
  changes: Partial<ApiConfiguration> = {},
): GatewayConfiguration =>
  configuration(
    [api({ serviceUrl: url, trustPem: authority.ca.certificatePem, certificateId, ...changes })],
    [identity('one', one), identity('two', two)],
  )

/** A back end and a gateway before it. */
const start = async (
  onStream: StreamHandler = echoStream,
  { options = {}, limits = {} }: { options?: SecureServerOptions; limits?: Partial<Limits> } = {},
): Promise<{ backEnd: Http2BackEnd; gateway: TestPlane } & AsyncDisposable> => {
  const backEnd = await startHttp2BackEnd(authority, onStream, options)
  const gateway = await startPlane(served(backEnd), limits)
  return {
    backEnd,
    gateway,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]()
      await backEnd[Symbol.asyncDispose]()
    },
  }
}

const answerWith =
  (body: string): StreamHandler =>
  (stream) => {
    stream.respond({ ':status': 200 })
    stream.end(body)
  }

const raw = (gateway: TestPlane, head: string, body = ''): Promise<string> =>
  exchange(gateway.port, `${head}\r\nHost: localhost\r\nConnection: close\r\n${body}`)

/** The content of a raw answer in chunks, without them. */
const content = (answer: string): Seen => {
  const json = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)
  return JSON.parse(Buffer.from(json, 'latin1').toString('utf8')) as Seen
}

describe('a back end that offers HTTP/2', () => {
  test('is spoken to in HTTP/2, with the same fields, and the record says so', async () => {
    const { backEnd, gateway, ...both } = await start()
    const answer = await raw(
      gateway,
      'GET /api/a%2Fb?q=1 HTTP/1.1',
      'X-Name: \xe5\x89\xb2\r\nCookie: a=1\r\nCookie: b=2\r\nX-List: 1\r\nX-List: 2\r\nTE: trailers\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/\r\nTransfer-Encoding: chunked\r\n[^]*\r\n0\r\n\r\n$/)
    const { subject, headers } = content(answer)
    expect(subject).toBe('one')
    expect(headers).toMatchObject({
      ':method': 'GET',
      ':scheme': 'https',
      ':authority': new URL(backEnd.url).host,
      ':path': '/a%2Fb?q=1',
      cookie: 'a=1; b=2',
      'x-list': '1, 2',
      'x-forwarded-for': '127.0.0.1',
    })
    expect(headers['via']).toMatch(/^1\.1 warifu-/)
    expect(Buffer.from(headers['x-name'] ?? '', 'latin1').toString()).toBe('割')
    for (const name of ['host', 'connection', 'te']) expect(Object.keys(headers)).not.toContain(name)
    await gateway.plane.stop()
    expect(gateway.calls).toMatchObject([{ httpVersion: '2', presented: { certificateId: 'one' } }])
    await both[Symbol.asyncDispose]()
  })

  test('is not offered HTTP/2 where that is switched off for the API', async () => {
    await using backEnd = await startHttp2BackEnd(authority, () => undefined, { allowHTTP1: true })
    backEnd.server.on('request', (incoming, response) => response.end(incoming.httpVersion))
    const gateway = await startPlane(served(backEnd, 'one', { http2: false }))
    expect(await (await fetch(`${gateway.url}/api`)).text()).toBe('1.1')
    await gateway.plane.stop()
    expect(gateway.calls).toMatchObject([{ httpVersion: '1.1' }])
  })

  test('takes many calls on one connection', async () => {
    await using it = await start(answerWith('ok'))
    const call = async (): Promise<number> => (await fetch(`${it.gateway.url}/api`)).status
    // The first connection is looked at, and the second is the one that stays.
    expect([await call(), await call()]).toEqual([200, 200])
    expect(await Promise.all(Array.from({ length: 60 }, call))).toEqual(Array(60).fill(200))
    expect(it.backEnd.opened()).toBe(2)
    expect(it.backEnd.sessions.size).toBe(1)
  })

  test('is sent no more calls at one time than it takes', async () => {
    let open = 0
    let most = 0
    await using it = await start(
      (stream) => {
        most = Math.max(most, ++open)
        setTimeout(() => {
          open--
          stream.respond({ ':status': 204 }, { endStream: true })
        }, 20)
      },
      { options: { settings: { maxConcurrentStreams: 3 } }, limits: { backEndConnections: 1 } },
    )
    const call = async (): Promise<number> => (await fetch(`${it.gateway.url}/api`)).status
    expect(await Promise.all(Array.from({ length: 12 }, call))).toEqual(Array(12).fill(204))
    expect(most).toBeLessThanOrEqual(3)
  })

  test('and refuses the certificate late, in TLS 1.3, has its refusal told', async () => {
    const stranger = await clientCertificate((await testAuthority()).ca, 'stranger')
    await using backEnd = await startHttp2BackEnd(authority)
    const apis = [
      api({ serviceUrl: backEnd.url, trustPem: authority.ca.certificatePem, certificateId: 'stranger' }),
    ]
    await using gateway = await startPlane(configuration(apis, [identity('stranger', stranger)]))
    const answer = await fetch(`${gateway.url}/api`)
    expect(answer.status).toBe(502)
    expect(((await answer.json()) as OwnError).error.code).toBe('BackEndRefusedCertificate')
  })
})

describe('bodies', () => {
  test('go up with a length, in chunks with trailers, and empty', async () => {
    await using it = await start()
    const counted = await raw(it.gateway, 'POST /api HTTP/1.1', 'Content-Length: 3\r\n\r\nabc')
    expect(content(counted)).toMatchObject({ body: 'abc', headers: { 'content-length': '3' } })
    const chunked = await raw(
      it.gateway,
      'POST /api HTTP/1.1',
      'Transfer-Encoding: chunked\r\nTrailer: x-sum\r\n\r\n3;note=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 7\r\n\r\n',
    )
    expect(content(chunked)).toMatchObject({ body: 'abcde', trailers: { 'x-sum': '7' } })
    const empty = await raw(it.gateway, 'PUT /api HTTP/1.1', '\r\n')
    expect(content(empty)).toMatchObject({ body: '', headers: { 'content-length': '0' } })
  })

  test('come down with their length, their encoding and their trailers', async () => {
    const zipped = gzipSync('plain')
    await using it = await start((stream, headers) => {
      if (headers[':path'] === '/zipped') {
        stream.respond({ 'content-length': zipped.length, 'content-encoding': 'gzip' })
        stream.end(zipped)
      } else {
        stream.respond({ ':status': 200 }, { waitForTrailers: true })
        stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '42' }))
        stream.end('body')
      }
    })
    const answer = await raw(it.gateway, 'GET /api/zipped HTTP/1.1', '\r\n')
    expect(answer).toContain(`\r\nContent-Length: ${zipped.length}\r\n`)
    expect(answer.endsWith(zipped.toString('latin1'))).toBe(true)
    const trailed = await raw(it.gateway, 'GET /api/trailed HTTP/1.1', '\r\n')
    expect(trailed).toMatch(/\r\n4\r\nbody\r\n0\r\nx-sum: 42\r\n\r\n$/)
  })

  test('are absent where HEAD, 204 and 304 say so, and an answer of a head alone has none', async () => {
    await using it = await start((stream, headers) => {
      const status = Number(String(headers[':path']).slice(1))
      stream.respond({ ':status': status, ...(status === 204 ? {} : { 'content-length': 9 }) })
      stream.end(headers[':method'] === 'HEAD' || status !== 200 ? undefined : 'nine char')
    })
    const head = await raw(it.gateway, 'HEAD /api/200 HTTP/1.1', '\r\n')
    expect(head).toMatch(/content-length: 9\r\n/i)
    expect(head).toMatch(/\r\n\r\n$/)
    expect(await raw(it.gateway, 'GET /api/304 HTTP/1.1', '\r\n')).toMatch(/ 304 [^]*\r\n\r\n$/)
    const none = await raw(it.gateway, 'GET /api/204 HTTP/1.1', '\r\n')
    expect(none).toMatch(/^HTTP\/1\.1 204 [^]*\r\n\r\n$/)
    expect(none.toLowerCase()).not.toContain('content-length')
  })

  test('reach a client of HTTP/1.0 without chunks', async () => {
    await using it = await start(answerWith('plain'))
    expect(await exchange(it.gateway.port, 'GET /api HTTP/1.0\r\n\r\n')).toMatch(/\r\n\r\nplain$/)
  })

  test('wait for Expect: 100-continue', async () => {
    await using it = await start((stream, headers) => {
      expect(headers['expect']).toBe('100-continue')
      stream.additionalHeaders({ ':status': 100 })
      echoStream(stream, headers)
    })
    const call = sendRequest(`${it.gateway.url}/api`, { method: 'PUT', headers: { expect: '100-continue' } })
    call.flushHeaders()
    await once(call, 'continue')
    call.end('the body')
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    expect(JSON.parse(await text(response))).toMatchObject({ body: 'the body' })
  })

  test('that one client does not read hold up no other client on the same connection', async () => {
    let written = 0
    await using it = await start((stream, headers) => {
      stream.respond({ ':status': 200 })
      if (headers[':path'] !== '/endless') return void stream.end('quick')
      const piece = Buffer.alloc(64 * 1024)
      const more = (): void => {
        while (written < 500 * megabyte && !stream.destroyed && stream.write(piece)) written += piece.length
      }
      stream.on('drain', more)
      more()
    })
    const quick = async (): Promise<string> => (await fetch(`${it.gateway.url}/api`)).text()
    await quick()
    await quick()
    const client = connect(it.gateway.port, '127.0.0.1')
    client.write('GET /api/endless HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(client, 'readable')
    let before = -1
    while (written !== before) {
      before = written
      expect(await quick()).toBe('quick')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(written).toBeLessThan(30 * megabyte)
    expect(it.backEnd.sessions.size).toBe(1)
    client.destroy()
  })

  test('that the back end does not read stop the client', async () => {
    let read: (() => void) | undefined
    await using it = await start((stream) => {
      read = () => {
        let size = 0
        stream.on('data', (piece: Buffer) => (size += piece.length))
        stream.on('end', () => {
          stream.respond({ ':status': 200 })
          stream.end(String(size))
        })
      }
    })
    const size = 60 * megabyte
    const headers = { 'content-length': size }
    const call = sendRequest(`${it.gateway.url}/api`, { method: 'POST', headers })
    const answered = once(call, 'response') as Promise<[IncomingMessage]>
    const piece = Buffer.alloc(megabyte)
    let sent = 0
    while (sent < size && call.write(piece)) sent += megabyte
    // The client's own buffers are full, and nothing takes from them until the back end reads.
    expect(sent).toBeLessThan(size)
    for (sent += megabyte; sent < size; sent += megabyte) call.write(piece)
    call.end()
    while (read === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    read()
    const [response] = await answered
    expect(await text(response)).toBe(String(size))
  })
})

describe('an answer that breaks off', () => {
  const statusOk = Buffer.from([0x88])
  const endHeaders = 4

  test.each(['CANCEL', 'INTERNAL_ERROR'] as const)(
    'by RST_STREAM %s is not taken for whole',
    async (code) => {
      const reason = Buffer.alloc(4)
      reason.writeUInt32BE(constants[`NGHTTP2_${code}`])
      await using backEnd = await startFrameServer(authority, (socket, id) => {
        socket.write(frame(frameTypes.headers, endHeaders, id, statusOk))
        socket.write(frame(frameTypes.data, 0, id, Buffer.from('half')))
        socket.write(frame(frameTypes.resetStream, 0, id, reason))
      })
      await using gateway = await startPlane(served(backEnd))
      const read = fetch(`${gateway.url}/api`).then((response) => response.text())
      await expect(read).rejects.toThrow()
    },
  )

  test('by the end of the connection is not taken for whole', async () => {
    await using it = await start((stream) => {
      stream.respond({ ':status': 200 })
      stream.write('half', () => stream.session?.socket.destroy())
    })
    const read = fetch(`${it.gateway.url}/api`).then((response) => response.text())
    await expect(read).rejects.toThrow()
  })

  test('before it began is told to the client', async () => {
    await using it = await start((stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR))
    const answer = await raw(it.gateway, 'GET /api HTTP/1.1', '\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 502 /)
    expect(errorCode(answer)).toBe('BackEndProtocolError')
    expect(answer).toContain('INTERNAL_ERROR')
  })
})

describe('a call that the back end has not looked at', () => {
  test('is sent again even if it is a POST: REFUSED_STREAM', async () => {
    let met = 0
    await using it = await start((stream, headers) => {
      if (++met === 1) stream.close(constants.NGHTTP2_REFUSED_STREAM)
      else echoStream(stream, headers)
    })
    const answer = await fetch(`${it.gateway.url}/api`, { method: 'POST', body: 'once' })
    expect(await answer.json()).toMatchObject({ body: 'once' })
    expect(met).toBe(2)
  })

  test('is sent again where GOAWAY left it out', async () => {
    let met = 0
    await using it = await start((stream, headers) => {
      met++
      if (met === 3) stream.session?.goaway(constants.NGHTTP2_NO_ERROR, (stream.id ?? 0) - 2)
      else echoStream(stream, headers)
    })
    const post = async (): Promise<Seen> =>
      (await fetch(`${it.gateway.url}/api`, { method: 'POST', body: 'b' })).json() as Promise<Seen>
    for (let call = 0; call < 4; call++) expect(await post()).toMatchObject({ body: 'b' })
    expect(met).toBe(5)
  })

  test('goes over HTTP/1.1 where that is required, and so do those after it', async () => {
    let streams = 0
    await using it = await start(
      (stream) => {
        streams++
        stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED)
      },
      { options: { allowHTTP1: true } },
    )
    it.backEnd.server.on(
      'request',
      (incoming: { httpVersion: string }, response: { end(text: string): void }) => {
        if (incoming.httpVersion === '1.1') response.end('over 1.1')
      },
    )
    const post = async (): Promise<string> =>
      (await fetch(`${it.gateway.url}/api`, { method: 'POST', body: 'b' })).text()
    expect([await post(), await post()]).toEqual(['over 1.1', 'over 1.1'])
    expect(streams).toBe(1)
  })
})

test('a call that may have been looked at is not sent again', async () => {
  let met = 0
  await using it = await start((stream, headers) => {
    met++
    if (headers['x-break']) stream.session?.socket.destroy()
    else echoStream(stream, headers)
  })
  await (await fetch(`${it.gateway.url}/api`)).text()
  await (await fetch(`${it.gateway.url}/api`)).text()
  const headers = { 'x-break': '1' }
  const answer = await fetch(`${it.gateway.url}/api`, { method: 'POST', body: 'b', headers })
  expect(((await answer.json()) as OwnError).error.code).toBe('BackEndClosedConnection')
  expect(met).toBe(3)
})

test('connections that end between two calls fail none of them', async () => {
  await using it = await start(answerWith('ok'))
  for (let call = 0; call < 12; call++) {
    expect((await fetch(`${it.gateway.url}/api`)).status).toBe(200)
    for (const session of it.backEnd.sessions) {
      if (call % 3 === 0) session.close()
      if (call % 3 === 1) session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM)
      if (call % 3 === 2) session.socket.destroy()
    }
  }
})

test('a connection that was lost without a word is given up soon after a call on it was', async () => {
  let calls = 0
  let ended: (() => void) | undefined
  const end = new Promise<void>((resolve) => (ended = resolve))
  // It answers neither the call nor the question whether it is still there.
  await using backEnd = await startFrameServer(authority, (socket) => {
    calls++
    socket.on('close', () => ended?.())
  })
  await using gateway = await startPlane(served(backEnd, null), { firstByteMs: 300 })
  expect((await fetch(`${gateway.url}/api`)).status).toBe(504)
  await end
  expect(calls).toBe(1)
})

test('an upgrade goes over HTTP/1.1', async () => {
  await using it = await start(echoStream, { options: { allowHTTP1: true } })
  it.backEnd.server.on('upgrade', (_incoming: unknown, socket: NodeJS.ReadWriteStream) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket.pipe(socket)
  })
  const client = connect(it.gateway.port, '127.0.0.1').setEncoding('latin1')
  client.write('GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  expect(((await once(client, 'data')) as [string])[0]).toMatch(/^HTTP\/1\.1 101 /)
  client.write('to and fro')
  expect(await once(client, 'data')).toEqual(['to and fro'])
  client.end()
  await once(client, 'close')
})

describe('a change of certificate', () => {
  test('holds for the next call although a connection is open, and cuts no call under way', async () => {
    let finish: (() => void) | undefined
    await using it = await start((stream, headers) => {
      stream.respond({ ':status': 200 })
      if (headers[':path'] !== '/slow') return void stream.end(subjectOn(stream))
      stream.write(`${subjectOn(stream)}, first half, `)
      finish = () => stream.end('second half')
    })
    const get = async (path: string): Promise<string> => (await fetch(`${it.gateway.url}/api${path}`)).text()
    expect([await get('/'), await get('/')]).toEqual(['one', 'one'])
    const slow = await fetch(`${it.gateway.url}/api/slow`)
    it.gateway.plane.apply(served(it.backEnd, 'two'))
    for (let call = 0; call < 5; call++) expect(await get('/')).toBe('two')
    finish?.()
    expect(await slow.text()).toBe('one, first half, second half')
    // The connection of the old certificate ends with its last call.
    while ([...it.backEnd.sessions].some((session) => subjectOn({ session } as never) === 'one')) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })

  test('fails no call and shows no old certificate while calls come without a pause', async () => {
    await using it = await start((stream) => {
      stream.respond({ ':status': 200 })
      stream.end(subjectOn(stream))
    })
    const requested = ['one']
    let going = true
    const wrong: string[] = []
    let calls = 0
    const get = async (): Promise<string> => (await fetch(`${it.gateway.url}/api`)).text()
    const caller = async (): Promise<void> => {
      while (going) {
        const from = requested.length - 1
        const subject = await get()
        calls++
        if (!requested.slice(from).includes(subject)) wrong.push(subject)
      }
    }
    const callers = Array.from({ length: 8 }, caller)
    for (let change = 1; change <= 30; change++) {
      const next = change % 2 === 0 ? 'one' : 'two'
      requested.push(next)
      it.gateway.plane.apply(served(it.backEnd, next))
      expect(await get()).toBe(next)
    }
    going = false
    await Promise.all(callers)
    expect(wrong).toEqual([])
    expect(calls).toBeGreaterThan(30)
  })
})
