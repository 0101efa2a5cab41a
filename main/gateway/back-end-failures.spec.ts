import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate, type IssuedCertificate } from '../certificates/issue-certificate.ts'
import type { ApiConfiguration } from './configuration.ts'
import type { Limits } from './limits.ts'
import {
  clientCertificate,
  startBackEnd,
  startPlainBackEnd,
  testAuthority,
  type TestAuthority,
} from './testing/back-end.ts'
import { api, configuration, identity } from './testing/configure.ts'
import { hasOpenssl, startOpensslServer } from './testing/openssl-server.ts'
import { startPlane, type OwnError } from './testing/plane.ts'

let authority: TestAuthority
let trusted: IssuedCertificate
let stranger: IssuedCertificate

beforeAll(async () => {
  authority = await testAuthority()
  trusted = await clientCertificate(authority.ca, 'trusted')
  stranger = await issueCertificate({ subject: { commonName: 'stranger' }, extendedKeyUsage: ['clientAuth'] })
})

type ApiChanges = Partial<ApiConfiguration> & { serviceUrl: string }

/** What the gateway answers to a call that fails. */
const failing = async (
  changes: ApiChanges,
  { limits, init, method = 'GET' }: { limits?: Partial<Limits>; init?: RequestInit; method?: string } = {},
): Promise<{ status: number; code: string; detail: string }> => {
  const identities = [identity('trusted', trusted), identity('stranger', stranger)]
  await using gateway = await startPlane(configuration([api(changes)], identities), limits)
  const response = await fetch(`${gateway.url}/api`, { method, ...init })
  const { error } = (await response.json()) as OwnError
  expect(error.apiId).toBe('api')
  return { status: response.status, code: error.code, detail: error.detail ?? '' }
}

/** A TCP server that does to each connection what a broken back end does. */
const broken = async (
  onConnection: (socket: Socket) => void,
): Promise<{ port: number } & AsyncDisposable> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (maxVersion) => {
  test('no certificate where the back end demands one is told as that', async () => {
    await using backEnd = await startBackEnd(authority, undefined, { maxVersion })
    const trustPem = authority.ca.certificatePem
    const answer = await failing({ serviceUrl: backEnd.url, trustPem })
    expect(answer).toMatchObject({ status: 502, code: 'BackEndRequiresClientCertificate' })
  })

  test('a connection that ends right after the handshake is told with the certificate it was shown', async () => {
    await using backEnd = await startBackEnd(authority, undefined, { maxVersion })
    const trustPem = authority.ca.certificatePem
    const answer = await failing({ serviceUrl: backEnd.url, trustPem, certificateId: 'stranger' })
    expect(answer).toMatchObject({ status: 502, code: 'BackEndRefusedCertificate' })
    expect(answer.detail).toContain('CN=stranger')
  })

  test.skipIf(!hasOpenssl)(
    'a certificate that is not trusted is told with the alert and the subject',
    async () => {
      await using backEnd = await startOpensslServer(authority, [
        maxVersion === 'TLSv1.2' ? '-tls1_2' : '-tls1_3',
      ])
      const serviceUrl = `https://localhost:${backEnd.port}`
      const trustPem = authority.ca.certificatePem
      const answer = await failing({ serviceUrl, trustPem, certificateId: 'stranger' })
      expect(answer).toMatchObject({ status: 502, code: 'BackEndRefusedCertificate' })
      expect(answer.detail).toMatch(/alert (unknown_ca|bad_certificate|certificate_unknown)\b.*CN=stranger/)
    },
  )
})

describe("the back end's own certificate", () => {
  let expired: TestAuthority
  let elsewhere: TestAuthority

  beforeAll(async () => {
    const { ca } = authority
    const subject = { commonName: 'localhost' }
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }
    const names = { subjectAlternativeNames: ['DNS:localhost'] }
    expired = { ca, server: await issueCertificate({ subject, issuer: ca, ...names, ...past }) }
    elsewhere = {
      ca,
      server: await issueCertificate({
        subject,
        issuer: ca,
        subjectAlternativeNames: ['DNS:elsewhere.example'],
      }),
    }
  })

  test('must chain to the authority of the API', async () => {
    await using backEnd = await startBackEnd(authority)
    const other = await testAuthority()
    expect(await failing({ serviceUrl: backEnd.url, trustPem: other.ca.certificatePem })).toMatchObject({
      status: 502,
      code: 'BackEndCertificateNotTrusted',
    })
    expect((await failing({ serviceUrl: backEnd.url })).code).toBe('BackEndCertificateNotTrusted')
  })

  test('must not have expired', async () => {
    await using backEnd = await startBackEnd(expired)
    const trustPem = authority.ca.certificatePem
    expect((await failing({ serviceUrl: backEnd.url, trustPem })).code).toBe('BackEndCertificateExpired')
  })

  test('must be for the name that is called', async () => {
    await using backEnd = await startBackEnd(elsewhere)
    const trustPem = authority.ca.certificatePem
    const answer = await failing({ serviceUrl: backEnd.url, trustPem })
    expect(answer.code).toBe('BackEndNameMismatch')
    expect(answer.detail).toContain('elsewhere.example')
  })
})

