import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiConfiguration } from './configuration.ts'
import { startPlainBackEnd, type TestBackEnd } from './testing/back-end.ts'
import { api, configuration } from './testing/configure.ts'
import { errorCode, exchange, startPlane, type TestPlane } from './testing/plane.ts'

interface Seen {
  url: string
  headers: Record<string, string>
}

let backEnd: TestBackEnd
let gateway: TestPlane

beforeAll(async () => {
  backEnd = await startPlainBackEnd()
  gateway = await startPlane(configuration([]))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await backEnd[Symbol.asyncDispose]()
})

const serve = (...apis: readonly Partial<ApiConfiguration>[]): void =>
  gateway.plane.apply(configuration(apis.map((each) => api({ serviceUrl: backEnd.url, ...each }))))

/** What the back end saw of a call with these header lines. */
const seen = async (target: string, lines = ''): Promise<Seen> => {
  const answer = await exchange(
    gateway.port,
    `GET ${target} HTTP/1.1\r\nHost: front.localhost\r\n${lines}Connection: close\r\n\r\n`,
  )
  const body = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)
  return JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as Seen
}

describe('the API of a call', () => {
  test('is the one with the longest path that ends at a segment', async () => {
    const under = (path: string): Partial<ApiConfiguration> => ({
      path,
      serviceUrl: `${backEnd.url}/at-${path}`,
    })
    serve(under('orders'), under('orders/v2'), under('orders/v2/archive/old'), {
      path: '',
      serviceUrl: backEnd.url,
    })
    expect((await seen('/orders')).url).toBe('/at-orders')
    expect((await seen('/orders?q=/v2')).url).toBe('/at-orders?q=/v2')
    expect((await seen('/orders/v2')).url).toBe('/at-orders/v2')
    expect((await seen('/orders/v2/')).url).toBe('/at-orders/v2/')
    expect((await seen('/orders/v2/archive/new')).url).toBe('/at-orders/v2/archive/new')
    expect((await seen('/orders/v2/archive/old/1')).url).toBe('/at-orders/v2/archive/old/1')
    expect((await seen('/orders/v22')).url).toBe('/at-orders/v22')
    expect((await seen('/ordersx/1')).url).toBe('/ordersx/1')
    expect((await seen('/')).url).toBe('/')
  })

  test('may have a path in any script', async () => {
    serve({ path: '受注' })
    expect((await seen('/%E5%8F%97%E6%B3%A8/1')).url).toBe('/1')
  })

  test('is told as none where no path fits', async () => {
    serve({ path: 'orders' })
    const answer = await exchange(
      gateway.port,
      'GET /order HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(errorCode(answer)).toBe('NoApiMatches')
  })

  test('keeps percent-encoding, doubled slashes and the query as they came', async () => {
    serve({})
    expect((await seen('/api/a%2Fb//c?x=%20&y=[1]')).url).toBe('/a%2Fb//c?x=%20&y=[1]')
  })
})

describe('headers to the back end', () => {
  test('name the back end in Host, and client, host, protocol and gateway in theirs', async () => {
    serve({})
    const lines = 'X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Host: forged\r\nForwarded: for=10.0.0.1\r\n'
    const { headers } = await seen('/api', lines)
    expect(headers).toMatchObject({
      host: new URL(backEnd.url).host,
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-host': 'front.localhost',
      'x-forwarded-proto': 'http',
      forwarded: 'for=10.0.0.1, for=127.0.0.1;host="front.localhost";proto=http',
    })
    expect(headers['via']).toMatch(/^1\.1 warifu-[0-9a-f]{12}$/)
  })

  test('leave out what is for one connection only, also what Connection names', async () => {
    serve({})
    const lines =
      'Keep-Alive: timeout=5\r\nTE: trailers\r\nProxy-Authorization: Basic x\r\nConnection: x-secret\r\nX-Secret: 1\r\nX-Kept: 2\r\n'
    const { headers } = await seen('/api', lines)
    for (const name of ['keep-alive', 'te', 'proxy-authorization', 'x-secret']) {
      expect(Object.keys(headers)).not.toContain(name)
    }
    expect(headers['x-kept']).toBe('2')
  })

  test('never ask for HTTP/2 in cleartext, which would tunnel requests past the policy', async () => {
    serve({})
    const lines = (protocols: string): string =>
      `Upgrade: ${protocols}\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings\r\n`
    const alone = await seen('/api', lines('h2c'))
    for (const name of ['upgrade', 'http2-settings']) expect(Object.keys(alone.headers)).not.toContain(name)
    expect((await seen('/api', lines('h2c, example'))).headers['upgrade']).toBe('example')
  })

  test('cannot lose their framing through Connection', async () => {
    serve({})
    const body = 'GET /hidden HTTP/1.1\r\n\r\n'
    const head = 'POST /api HTTP/1.1\r\nHost: localhost\r\nConnection: close, content-length\r\n'
    const answer = await exchange(gateway.port, `${head}Content-Length: ${body.length}\r\n\r\n${body}`)
    expect(answer).toContain(JSON.stringify(body))
  })
})

test('a call that comes round to the same gateway is stopped', async () => {
  gateway.plane.apply(configuration([api({ serviceUrl: `${gateway.url}/api` })]))
  const answer = await fetch(`${gateway.url}/api`)
  expect(answer.status).toBe(508)
})

describe('policies', () => {
  test('set, add, keep and remove headers of the request in their order', async () => {
    const rule = (
      name: string,
      existsAction: 'override' | 'skip' | 'append' | 'delete',
      ...values: string[]
    ) => ({ policy: 'set-header', name, existsAction, values }) as const
    serve({
      inbound: [
        rule('X-Over', 'override', 'new'),
        rule('X-Skip', 'skip', 'default'),
        rule('X-Absent', 'skip', 'default'),
        rule('X-More', 'append', 'two'),
        rule('X-Gone', 'delete'),
        rule('Host', 'override', 'virtual.example'),
        rule('Content-Length', 'override', '99'),
        rule('X-Name', 'override', '割符\r\nX-Injected: 1'),
      ],
    })
    const lines = 'X-Over: old\r\nX-Skip: mine\r\nX-More: one\r\nX-Gone: 1\r\n'
    const { headers } = await seen('/api', lines)
    expect(headers).toMatchObject({
      'x-over': 'new',
      'x-skip': 'mine',
      'x-absent': 'default',
      'x-more': 'one, two',
      host: 'virtual.example',
    })
    expect(Buffer.from(headers['x-name'] ?? '', 'latin1').toString()).toBe('割符 X-Injected: 1')
    for (const name of ['x-gone', 'x-injected', 'content-length'])
      expect(Object.keys(headers)).not.toContain(name)
  })

  test('authenticate with name and password from the keychain', async () => {
    const password = { kind: 'named-value', name: 'basic-api' } as const
    serve({
      inbound: [{ policy: 'authentication-basic', username: 'service', password }],
      passwords: { 'basic-api': 'pässword' },
    })
    const { headers } = await seen('/api', 'Authorization: Bearer of-the-client\r\n')
    const encoded = Buffer.from('service:pässword').toString('base64')
    expect(headers['authorization']).toBe(`Basic ${encoded}`)
  })

  test('send calls to another back end and another path', async () => {
    serve({
      serviceUrl: 'http://back-end.invalid',
      inbound: [
        { policy: 'set-backend-service', baseUrl: `${backEnd.url}/moved` },
        { policy: 'rewrite-uri', template: '/items?fixed=1', copyUnmatchedParams: true },
      ],
    })
    expect((await seen('/api/anything?top=2')).url).toBe('/moved/items?fixed=1&top=2')
  })

  test('refuse calls without a header, or with another value of it', async () => {
    serve({
      inbound: [
        {
          policy: 'check-header',
          name: 'X-Key',
          values: ['Right'],
          ignoreCase: true,
          failedCheckHttpCode: 403,
          failedCheckErrorMessage: 'Not you',
        },
      ],
    })
    const status = async (key?: string): Promise<number> =>
      (await fetch(`${gateway.url}/api`, { headers: key === undefined ? {} : { 'x-key': key } })).status
    expect([await status(), await status('wrong'), await status('right')]).toEqual([403, 403, 200])
  })

  test('refuse calls from other addresses', async () => {
    const filter = { policy: 'ip-filter', addresses: ['::1'] } as const
    serve({ inbound: [{ ...filter, action: 'allow', ranges: [{ from: '127.0.0.2', to: '127.0.0.9' }] }] })
    expect((await fetch(`${gateway.url}/api`)).status).toBe(403)
    serve({ inbound: [{ ...filter, action: 'forbid', ranges: [{ from: '127.0.0.1', to: '127.0.0.9' }] }] })
    expect((await fetch(`${gateway.url}/api`)).status).toBe(403)
    serve({ inbound: [{ ...filter, action: 'allow', ranges: [{ from: '127.0.0.1', to: '127.0.0.9' }] }] })
    expect((await fetch(`${gateway.url}/api`)).status).toBe(200)
  })

  test('answer in the back end’s place, and nothing after is applied', async () => {
    serve({
      serviceUrl: 'http://back-end.invalid',
      inbound: [
        {
          policy: 'return-response',
          status: { code: 418, reason: 'Teapot' },
          headers: [{ policy: 'set-header', name: 'X-Own', existsAction: 'override', values: ['1'] }],
          body: '割符',
        },
      ],
    })
    const answer = await fetch(`${gateway.url}/api`)
    expect([answer.status, answer.statusText, answer.headers.get('x-own')]).toEqual([418, 'Teapot', '1'])
    expect(await answer.text()).toBe('割符')
    expect((await fetch(`${gateway.url}/api`, { method: 'HEAD' })).headers.get('content-length')).toBe('6')
  })

  test('set and remove headers of the answer', async () => {
    serve({
      outbound: [
        { policy: 'set-header', name: 'Date', existsAction: 'delete', values: [] },
        { policy: 'set-header', name: 'X-From', existsAction: 'override', values: ['gateway'] },
      ],
    })
    const { headers } = await fetch(`${gateway.url}/api`)
    expect([headers.get('date'), headers.get('x-from')]).toEqual([null, 'gateway'])
  })

  const own = {
    policy: 'return-response',
    status: { code: 299, reason: null },
    headers: [],
    body: 'instead',
  } as const

  test('answer instead of the back end after it was called', async () => {
    serve({ outbound: [own] })
    expect(await (await fetch(`${gateway.url}/api`)).text()).toBe('instead')
  })

  test('change what is answered when a call fails', async () => {
    const serviceUrl = 'http://back-end.invalid'
    const note = {
      policy: 'set-header',
      name: 'X-Failed',
      existsAction: 'override',
      values: ['yes'],
    } as const
    serve({ serviceUrl, onError: [note] })
    const failed = await fetch(`${gateway.url}/api`)
    expect([failed.status, failed.headers.get('x-failed')]).toEqual([502, 'yes'])
    serve({ serviceUrl, onError: [own] })
    expect((await fetch(`${gateway.url}/api`)).status).toBe(299)
  })
})
