/** Connections that are lost, left, given up or changed while calls are on them. */
import { once } from 'node:events'
import { constants } from 'node:http2'
import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  answerWith,
  echoStream,
  frame,
  frameTypes,
  startFrameServer,
  subjectOn,
  type Seen,
} from '../testing/http2-back-end.ts'
import { http2Estate, raw, type Http2Estate } from '../testing/http2-estate.ts'
import { errorCode, startPlane, type OwnError } from '../testing/plane.ts'

let authority: Http2Estate['authority']
let served: Http2Estate['served']
let start: Http2Estate['start']

beforeAll(async () => {
  ;({ authority, served, start } = await http2Estate())
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
