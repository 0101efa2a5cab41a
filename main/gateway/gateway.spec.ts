import { once } from 'node:events'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GatewayCall, GatewayStatus } from '../../preload/contract/gateway.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { spawnWorkerFromSource } from './spawn-worker.ts'
import {
  clientCertificate,
  startBackEnd,
  startPlainBackEnd,
  testAuthority,
  type TestAuthority,
} from './testing/back-end.ts'
import { api, configuration, identity, fullVerification } from './testing/configure.ts'

interface Seen {
  subject: string | null
  url: string
  headers: Record<string, string>
}

let authority: TestAuthority
let gateway: Gateway
const workers: Worker[] = []

const newGateway = (): Gateway =>
  createGateway({
    spawnWorker: () => {
      const worker = spawnWorkerFromSource()
      workers.push(worker)
      return worker
    },
  })

const urlOf = ({ status }: Gateway): string => {
  if (status.state !== 'running') throw new Error(status.state)
  return status.url
}

const get = async (path: string): Promise<Seen> =>
  (await fetch(urlOf(gateway) + path)).json() as Promise<Seen>

const untilStatus = (state: GatewayStatus['state']): Promise<GatewayStatus> =>
  new Promise((resolve) => {
    const stop = gateway.onStatus((status) => {
      if (status.state !== state) return
      stop()
      resolve(status)
    })
  })

const takenPort = async (): Promise<{ port: number; [Symbol.dispose](): void }> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() }
}

beforeAll(async () => {
  authority = await testAuthority()
  gateway = newGateway()
  await gateway.start(0)
})
afterAll(() => gateway.stop())

describe('a change of certificate', () => {
  test('holds for the very next call, and no certificate is seen after none was chosen', async () => {
    const first = await clientCertificate(authority.ca, 'first')
    const second = await clientCertificate(authority.ca, 'second')
    await using backEnd = await startBackEnd(authority, undefined, { rejectUnauthorized: false })
    const identities = [identity('first', first), identity('second', second)]
    const trustPem = authority.ca.certificatePem
    const choose = (certificateId: string | null): Promise<void> =>
      gateway.apply(configuration([api({ serviceUrl: backEnd.url, trustPem, certificateId })], identities))
    await choose('first')
    expect(await get('/api/orders?top=1')).toMatchObject({ subject: 'first', url: '/orders?top=1' })
    await choose('second')
    expect(await get('/api')).toMatchObject({ subject: 'second', url: '/' })
    await choose(null)
    expect((await get('/api')).subject).toBeNull()
  })

  test('fails no call and shows no old certificate while calls come without a pause', async () => {
    const names = ['one', 'two']
    const issued = await Promise.all(names.map((name) => clientCertificate(authority.ca, name)))
    const identities = issued.map((each, place) => identity(names[place] ?? '', each))
    await using backEnd = await startBackEnd(authority)
    const trustPem = authority.ca.certificatePem
    const requested: string[] = []
    let confirmed = 0
    const choose = async (certificateId: string): Promise<void> => {
      const place = requested.push(certificateId) - 1
      await gateway.apply(
        configuration([api({ serviceUrl: backEnd.url, trustPem, certificateId })], identities),
      )
      confirmed = place
    }
    await choose('one')
    let going = true
    const wrong: string[] = []
    let calls = 0
    const client = async (): Promise<void> => {
      while (going) {
        const before = confirmed
        const { subject } = await get('/api')
        calls++
        // What was in force when the call began, or anything that was asked for until it ended.
        if (!requested.slice(before).includes(subject ?? '')) wrong.push(String(subject))
      }
    }
    const clients = Array.from({ length: 4 }, client)
    for (let change = 0; change < 20; change++) {
      const next = names[change % 2] ?? ''
      await choose(next)
      expect((await get('/api')).subject).toBe(next)
    }
    going = false
    await Promise.all(clients)
    expect(wrong).toEqual([])
    expect(calls).toBeGreaterThan(20)
  })

  test('does not cut a call under way', async () => {
    const certificate = await clientCertificate(authority.ca, 'slow')
    let finish: (() => void) | undefined
    await using backEnd = await startBackEnd(authority, (_request, response) => {
      response.write('first half, ')
      finish = () => response.end('second half')
    })
    const serviceUrl = backEnd.url
    const trustPem = authority.ca.certificatePem
    const apis = [api({ serviceUrl, trustPem, certificateId: 'slow' })]
    await gateway.apply(configuration(apis, [identity('slow', certificate)]))
    const response = await fetch(`${urlOf(gateway)}/api`)
    await gateway.apply(configuration([]))
    expect((await fetch(`${urlOf(gateway)}/api`)).status).toBe(404)
    finish?.()
    expect(await response.text()).toBe('first half, second half')
  })
})

describe('the worker', () => {
  test('is replaced at once when it dies, on the same port and with the same configuration', async () => {
    await using backEnd = await startPlainBackEnd()
    await gateway.apply(configuration([api({ serviceUrl: backEnd.url })]))
    const before = gateway.status
    const startedAt = performance.now()
    const running = untilStatus('running')
    await workers.at(-1)?.terminate()
    expect(await running).toEqual(before)
    // A second on a machine that does nothing else.
    expect(performance.now() - startedAt).toBeLessThan(4000)
    expect(await get('/api/again')).toMatchObject({ url: '/again' })
  })
})

