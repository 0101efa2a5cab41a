import { Agent, request } from 'node:https'
import type { RequestOptions } from 'node:https'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { IssuedCertificate } from '../certificates/issue-certificate.ts'
import { startBackEnd } from './back-end.ts'
import type { BackEnd } from './back-end.ts'

const day = 86_400_000
let authority: IssuedCertificate
let backEnd: BackEnd

beforeAll(async () => {
  authority = await issueCertificate({ subject: { commonName: 'Authority' }, ca: true })
  const server = await issueCertificate({
    subject: { commonName: 'Server' },
    issuer: authority,
    subjectAlternativeNames: ['IP:127.0.0.1'],
  })
  backEnd = await startBackEnd({
    key: server.privateKeyPem,
    certificate: server.certificatePem,
    authority: authority.certificatePem,
    port: 0,
  })
})

afterAll(async () => backEnd.stop())

const call = (
  path: string,
  client: IssuedCertificate | undefined,
  options: RequestOptions & { body?: string } = {},
): Promise<{ status: number | undefined; body: string; resumed: boolean }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: backEnd.port,
        path,
        ca: authority.certificatePem,
        ...(client && { key: client.privateKeyPem, cert: client.certificatePem }),
        agent: false,
        ...options,
      },
      (response) => {
        const resumed = response.socket instanceof TLSSocket && response.socket.isSessionReused()
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (body += chunk))
        response.on('end', () => {
          resolve({ status: response.statusCode, body, resumed })
        })
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })

test('a certificate of the authority is answered with what the back end saw of it', async () => {
  const client = await issueCertificate({
    subject: { commonName: '受注システム', organization: 'Contoso' },
    issuer: authority,
  })
  const { status, body } = await call('/orders', client)
  const facts = certificateFacts(client.certificateDer)
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({
    clientCertificate: {
      subject: facts.subject,
      issuer: facts.issuer,
      serialNumber: facts.serialNumber,
      thumbprint: facts.thumbprint,
    },
    tls: { protocol: 'TLSv1.3' },
    request: { method: 'GET', path: '/orders' },
  })
  expect(facts.subject).toContain('受注システム')
})

test('a client that resumes its TLS session is known again', async () => {
  const client = await issueCertificate({ subject: { commonName: 'Client' }, issuer: authority })
  // The session of the first call is kept by the agent and offered in the second.
  const agent = new Agent({ keepAlive: false })
  const resumed: boolean[] = []
  for (let calls = 0; calls < 3; calls += 1) {
    const answer = await call('/', client, { agent })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('CN=Client')
    resumed.push(answer.resumed)
  }
  expect(resumed).toEqual([false, true, true])
})

test('what is sent to /echo comes back as it was', async () => {
  const client = await issueCertificate({ subject: { commonName: 'Client' }, issuer: authority })
  const body = '往復'.repeat(100_000)
  expect(await call('/echo', client, { method: 'POST', body })).toMatchObject({ status: 200, body })
})

describe('a refusal arrives as the alert that says why', () => {
  const refusals: [string, string, () => Promise<IssuedCertificate | undefined>][] = [
    ['no certificate', 'CERTIFICATE_REQUIRED', () => Promise.resolve(undefined)],
    ['a self-signed one', 'UNKNOWN_CA', () => issueCertificate({ subject: { commonName: 'Self' } })],
    [
      'one of another authority',
      'UNKNOWN_CA',
      async () => {
        const other = await issueCertificate({ subject: { commonName: 'Other' }, ca: true })
        return issueCertificate({ subject: { commonName: 'Client' }, issuer: other })
      },
    ],
    [
      'an expired one',
      'CERTIFICATE_EXPIRED',
      () =>
        issueCertificate({
          subject: { commonName: 'Client' },
          issuer: authority,
          notBefore: new Date(Date.now() - 3 * day),
          notAfter: new Date(Date.now() - day),
        }),
    ],
    [
      'one for servers only',
      'UNSUPPORTED_CERTIFICATE',
      () =>
        issueCertificate({
          subject: { commonName: 'Client' },
          issuer: authority,
          extendedKeyUsage: ['serverAuth'],
        }),
    ],
  ]
  const suites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']

  test.each(refusals)('%s: %s', async (_what, alert, issue) => {
    const client = await issue()
    for (const ciphers of suites) {
      await expect(call('/orders', client, { ciphers })).rejects.toMatchObject({
        message: expect.stringContaining(alert.toLowerCase().replaceAll('_', ' ')) as string,
      })
    }
  })
})

test('a port that is taken is replaced by a free one', async () => {
  const server = await issueCertificate({ subject: { commonName: 'Server' }, issuer: authority })
  const second = await startBackEnd({
    key: server.privateKeyPem,
    certificate: server.certificatePem,
    authority: authority.certificatePem,
    port: backEnd.port,
  })
  expect(second.port).not.toBe(backEnd.port)
  await second.stop()
})
