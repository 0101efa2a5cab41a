import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './testing/contract.ts'
import { serveWorkspace, service } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

let served: ServedWorkspace

beforeAll(async () => {
  served = await serveWorkspace()
})
afterAll(async () => {
  await served.stop()
  expect(served.exchanges.flatMap(violations)).toEqual([])
})

const failure = (code: string) => ({ error: { code, message: expect.any(String) as string } })

describe('a request', () => {
  it('with the token is answered', async () => {
    expect(await served.ask('GET', '/certificates')).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { value: [], count: 0 },
    })
  })

  it.each([null, 'warifu_wrong', ''])('with the token %j is told to authenticate', async (token) => {
    const answer = await served.ask('GET', '/certificates', { token })
    expect(answer).toMatchObject({ status: 401, body: failure('AuthenticationFailed') })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '[::1]'])(
    'for the host %s is refused, whatever token it has',
    async (host) => {
      expect(await served.ask('GET', '/certificates', { headers: { Host: host } })).toMatchObject({
        status: 421,
        body: failure('MisdirectedRequest'),
      })
    },
  )

  it('for localhost is as good as one for 127.0.0.1', async () => {
    const headers = { Host: `localhost:${served.port}` }
    expect(await served.ask('GET', '/certificates', { headers })).toMatchObject({ status: 200 })
  })

  it.each([{ Origin: 'http://127.0.0.1' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'same-origin' }])(
    'from a browser is refused: %j',
    async (headers) => {
      const answer = await served.ask('GET', '/certificates', { headers })
      expect(answer).toMatchObject({ status: 403, body: failure('AuthorizationFailed') })
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  it('with a body that is too large is refused before it is read', async () => {
    const body = 'x'.repeat(2 * 1_048_576 + 1)
    expect(await served.ask('PUT', '/certificates/large', { body })).toMatchObject({ status: 413 })
  })

  it('with a body of another type, or none, is refused', async () => {
    const headers = { 'Content-Type': 'text/plain' }
    expect(await served.ask('PUT', '/certificates/a', { body: '{}', headers })).toMatchObject({ status: 415 })
    expect(await served.ask('PUT', '/certificates/a', { body: '{' })).toMatchObject({ status: 400 })
    expect(await served.ask('PUT', '/certificates/a')).toMatchObject({ status: 400 })
  })

  it('without the api-version, or with another, is told which one', async () => {
    const missing = await served.askPath('GET', `${service}/certificates`)
    expect(missing).toMatchObject({ status: 400, body: failure('MissingApiVersionParameter') })
    const other = await served.askPath('GET', `${service}/certificates?api-version=2016-10-10`)
    expect(other).toMatchObject({ status: 400, body: failure('InvalidApiVersionParameter') })
  })

  it('for what is not served is told what is', async () => {
    expect(await served.ask('POST', '/certificates')).toMatchObject({
      status: 405,
      headers: { allow: 'GET' },
    })
    expect(await served.ask('PUT', '/backends/a', { body: {} })).toMatchObject({
      ...{ status: 405, headers: { allow: 'GET, HEAD' } },
    })
    expect(await served.ask('GET', '/elsewhere')).toMatchObject({ status: 404 })
    expect(await served.ask('GET', '/certificates/a%2Fb')).toMatchObject({ status: 404 })
    expect(await served.ask('GET', '/certificates/%zz')).toMatchObject({ status: 404 })
  })
})

describe('the token', () => {
  it('is not what the keychain holds', async () => {
    const stored = await served.temporary.secrets.get('management-api:token')
    expect(stored).toMatch(/^[0-9a-f]{64}$/)
    expect(stored).not.toContain(served.token)
  })

  it('opens nothing any more after another was made', async () => {
    const own = await serveWorkspace()
    try {
      const renewed = await own.api.renewToken()
      expect(await own.ask('GET', '/apis')).toMatchObject({ status: 401 })
      expect(await own.ask('GET', '/apis', { token: renewed })).toMatchObject({ status: 200 })
      // A start reads what the keychain holds.
      await own.api.stop()
      expect(await own.api.hasToken()).toBe(true)
    } finally {
      await own.stop()
    }
  })

  it('is not found by guessing, which is slowed down and does not lock out whoever has it', async () => {
    const own = await serveWorkspace()
    try {
      const guesses = Array.from({ length: 30 }, (_, index) =>
        own.ask('GET', '/apis', { token: `x${index}` }),
      )
      const statuses = (await Promise.all(guesses)).map(({ status }) => status)
      expect(statuses).toContain(429)
      const refused = await own.ask('GET', '/apis', { token: 'x' })
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(await own.ask('GET', '/apis')).toMatchObject({ status: 200 })
    } finally {
      await own.stop()
    }
  })
})

describe('the server', () => {
  it('says so when its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(served.api.start(port)).rejects.toMatchObject({ code: 'management-port-taken' })
    expect(await served.ask('GET', '/apis')).toMatchObject({ status: 200 })
    other.close()
  })

  it('is on no other address than 127.0.0.1', async () => {
    const socket = connect(served.port, '::1')
    const refused = await new Promise((resolve) => {
      socket.once('connect', () => resolve(null))
      socket.once('error', resolve)
    })
    socket.destroy()
    expect(refused).toBeInstanceOf(Error)
  })

  it('answers nobody after it was stopped', async () => {
    const own = await serveWorkspace()
    await own.api.stop()
    expect(own.api.status).toEqual({ state: 'off' })
    await expect(own.ask('GET', '/apis')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await own.stop()
  })
})
