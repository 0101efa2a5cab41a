/** HTTPS towards clients as the main process commands it: the worker, its status, and test calls. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate, type IssuedCertificate } from '../certificates/issue-certificate.ts'
import type { HttpsConfiguration } from './configuration.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { spawnWorkerFromSource } from './spawn-worker.ts'
import { startPlainBackEnd, type TestBackEnd } from './testing/back-end.ts'
import { api, configuration, identity } from './testing/configure.ts'
import { getHttps } from './testing/https-client.ts'

let ca: IssuedCertificate
let certificates: readonly [IssuedCertificate, IssuedCertificate]
let gateway: Gateway

const issue = (commonName: string): Promise<IssuedCertificate> =>
  issueCertificate({ subject: { commonName }, issuer: ca, subjectAlternativeNames: ['DNS:localhost'] })

beforeAll(async () => {
  ca = await issueCertificate({ subject: { commonName: 'Test CA' }, ca: true })
  certificates = [await issue('first'), await issue('second')]
})
afterEach(() => gateway.stop())

const locked: HttpsConfiguration = { because: { code: 'keychain-locked', details: {} } }

const begin = async (https: HttpsConfiguration | null, backEnd?: TestBackEnd) => {
  gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
  const apis = backEnd === undefined ? [] : [api({ serviceUrl: backEnd.url })]
  const use = (next: HttpsConfiguration | null): Promise<void> => gateway.apply(configuration(apis, [], next))
  await gateway.start(0, undefined, use(https))
  return { use, by: (place: 0 | 1) => use(identity('https', certificates[place])) }
}

const running = () => {
  if (gateway.status.state !== 'running') throw new Error(gateway.status.state)
  return gateway.status
}

/** Calls without a pause, each on a connection of its own, until it is told to end; answers how they went. */
const load = (call: () => Promise<string>) => {
  let going = true
  const seen = new Map<string, number>()
  const client = async (): Promise<void> => {
    while (going) {
      const outcome = await call().catch(
        (error: unknown) => `${String(error)} ${codeOf((error as Error).cause)}`,
      )
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    }
  }
  const clients = Promise.all([client(), client(), client(), client()])
  return {
    seen,
    end: async () => {
      going = false
      await clients
    },
  }
}

const shownBy = async (port: number): Promise<string> => {
  const { status, shown } = await getHttps(port, '/api', { ca: ca.certificatePem })
  return status === 200 ? shown : String(status)
}
const shownNow = (): Promise<string> => shownBy(running().port)

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | undefined)?.code)

describe('under load', () => {
  test('a replaced certificate fails no call and holds from the next connection on', async () => {
    await using backEnd = await startPlainBackEnd()
    const { by } = await begin(identity('https', certificates[0]), backEnd)
    const calls = load(shownNow)
    for (let round = 0; round < 20; round++) {
      await by(round % 2 === 0 ? 1 : 0)
      expect(await shownNow()).toBe(round % 2 === 0 ? 'second' : 'first')
    }
    await calls.end()
    expect([...calls.seen.keys()].sort()).toEqual(['first', 'second'])
  })

  test('from HTTP to HTTPS and back every call that was taken is answered whole', async () => {
    await using backEnd = await startPlainBackEnd((_incoming, answer) => {
      setImmediate(() => answer.end('whole'))
    })
    const { use, by } = await begin(null, backEnd)
    const { port } = running()
    // Whoever comes by HTTP, on whatever connection, after the change is told to come by HTTPS; nobody is cut off.
    const plain = async (): Promise<string> => {
      const response = await fetch(`http://localhost:${port}/api`)
      const body = await response.text()
      if (response.status === 200) return body
      return (JSON.parse(body) as { error: { code: string } }).error.code
    }
    const secure = (): Promise<string> => shownBy(port).catch((error: unknown) => codeOf(error))
    const loads = [load(plain), load(secure)] as const
    for (let round = 0; round < 5; round++) {
      await by(0)
      expect(running().url).toBe(`https://127.0.0.1:${port}`)
      expect(await shownNow()).toBe('first')
      expect(await plain()).toBe('HttpsRequired')
      await use(null)
      expect(running().url).toBe(`http://127.0.0.1:${port}`)
      expect(await plain()).toBe('whole')
    }
    await Promise.all(loads.map((each) => each.end()))
    expect([...loads[0].seen.keys()].sort()).toEqual(['HttpsRequired', 'whole'])
    // What is said to the others is HTTP, in which they see no TLS.
    const [shown, ...others] = [...loads[1].seen.keys()].sort((one) => (one === 'first' ? -1 : 1))
    expect(shown).toBe('first')
    for (const outcome of others) expect(outcome).toMatch(/^(?:ERR_SSL_|EPROTO$)/)
  })
})

test('a test call knows the gateway by its certificate, whoever issued it and for whatever names', async () => {
  await using backEnd = await startPlainBackEnd()
  await begin(identity('https', certificates[0]), backEnd)
  const answer = await gateway.testCall({
    ...{ apiId: 'api', method: 'POST', path: '/orders?top=1', headers: [['x-one', '1']], body: 'sent' },
  })
  expect(answer).toMatchObject({ status: 200, url: `${running().url}/api/orders?top=1` })
  expect(JSON.parse(answer.body ?? '')).toMatchObject({
    ...{ method: 'POST', url: '/orders?top=1', body: 'sent' },
    headers: { 'x-one': '1', 'x-forwarded-proto': 'https' },
  })
})

describe('a certificate that cannot be used', () => {
  const stopped = { state: 'failed', reason: 'certificate-unusable', because: { code: 'keychain-locked' } }

  test('lets nobody in at the start, says why, and is used as soon as it can be', async () => {
    await using backEnd = await startPlainBackEnd()
    const { by } = await begin(locked, backEnd)
    expect(gateway.status).toMatchObject(stopped)
    await expect(gateway.listen(0)).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(gateway.status).toMatchObject(stopped)
    await by(0)
    expect(running().url).toMatch(/^https:/)
    expect(await shownNow()).toBe('first')
  })

  test('lets nobody in any more while the gateway runs, and never by HTTP', async () => {
    await using backEnd = await startPlainBackEnd()
    const { use, by } = await begin(identity('https', certificates[0]), backEnd)
    const { port } = running()
    await use(locked)
    expect(gateway.status).toMatchObject({ ...stopped, port })
    await expect(fetch(`http://127.0.0.1:${port}/api`)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
    await by(1)
    expect(running().port).toBe(port)
    expect(await shownNow()).toBe('second')
  })
})
