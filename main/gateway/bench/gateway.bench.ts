/**
 * `npm run bench:gateway`: the gateway beside nginx and http-proxy in one run on one machine, before one nginx that
 * demands a client certificate. Prints tables and writes docs/benchmarks.md.
 */
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { clientCertificate, startPlainBackEnd, testAuthority } from '../testing/back-end.ts'
import { nginxVersion } from '../testing/nginx.ts'
import { benchRequest, measure } from './load.ts'
import { downloadGrowth, idleGrowth, transferredMebibytes, uploadGrowth } from './memory.ts'
import {
  clientNames,
  startBackEndNginx,
  startGatewayProcess,
  startHttpProxy,
  startProxyNginx,
} from './proxies.ts'
import { report } from './report.ts'
import { switchUnderLoad } from './switches.ts'
import { compareThroughput } from './throughput.ts'

if (nginxVersion() === null) {
  console.error('This measurement needs nginx on the PATH (Debian: apt-get install nginx-light).')
  process.exit(1)
}

const [rounds, seconds, switches] = process.argv.includes('--short') ? [1, 1, 50] : [5, 4, 1000]

const authority = await testAuthority()
const [client, otherClient] = await Promise.all([
  clientCertificate(authority.ca, clientNames[0]),
  clientCertificate(authority.ca, clientNames[1]),
])
const backEndPort = await freePort(39_000)
await using started = new AsyncDisposableStack()
const sink = started.use(
  await startPlainBackEnd((incoming, response) => {
    incoming.resume().on('end', () => response.end())
  }),
)
const backEndNginx = started.use(await startBackEndNginx(backEndPort, sink.port, authority))
const backEnd = { port: backEndPort, authority, client, otherClient }
const nginx = started.use(await startProxyNginx(await freePort(backEndPort), backEnd))
const gateway = started.use(await startGatewayProcess(backEnd))
const httpProxy = started.use(await startHttpProxy(backEnd, false))
const httpProxyAgent = started.use(await startHttpProxy(backEnd, true))

const load = loadavg()[0] ?? 0

// First, on a process that has no memory to spare yet.
console.log('Memory for idle connections')
const idle = await idleGrowth(gateway)

console.log('Calls per second at 32 connections')
const throughput = await compareThroughput(
  [nginx, gateway, httpProxy, httpProxyAgent],
  rounds,
  seconds,
  (line) => console.log(line),
)

console.log('Overhead of one call')
const single = { request: benchRequest, connections: 1, seconds, warmUpSeconds: 1 }
const tls = { ca: authority.ca.certificatePem, cert: client.certificatePem, key: client.privateKeyPem }
const direct = await measure({ ...single, port: backEndPort, tls })
const through = await measure({ ...single, port: gateway.port })

console.log('Switches of certificate under load')
const switched = await switchUnderLoad(gateway, switches)

console.log('Memory')
// A file that is long and holds nothing takes no room.
await mkdir(join(backEndNginx.folder, 'big'))
await writeFile(join(backEndNginx.folder, 'big', 'file'), '')
await truncate(join(backEndNginx.folder, 'big', 'file'), transferredMebibytes * 1024 * 1024)
const memory = {
  idle,
  upload: await uploadGrowth(gateway),
  download: await downloadGrowth(gateway, '/orders/big/file'),
}

const text = report({ load, throughput, direct, through, switched, memory })
console.log(`\n${text}`)
if (!process.argv.includes('--short'))
  await writeFile(new URL('../../../docs/benchmarks.md', import.meta.url), text)
