/** Each cause that a check can tell, by a real server that gives it. */
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BackEndCheck } from '../../../preload/contract/gateway.ts'
import { issueCertificate, type IssuedCertificate } from '../../certificates/issue-certificate.ts'
import type { ServerVerification } from '../server-verification.ts'
import { api, configuration, fullVerification, identity } from '../testing/configure.ts'
import { startBackEnd, testAuthority, type TestAuthority } from '../testing/back-end.ts'
import { hasOpenssl, startOpensslServer } from '../testing/openssl-server.ts'
import { startPlane, type OwnError } from '../testing/plane.ts'
import { checkBackEnd } from './check-back-end.ts'

let authority: TestAuthority
let trustPem: string
const clients: Record<string, IssuedCertificate> = {}

const day = 24 * 60 * 60 * 1000
const fromNow = (days: number): Date => new Date(Date.now() + days * day)

beforeAll(async () => {
  authority = await testAuthority()
  trustPem = authority.ca.certificatePem
  const issue = (changes: Partial<Parameters<typeof issueCertificate>[0]>): Promise<IssuedCertificate> =>
    issueCertificate({
      subject: { commonName: 'client' },
      issuer: authority.ca,
      extendedKeyUsage: ['clientAuth'],
      ...changes,
    })
  clients['good'] = await issue({})
  clients['revoked'] = await issue({})
  clients['expired'] = await issue({ notBefore: fromNow(-20), notAfter: fromNow(-10) })
  clients['not yet valid'] = await issue({ notBefore: fromNow(10), notAfter: fromNow(20) })
  clients['for servers'] = await issue({ extendedKeyUsage: ['serverAuth'] })
  clients['of a stranger'] = await issueCertificate({ subject: { commonName: 'stranger' } })
})

const client = (name: string): IssuedCertificate => {
  const found = clients[name]
  if (!found) throw new Error(name)
  return found
}

const said = async (
  serviceUrl: string,
  name: string | null,
  verification: Partial<ServerVerification> = {},
): Promise<BackEndCheck['serverSaid']> => {
  const presented = name === null ? null : identity('client', client(name))
  const settings = { ...fullVerification, ...verification }
  return (
    await checkBackEnd({ serviceUrl, trustPem, verification: settings, identity: presented, http2: true })
  ).serverSaid
}

// In TLS 1.3 these refusals come late, with the first read after a handshake that seemed to succeed.
describe.skipIf(!hasOpenssl).each(['-tls1_2', '-tls1_3'])(
  'a server that refuses by alert, %s:',
  (version) => {
    const refused: readonly (readonly [name: string, alert: string])[] = [
      ['of a stranger', 'unknown_ca'],
      ['expired', 'certificate_expired'],
      // OpenSSL has no other alert for it (ssl/statem/statem_lib.c, x509table).
      ['not yet valid', 'bad_certificate'],
      ['for servers', 'unsupported_certificate'],
      ['revoked', 'certificate_revoked'],
    ]
    test.each(refused)('a certificate %s', async (name, alert) => {
      await using server = await startOpensslServer(authority, [version], [client('revoked')])
      const failed = { kind: 'failed', code: 'BackEndRefusedCertificate', alert }
      expect(await said(server.url, name)).toMatchObject(failed)
      // A call tells the same.
      const apis = [api({ serviceUrl: server.url, trustPem, certificateId: 'client' })]
      await using gateway = await startPlane(configuration(apis, [identity('client', client(name))]))
      const { error } = (await (await fetch(`${gateway.url}/api`)).json()) as OwnError
      expect(error).toMatchObject({ code: 'BackEndRefusedCertificate', alert })
    })

    test('none at all', async () => {
      await using server = await startOpensslServer(authority, [version])
      const alert = version === '-tls1_3' ? 'certificate_required' : 'handshake_failure'
      const failed = { kind: 'failed', code: 'BackEndRequiresClientCertificate', alert }
      expect(await said(server.url, null)).toMatchObject(failed)
    })
  },
)

describe('a server with which nothing can be agreed:', () => {
  test('no TLS version', async () => {
    await using server = await startBackEnd(authority, undefined, { maxVersion: 'TLSv1.2' })
    expect(await said(server.url, 'good', { minimumVersion: 'TLSv1.3' })).toMatchObject({
      kind: 'failed',
      code: 'BackEndHandshakeFailed',
      alert: 'protocol_version',
    })
  })

  test.skipIf(!hasOpenssl)('no cipher', async () => {
    // Too short a tag for any client that was not told to accept it.
    const options = ['-tls1_2', '-cipher', 'ECDHE-ECDSA-AES128-CCM8']
    await using server = await startOpensslServer(authority, options)
    expect(await said(server.url, 'good')).toMatchObject({
      kind: 'failed',
      code: 'BackEndHandshakeFailed',
      alert: 'handshake_failure',
    })
  })
})

describe('a server whose own certificate', () => {
  const localhost = { subject: { commonName: 'localhost' }, subjectAlternativeNames: ['DNS:localhost'] }

  test('is signed by itself', async () => {
    const server = await issueCertificate(localhost)
    await using backEnd = await startBackEnd({ ca: authority.ca, server })
    expect(await said(backEnd.url, 'good')).toMatchObject({ code: 'BackEndCertificateNotTrusted' })
  })

  test('comes without the authority between', async () => {
    const between = await issueCertificate({
      subject: { commonName: 'Between' },
      issuer: authority.ca,
      ca: true,
    })
    const server = await issueCertificate({ ...localhost, issuer: between })
    await using backEnd = await startBackEnd({ ca: authority.ca, server })
    expect(await said(backEnd.url, 'good')).toMatchObject({ code: 'BackEndCertificateNotTrusted' })
  })

  test('is not valid yet', async () => {
    const server = await issueCertificate({
      ...localhost,
      issuer: authority.ca,
      notBefore: fromNow(10),
      notAfter: fromNow(20),
    })
    await using backEnd = await startBackEnd({ ca: authority.ca, server })
    expect(await said(backEnd.url, 'good')).toMatchObject({ code: 'BackEndCertificateNotYetValid' })
  })
})

test('a name that DNS does not know, and a server that never shakes hands', async () => {
  expect(await said('https://back-end.invalid', 'good')).toMatchObject({ code: 'BackEndNameNotResolved' })
  const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  expect(await said(`https://127.0.0.1:${port}`, 'good')).toMatchObject({ code: 'BackEndTimedOut' })
  silent.close()
})