describe('a port that is taken', () => {
  test('is told at the start, with one that is free', async () => {
    using taken = await takenPort()
    const other = newGateway()
    const status = await other.start(taken.port)
    expect(status).toMatchObject({ state: 'failed', port: taken.port, reason: 'port-taken' })
    const suggestion = status.state === 'failed' ? status.suggestion : null
    expect(await other.listen(suggestion ?? 0)).toMatchObject({ state: 'running', port: suggestion })
    await other.stop()
  })

  test('is refused in a change, and the gateway stays where it was', async () => {
    using taken = await takenPort()
    const before = gateway.status
    await expect(gateway.listen(taken.port)).rejects.toMatchObject({ code: 'gateway-port-taken' })
    expect(gateway.status).toEqual(before)
    expect((await fetch(`${urlOf(gateway)}/nothing`)).status).toBe(404)
  })
})

describe('a test call', () => {
  test('goes through the gateway and tells what was presented for this very call', async () => {
    const issued = await clientCertificate(authority.ca, 'tested')
    const tested = identity('tested', issued)
    await using backEnd = await startBackEnd(authority)
    const trustPem = authority.ca.certificatePem
    await gateway.apply(
      configuration([api({ serviceUrl: backEnd.url, trustPem, certificateId: 'tested' })], [tested]),
    )
    const answer = await gateway.testCall({
      apiId: 'api',
      method: 'POST',
      path: '/orders?top=1',
      headers: [['x-one', '1']],
      body: '{"name":"割符"}',
    })
    const { certificateId, subject, thumbprint } = tested
    const presented = { certificateId, subject, thumbprint }
    expect(answer).toMatchObject({ status: 200, presented, tls: { protocol: 'TLSv1.3', resumed: false } })
    const seen = JSON.parse(answer.body ?? '') as Seen & { body: string }
    expect(seen).toMatchObject({ subject: 'tested', url: '/orders?top=1', body: '{"name":"割符"}' })
    expect(seen.headers['x-one']).toBe('1')
    expect(Object.keys(seen.headers)).not.toContain('warifu-trace')
  })

  test('does not claim to have presented a certificate that the back end did not ask for', async () => {
    const issued = await clientCertificate(authority.ca, 'unasked')
    await using backEnd = await startBackEnd(authority, undefined, {
      requestCert: false,
      rejectUnauthorized: false,
    })
    const trustPem = authority.ca.certificatePem
    const apis = [api({ serviceUrl: backEnd.url, trustPem, certificateId: 'unasked' })]
    await gateway.apply(configuration(apis, [identity('unasked', issued)]))
    for (let call = 0; call < 3; call++) {
      const answer = await gateway.testCall({ apiId: 'api', method: 'GET', path: '/', headers: [], body: '' })
      expect(answer).toMatchObject({ status: 200, presented: null })
    }
  })

  test('is refused for an API that is not there', async () => {
    const call = { apiId: 'gone', method: 'GET', path: '/', headers: [], body: '' }
    await expect(gateway.testCall(call)).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    ['its method is none', { method: 'NOT A METHOD' }],
    ['a header’s value cannot be sent', { headers: [['X-Name', '割符']] as [string, string][] }],
  ])('says why when it could not be made: %s', async (_why, changes) => {
    const call = { apiId: 'api', method: 'GET', path: '/', headers: [], body: '', ...changes }
    await expect(gateway.testCall(call)).rejects.toMatchObject({ code: 'test-call-failed' })
  })
})

test('a check of a back end is made in the worker and told', async () => {
  const chosen = identity('checked', await clientCertificate(authority.ca, 'checked'))
  await using backEnd = await startBackEnd(authority)
  const trustPem = authority.ca.certificatePem
  const check = await gateway.checkBackEnd({
    verification: fullVerification,
    http2: true,
    serviceUrl: backEnd.url,
    trustPem,
    identity: chosen,
  })
  expect(check).toMatchObject({
    weSent: { kind: 'certificate' },
    serverSaid: { kind: 'accepted', status: 200 },
  })
})

describe('recent calls', () => {
  test('tell path, API, status, sizes and TLS, and nothing of query, headers or bodies', async () => {
    await using backEnd = await startPlainBackEnd((_request, response) => response.end('12345'))
    await gateway.apply(configuration([api({ serviceUrl: backEnd.url })]))
    const recorded = new Promise<GatewayCall>((resolve) => {
      const stop = gateway.onCalls(({ calls }) => {
        const call = calls.find(({ path }) => path === '/api/recorded')
        if (!call) return
        stop()
        resolve(call)
      })
    })
    const headers = { authorization: 'Bearer secret' }
    await (
      await fetch(`${urlOf(gateway)}/api/recorded?key=secret`, { method: 'PUT', body: 'secret', headers })
    ).text()
    const call = await recorded
    expect(call).toMatchObject({
      method: 'PUT',
      apiId: 'api',
      status: 200,
      requestBytes: 6,
      responseBytes: 5,
    })
    expect(JSON.stringify(call)).not.toContain('secret')
  })
})

test('stopping waits for calls under way', async () => {
  let finish: (() => void) | undefined
  await using backEnd = await startPlainBackEnd((_request, response) => {
    response.write('whole ')
    finish = () => response.end('answer')
  })
  const other = newGateway()
  await other.start(0)
  await other.apply(configuration([api({ serviceUrl: backEnd.url })]))
  const pending = new Promise<string>((resolve, reject) => {
    request(`${urlOf(other)}/api`, (response) => {
      const pieces: string[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece.toString()))
      response.on('end', () => resolve(pieces.join('')))
      void other.stop()
      finish?.()
    })
      .on('error', reject)
      .end()
  })
  expect(await pending).toBe('whole answer')
})
