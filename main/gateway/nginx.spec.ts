import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IssuedCertificate } from '../certificates/issue-certificate.ts'
import { freePort } from './free-port.ts'
import { clientCertificate, testAuthority, type TestAuthority } from './testing/back-end.ts'
import { api, configuration, identity } from './testing/configure.ts'
import { nginxVersion, serverFiles, startNginx } from './testing/nginx.ts'
import { startPlane, type TestPlane } from './testing/plane.ts'

// nginx is what many back ends sit behind; where it is not installed these are skipped.
describe.skipIf(nginxVersion() === null)('before an nginx that demands a client certificate', () => {
  let authority: TestAuthority
  let issued: IssuedCertificate
  let nginx: AsyncDisposable
  let gateway: TestPlane
  let serviceUrl: string

  beforeAll(async () => {
    authority = await testAuthority()
    issued = await clientCertificate(authority.ca, 'orders')
    const port = await freePort(38_000)
    serviceUrl = `https://localhost:${port}`
    nginx = await startNginx({
      port,
      files: serverFiles(authority),
      http: `server {
listen 127.0.0.1:${port} ssl;
ssl_certificate server.pem;
ssl_certificate_key server.key;
ssl_client_certificate ca.pem;
ssl_verify_client on;
location / { return 200 "$ssl_client_s_dn $request_uri $http_host"; }
}`,
    })
    gateway = await startPlane(configuration([]))
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await nginx[Symbol.asyncDispose]()
  })

  const choose = (certificateId: string | null): void => {
    const trustPem = authority.ca.certificatePem
    const apis = [api({ serviceUrl: `${serviceUrl}/v1/`, trustPem, certificateId })]
    gateway.plane.apply(configuration(apis, [identity('orders', issued)]))
  }

  test('the call after Save shows the subject, and the call after None does not', async () => {
    choose('orders')
    const answer = await fetch(`${gateway.url}/api/list?top=1`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(`CN=orders /v1/list?top=1 ${new URL(serviceUrl).host}`)
    choose(null)
    const refused = await fetch(`${gateway.url}/api/list`)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('No required SSL certificate was sent')
    choose('orders')
    expect((await fetch(`${gateway.url}/api`)).status).toBe(200)
  })
})
