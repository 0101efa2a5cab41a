import { once } from 'node:events'
import { request as sendRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { clientCertificate, testAuthority } from '../testing/back-end.ts'
import { api, configuration, identity } from '../testing/configure.ts'
import { answerWith, echoStream, startHttp2BackEnd, type Seen } from '../testing/http2-back-end.ts'
import { http2Estate, raw, type Http2Estate } from '../testing/http2-estate.ts'
import { exchange, startPlane, type OwnError } from '../testing/plane.ts'

const megabyte = 1024 * 1024
let authority: Http2Estate['authority']
let served: Http2Estate['served']
let start: Http2Estate['start']

beforeAll(async () => {
  ;({ authority, served, start } = await http2Estate())
})

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
