/**
 * `npm run bench:gateway`: the gateway beside nginx and http-proxy in one run on one machine, before one nginx that
 * demands a client certificate. Prints a table and writes docs/benchmarks.md.
 */
import { freePort } from '../free-port.ts'
import { clientCertificate, testAuthority } from '../testing/back-end.ts'
import { nginxVersion } from '../testing/nginx.ts'
import { measure, type Measured } from './load.ts'
import {
  startBackEndNginx,
  startGatewayProcess,
  startHttpProxy,
  startProxyNginx,
  type Proxy,
} from './proxies.ts'

if (nginxVersion() === null) {
  console.error('This measurement needs nginx on the PATH (Debian: apt-get install nginx-light).')
  process.exit(1)
}

const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = Number(process.env['SECONDS_PER_ROUND'] ?? 3)
const request = [
  'GET /orders/2024?top=10 HTTP/1.1',
  'Host: gateway.example',
  'User-Agent: bench/1.0',
  'Accept: application/json',
  'Accept-Encoding: gzip, deflate, br',
  'X-Key: bench',
  'X-Correlation-Id: 4f1c2a90-7d0e-4b57-9f0e-2f6b1d9c8a11',
  '\r\n',
].join('\r\n')

const authority = await testAuthority()
const client = await clientCertificate(authority.ca, 'bench')
const backEndPort = await freePort(39_000)
await using started = new AsyncDisposableStack()
started.use(await startBackEndNginx(backEndPort, authority))
const backEnd = { port: backEndPort, authority, client }
const nginx = started.use(await startProxyNginx(await freePort(backEndPort), backEnd))
const gateway = started.use(await startGatewayProcess(backEnd))
const httpProxy = started.use(await startHttpProxy(backEnd))

const results = new Map<Proxy, Measured[]>()
for (let round = 0; round < rounds; round++) {
  for (const proxy of [nginx, gateway, httpProxy]) {
    const measured = await measure({ port: proxy.port, request, connections: 32, seconds, warmUpSeconds: 1 })
    results.set(proxy, [...(results.get(proxy) ?? []), measured])
    console.log(proxy.name, measured)
  }
}
