import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate, type IssuedCertificate } from '../../certificates/issue-certificate.ts'
import { freePort } from '../free-port.ts'
import {
  clientCertificate,
  startBackEnd,
  startPlainBackEnd,
  testAuthority,
  type TestAuthority,
} from '../testing/back-end.ts'
import { fullVerification, identity } from '../testing/configure.ts'
import { startHttp2BackEnd } from '../testing/http2-back-end.ts'
import { nginxVersion, serverFiles, startNginx } from '../testing/nginx.ts'
import type { ServerVerification } from '../server-verification.ts'
import { checkBackEnd as check, type CheckTarget } from './check-back-end.ts'

const checkBackEnd = (
  target: Omit<CheckTarget, 'verification' | 'http2'> & { http2?: boolean },
  verification: Partial<ServerVerification> = {},
) => check({ verification: { ...fullVerification, ...verification }, http2: true, ...target })

let authority: TestAuthority
let trusted: IssuedCertificate
let stranger: IssuedCertificate
let trustPem: string

beforeAll(async () => {
  authority = await testAuthority()
  trustPem = authority.ca.certificatePem
  trusted = await clientCertificate(authority.ca, 'trusted')
  stranger = await issueCertificate({ subject: { commonName: 'stranger' }, extendedKeyUsage: ['clientAuth'] })
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (maxVersion) => {
  test('what the server asks for is told with its authorities, and that it accepted', async () => {
    await using backEnd = await startBackEnd(authority, undefined, { maxVersion })
    const check = await checkBackEnd({
      serviceUrl: backEnd.url,
      trustPem,
      identity: identity('trusted', trusted),
    })
    expect(check.serverAskedFor).toMatchObject({
      protocol: maxVersion,
      alpn: 'http/1.1',
      clientCertificate: true,
      authorities: ['CN=Test CA'],
    })
    const subjects = check.serverAskedFor.chain.map(({ certificate }) => certificate.subject)
    expect(subjects).toEqual(['CN=localhost', 'CN=Test CA'])
    expect(check.serverAskedFor.cipher).toMatch(/^TLS_/)
    expect(check.serverAskedFor.signatureAlgorithms).toContain('ecdsa_secp256r1_sha256')
    expect(check.weSent).toMatchObject({
      kind: 'certificate',
      certificate: { subject: 'CN=trusted' },
      namedAuthority: true,
    })
    expect(check.serverSaid).toEqual({ kind: 'accepted', status: 200 })
  })

  test('a server that asks for nothing is told as that, and nothing is said to have been sent', async () => {
    const options = { maxVersion, requestCert: false, rejectUnauthorized: false }
    await using backEnd = await startBackEnd(authority, undefined, options)
    const check = await checkBackEnd({
      serviceUrl: backEnd.url,
      trustPem,
      identity: identity('trusted', trusted),
    })
    expect(check.serverAskedFor.clientCertificate).toBe(false)
    expect(check.weSent).toEqual({ kind: 'nothing', because: 'not-asked' })
    expect(check.serverSaid).toEqual({ kind: 'accepted', status: 200 })
  })

  test('nothing sent to a server that asks is told with its cause', async () => {
    await using backEnd = await startBackEnd(authority, undefined, { maxVersion })
    const check = await checkBackEnd({ serviceUrl: backEnd.url, trustPem, identity: null })
    expect(check.serverAskedFor).toMatchObject({ protocol: maxVersion, clientCertificate: true })
    expect(check.weSent).toEqual({ kind: 'nothing', because: 'none-chosen' })
    expect(check.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndRequiresClientCertificate' })
  })

  test('a certificate of an authority that the server did not name is told as refused', async () => {
    await using backEnd = await startBackEnd(authority, undefined, { maxVersion })
    const check = await checkBackEnd({
      serviceUrl: backEnd.url,
      trustPem,
      identity: identity('stranger', stranger),
    })
    expect(check.weSent).toMatchObject({ kind: 'certificate', namedAuthority: false })
    expect(check.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndRefusedCertificate' })
  })
})

describe("the server's own certificate", () => {
  test('that does not chain to the authority of the API fails the check, and its demands are told all the same', async () => {
    await using backEnd = await startBackEnd(authority)
    const other = await testAuthority()
    const check = await checkBackEnd({
      serviceUrl: backEnd.url,
      trustPem: other.ca.certificatePem,
      identity: identity('trusted', trusted),
    })
    expect(check.serverAskedFor.clientCertificate).toBe(true)
    expect(check.serverSaid).toMatchObject({
      kind: 'failed',
      code: 'BackEndCertificateNotTrusted',
      alert: null,
    })
  })

  test('that has expired or is for another name has that written at it', async () => {
    const server = await issueCertificate({
      subject: { commonName: 'old.example' },
      issuer: authority.ca,
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2021-01-01'),
    })
    await using backEnd = await startBackEnd({ ca: authority.ca, server })
    const check = await checkBackEnd({ serviceUrl: backEnd.url, trustPem, identity: null })
    expect(check.serverAskedFor.chain[0]?.problems).toEqual(['expired', 'other-name'])
    expect(check.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndCertificateExpired' })
  })
})

describe('a back end that', () => {
  test('offers HTTP/2 is asked over it, and over HTTP/1.1 where that is switched off', async () => {
    await using backEnd = await startHttp2BackEnd(authority, () => undefined, { allowHTTP1: true })
    backEnd.server.on('request', (_incoming, response) => response.writeHead(204).end())
    const target = { serviceUrl: backEnd.url, trustPem, identity: identity('trusted', trusted) }
    const over2 = await checkBackEnd(target)
    expect(over2.serverAskedFor.alpn).toBe('h2')
    expect(over2.serverSaid).toEqual({ kind: 'accepted', status: 204 })
    const over1 = await checkBackEnd({ ...target, http2: false })
    expect(over1.serverAskedFor.alpn).toBe('http/1.1')
    expect(over1.serverSaid).toEqual({ kind: 'accepted', status: 204 })
    const refused = await checkBackEnd({ ...target, identity: identity('stranger', stranger) })
    expect(refused.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndRefusedCertificate' })
  })

  test('speaks plain HTTP has no handshake', async () => {
    await using backEnd = await startPlainBackEnd()
    const check = await checkBackEnd({ serviceUrl: backEnd.url, trustPem: null, identity: null })
    expect(check.weSent).toEqual({ kind: 'nothing', because: 'plain-http' })
    expect(check.serverSaid).toEqual({ kind: 'accepted', status: 200 })
    const secure = await checkBackEnd({
      serviceUrl: backEnd.url.replace('http', 'https'),
      trustPem,
      identity: null,
    })
    expect(secure.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndIsNotTls' })
    expect(secure.weSent).toEqual({ kind: 'nothing', because: 'no-handshake' })
  })

  test('is not there', async () => {
    const port = await freePort(37_000)
    const check = await checkBackEnd({ serviceUrl: `https://127.0.0.1:${port}`, trustPem, identity: null })
    expect(check.place).toBe(`127.0.0.1:${port}`)
    expect(check.serverSaid).toMatchObject({ kind: 'failed', code: 'BackEndRefusedConnection' })
  })
})

// nginx completes the handshake whatever it was shown, and refuses in HTTP.
describe.skipIf(nginxVersion() === null).each(['http/1.1', 'h2'])(
  'an nginx that demands a certificate, over %s,',
  (alpn) => {
    let nginx: AsyncDisposable
    let serviceUrl: string

    beforeAll(async () => {
      const port = await freePort(37_500)
      serviceUrl = `https://localhost:${port}`
      nginx = await startNginx({
        port,
        files: serverFiles(authority),
        http: `server {
listen 127.0.0.1:${port} ssl ${alpn === 'h2' ? 'http2' : ''};
ssl_certificate server.pem;
ssl_certificate_key server.key;
ssl_client_certificate ca.pem;
ssl_verify_client on;
location / { return 204; }
}`,
      })
    })
    afterAll(() => nginx[Symbol.asyncDispose]())

    test('accepts, or refuses in HTTP, and both are told', async () => {
      const said = async (chosen: ReturnType<typeof identity> | null): Promise<unknown> => {
        const { serverAskedFor, serverSaid } = await checkBackEnd({ serviceUrl, trustPem, identity: chosen })
        expect(serverAskedFor.alpn).toBe(alpn)
        return serverSaid
      }
      expect(await said(identity('trusted', trusted))).toEqual({ kind: 'accepted', status: 204 })
      expect(await said(null)).toEqual({ kind: 'refused-in-http', status: 400, because: 'no-certificate' })
      expect(await said(identity('stranger', stranger))).toEqual({
        kind: 'refused-in-http',
        status: 400,
        because: 'certificate',
      })
    })
  },
)
