/** The gateway and its peers, each before the same back end with the same client certificate. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { IssuedCertificate } from '../../certificates/issue-certificate.ts'
import { startNginx } from '../testing/nginx.ts'
import type { TestAuthority } from '../testing/back-end.ts'

export interface BackEndForBench {
  port: number
  authority: TestAuthority
  client: IssuedCertificate
}

export interface Proxy extends AsyncDisposable {
  name: string
  port: number
}

/** A body of 256 octets, as a small API answer has. */
const answerBody = 'x'.repeat(256)

/** nginx that demands a client certificate. */
export const startBackEndNginx = (port: number, { ca, server }: TestAuthority): Promise<AsyncDisposable> =>
  startNginx({
    port,
    files: {
      'server.pem': server.certificatePem,
      'server.key': server.privateKeyPem,
      'ca.pem': ca.certificatePem,
    },
    http: `server {
listen 127.0.0.1:${port} ssl backlog=1024;
ssl_certificate server.pem;
ssl_certificate_key server.key;
ssl_client_certificate ca.pem;
ssl_verify_client on;
keepalive_timeout 300s;
client_max_body_size 0;
location / { default_type application/json; add_header X-Subject $ssl_client_s_dn; return 200 "${answerBody}"; }
}`,
  })

export const startProxyNginx = async (
  port: number,
  { port: backEndPort, authority, client }: BackEndForBench,
): Promise<Proxy> => {
  const nginx = await startNginx({
    port,
    files: {
      'client.pem': client.certificatePem,
      'client.key': client.privateKeyPem,
      'ca.pem': authority.ca.certificatePem,
    },
    http: `upstream back_end { server 127.0.0.1:${backEndPort}; keepalive 128; keepalive_requests 100000000; }
server {
listen 127.0.0.1:${port} backlog=1024;
location / {
proxy_pass https://back_end;
proxy_http_version 1.1;
proxy_set_header Connection "";
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Environment production;
proxy_ssl_certificate client.pem;
proxy_ssl_certificate_key client.key;
proxy_ssl_trusted_certificate ca.pem;
proxy_ssl_verify on;
proxy_ssl_name localhost;
proxy_ssl_session_reuse on;
}
}`,
  })
  return { name: 'nginx', port, [Symbol.asyncDispose]: () => nginx[Symbol.asyncDispose]() }
}

/** A proxy of Node's, in a process of its own that says its port when it listens. */
const startProcess = async (name: string, program: string, settings: unknown): Promise<Proxy> => {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)))
  child.send(settings as object)
  const port = await firstMessage(child)
  return {
    name,
    port,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit')
    },
  }
}

const firstMessage = async (child: ChildProcess): Promise<number> => {
  const [port] = (await once(child, 'message')) as [number]
  return port
}

/** What a proxy's process is told. */
export interface ProxySettings {
  serviceUrl: string
  trustPem: string
  certificatePem: string
  privateKeyPem: string
}

const settingsFor = ({ port, authority, client }: BackEndForBench): ProxySettings => ({
  serviceUrl: `https://localhost:${port}`,
  trustPem: authority.ca.certificatePem,
  certificatePem: client.certificatePem,
  privateKeyPem: client.privateKeyPem,
})

export const startGatewayProcess = (backEnd: BackEndForBench): Promise<Proxy> =>
  startProcess('Warifu', './gateway-process.bench.ts', settingsFor(backEnd))

export const startHttpProxy = (backEnd: BackEndForBench): Promise<Proxy> =>
  startProcess('http-proxy', './http-proxy-process.bench.ts', settingsFor(backEnd))
