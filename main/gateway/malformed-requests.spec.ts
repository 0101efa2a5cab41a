import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlainBackEnd, type TestBackEnd } from './testing/back-end.ts'
import { api, configuration } from './testing/configure.ts'
import { errorCode, exchange, startPlane, type TestPlane } from './testing/plane.ts'

let backEnd: TestBackEnd
let gateway: TestPlane
let hiddenReached = false

beforeAll(async () => {
  backEnd = await startPlainBackEnd((request, response) => {
    hiddenReached ||= request.url === '/hidden'
    response.end('ok')
  })
  gateway = await startPlane(configuration([api({ serviceUrl: backEnd.url })]), {
    headBytes: 4096,
    clientHeadMs: 300,
  })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await backEnd[Symbol.asyncDispose]()
})

const host = 'Host: localhost\r\n'
const post = `POST /api HTTP/1.1\r\n${host}`

const refused: readonly (readonly [what: string, request: string, status: number])[] = [
  [
    'Content-Length and Transfer-Encoding',
    `${post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['two Content-Length', `${post}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`, 400],
  ['a list in Content-Length', `${post}Content-Length: 3, 3\r\n\r\nabc`, 400],
  ['a sign in Content-Length', `${post}Content-Length: +3\r\n\r\nabc`, 400],
  [
    'two Transfer-Encoding',
    `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['Transfer-Encoding other than chunked', `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
  ['an obscured Transfer-Encoding', `${post}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`, 400],
  ['Transfer-Encoding in HTTP/1.0', `POST /api HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['bare LF', `GET /api HTTP/1.1\nHost: localhost\n\n`, 400],
  ['one bare LF', `GET /api HTTP/1.1\r\nHost: localhost\nX: 1\r\n\r\n`, 400],
  ['bare CR', `GET /api HTTP/1.1\r\nHost: gate\rway\r\n\r\n`, 400],
  ['a folded line', `GET /api HTTP/1.1\r\n${host}X: 1\r\n 2\r\n\r\n`, 400],
  ['a blank before the colon', `GET /api HTTP/1.1\r\n${host}Content-Length : 3\r\n\r\n`, 400],
  ['no name before the colon', `GET /api HTTP/1.1\r\n${host}: 3\r\n\r\n`, 400],
  ['a header without colon', `GET /api HTTP/1.1\r\n${host}nothing\r\n\r\n`, 400],
  ['NUL in a value', `GET /api HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 400],
  ['no Host', 'GET /api HTTP/1.1\r\n\r\n', 400],
  ['two Host', `GET /api HTTP/1.1\r\n${host}${host}\r\n`, 400],
  ['two blanks in the request line', `GET  /api HTTP/1.1\r\n${host}\r\n`, 400],
  ['no version', `GET /api\r\n${host}\r\n`, 400],
  ['a method that is no token', `GE(T /api HTTP/1.1\r\n${host}\r\n`, 400],
  ['a target that is no path', `GET api HTTP/1.1\r\n${host}\r\n`, 400],
  ['dot segments', `GET /api/../admin HTTP/1.1\r\n${host}\r\n`, 400],
  ['encoded dot segments', `GET /api/%2E%2e/admin HTTP/1.1\r\n${host}\r\n`, 400],
  ['a chunk size that is no number', `${post}Transfer-Encoding: chunked\r\n\r\nx\r\n`, 400],
  ['a chunk longer than its size', `${post}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`, 400],
  ['a chunk size that ends in LF', `${post}Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n`, 400],
  ['HTTP/2.0 in the request line', `GET /api HTTP/2.0\r\n${host}\r\n`, 505],
  ['CONNECT', `CONNECT gateway:443 HTTP/1.1\r\n${host}\r\n`, 400],
  ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ['a head without end', `GET /api HTTP/1.1\r\n${host}X: ${'a'.repeat(5000)}`, 431],
  ['a head that never comes', 'GET /api HTTP', 408],
]

describe('a request with', () => {
  test.each(refused)('%s is refused once, and the connection ends', async (_what, request, status) => {
    // A second request behind the first must never be answered: that would be smuggling.
    const behind =
      request.endsWith('\r\n\r\n') || status === 400 ? `GET /api/hidden HTTP/1.1\r\n${host}\r\n` : ''
    const answer = await exchange(gateway.port, request + (status === 408 ? '' : behind))
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
    expect(answer).toContain('Connection: close')
    expect(hiddenReached).toBe(false)
  })

  test('an empty line before it is served', async () => {
    const answer = await exchange(gateway.port, `\r\nGET /api HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('an absolute target is served by its path', async () => {
    const answer = await exchange(
      gateway.port,
      `GET http://gateway/api HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })
})

test('a connection that is opened and left leaves nothing behind', async () => {
  expect(await exchange(gateway.port, '')).toBe('')
})

test('requests sent at once are answered one after another', async () => {
  const one = `GET /api HTTP/1.1\r\n${host}\r\n`
  const last = `GET /api HTTP/1.1\r\n${host}Connection: close\r\n\r\n`
  const answer = await exchange(gateway.port, `${one}GET /nothing HTTP/1.1\r\n${host}\r\n${one}${last}`)
  expect(answer.match(/HTTP\/1\.1 [0-9]+/g)).toEqual([
    'HTTP/1.1 200',
    'HTTP/1.1 404',
    'HTTP/1.1 200',
    'HTTP/1.1 200',
  ])
})

test('an own answer names its code in JSON', async () => {
  const answer = await exchange(gateway.port, `GET /nothing HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)
  expect(errorCode(answer)).toBe('NoApiMatches')
  expect(answer).toContain('Warifu-Error: NoApiMatches')
})

test('a call to another name than this machine’s own is refused: a web page may have been rebound to us', async () => {
  const answer = await exchange(gateway.port, 'GET /api HTTP/1.1\r\nHost: evil.example\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 421 /)
  expect(errorCode(answer)).toBe('HostNotAllowed')
})