describe('a back end that', () => {
  test('does not listen', async () => {
    const gone = await broken(() => undefined)
    await gone[Symbol.asyncDispose]()
    const answer = await failing({ serviceUrl: `https://127.0.0.1:${gone.port}` })
    expect(answer).toEqual({
      status: 502,
      code: 'BackEndRefusedConnection',
      detail: `127.0.0.1:${gone.port}`,
    })
  })

  test('has no name in DNS', async () => {
    const answer = await failing({ serviceUrl: 'https://back-end.invalid' })
    expect(answer).toMatchObject({ status: 502, code: 'BackEndNameNotResolved', detail: 'back-end.invalid' })
  })

  test('speaks plain HTTP where TLS is called for', async () => {
    await using backEnd = await startPlainBackEnd()
    const serviceUrl = backEnd.url.replace('http:', 'https:')
    expect((await failing({ serviceUrl })).code).toBe('BackEndIsNotTls')
  })

  test('closes without an answer', async () => {
    await using backEnd = await broken((socket) => socket.once('data', () => socket.end()))
    const answer = await failing({ serviceUrl: `http://127.0.0.1:${backEnd.port}` })
    expect(answer).toMatchObject({ status: 502, code: 'BackEndClosedConnection' })
  })

  test('never shakes hands', async () => {
    await using backEnd = await broken(() => undefined)
    const limits = { connectMs: 200 }
    const answer = await failing({ serviceUrl: `https://127.0.0.1:${backEnd.port}` }, { limits })
    expect(answer).toMatchObject({ status: 504, code: 'BackEndTimedOut' })
  })

  test('never answers', async () => {
    await using backEnd = await broken(() => undefined)
    const limits = { firstByteMs: 200 }
    const answer = await failing({ serviceUrl: `http://127.0.0.1:${backEnd.port}` }, { limits })
    expect(answer).toMatchObject({ status: 504, code: 'BackEndTimedOut' })
  })

  const nonsense: readonly (readonly [what: string, answer: string])[] = [
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
    [
      'length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a change of protocol unasked', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
    ['a header with a control character', 'HTTP/1.1 200 OK\r\nX: a\x01b\r\n\r\n'],
  ]
  test.each(nonsense)('answers %s', async (_what, answer) => {
    await using backEnd = await broken((socket) => socket.once('data', () => socket.write(answer)))
    const told = await failing({ serviceUrl: `http://127.0.0.1:${backEnd.port}` })
    expect(told).toMatchObject({ status: 502, code: 'BackEndProtocolError' })
  })

  test('sends more than one answer: the second is never taken for the next call', async () => {
    const twice = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na'.repeat(2)
    await using backEnd = await broken((socket) => socket.once('data', () => socket.write(twice)))
    await using gateway = await startPlane(
      configuration([api({ serviceUrl: `http://127.0.0.1:${backEnd.port}` })]),
    )
    for (let call = 0; call < 3; call++) expect(await (await fetch(`${gateway.url}/api`)).text()).toBe('a')
  })
})

describe('limits', () => {
  test('a body over the limit is refused while it comes', async () => {
    await using backEnd = await startPlainBackEnd()
    const limits = { requestBodyBytes: 1000 }
    const init = { method: 'POST', body: 'x'.repeat(2000) }
    expect(await failing({ serviceUrl: backEnd.url }, { limits, init })).toMatchObject({ status: 413 })
  })

  test('calls over the number of connections wait for one', async () => {
    let together = 0
    let most = 0
    await using backEnd = await startPlainBackEnd((_request, response) => {
      most = Math.max(most, ++together)
      setImmediate(() => {
        together--
        response.end('ok')
      })
    })
    const apis = configuration([api({ serviceUrl: backEnd.url })])
    await using gateway = await startPlane(apis, { backEndConnections: 2 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${gateway.url}/api`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(most).toBeLessThanOrEqual(2)
  })

  test('calls over the number that may wait are told that the back end is busy', async () => {
    await using backEnd = await broken(() => undefined)
    const apis = configuration([api({ serviceUrl: `http://127.0.0.1:${backEnd.port}` })])
    const limits = { backEndConnections: 1, waitingCalls: 1, firstByteMs: 300 }
    await using gateway = await startPlane(apis, limits)
    const answers = await Promise.all(Array.from({ length: 4 }, () => fetch(`${gateway.url}/api`)))
    expect(answers.map(({ status }) => status)).toContain(503)
  })
})

describe('an API that cannot be served', () => {
  let gateway: Awaited<ReturnType<typeof startPlane>>
  afterAll(() => gateway[Symbol.asyncDispose]())

  test('answers with the cause and hinders no other', async () => {
    await using backEnd = await startPlainBackEnd()
    const refusal = { code: 'ClientCertificateMissing', detail: 'thumbprint AA' } as const
    gateway = await startPlane(
      configuration([
        api({ path: 'broken', serviceUrl: backEnd.url, refusal }),
        api({ path: 'whole', serviceUrl: backEnd.url }),
      ]),
    )
    const response = await fetch(`${gateway.url}/broken`)
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ error: { ...refusal, apiId: 'broken' } })
    expect((await fetch(`${gateway.url}/whole`)).status).toBe(200)
  })
})
