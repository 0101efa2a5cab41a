/** The gateway and its peers, each before the same back end with the same client certificate. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { IssuedCertificate } from '../../certificates/issue-certificate.ts'
import { serverFiles, startNginx, type Nginx } from '../testing/nginx.ts'
import type { TestAuthority } from '../testing/back-end.ts'

export interface BackEndForBench {
  port: number
  authority: TestAuthority
  client: IssuedCertificate
  otherClient: IssuedCertificate
}

export interface Proxy extends AsyncDisposable {
  name: string
  port: number
  pid: number
}

/** The gateway's process answers questions beside its calls. */
export interface GatewayProcess extends Proxy {
  /** Resident memory in MiB, after a garbage collection. */
  memory(): Promise<number>
  /** Presents the other of the two certificates from now on; answers its common name. */
  switchCertificate(): Promise<string>
}

/** A body of 256 octets, as a small API answer has. */
const answerBody = 'x'.repeat(256)

/** nginx that demands a client certificate; what is uploaded it passes on to `sinkPort`. */
export const startBackEndNginx = (port: number, sinkPort: number, authority: TestAuthority): Promise<Nginx> =>
  startNginx({
    port,
    files: serverFiles(authority),
    http: `server {
listen 127.0.0.1:${port} ssl backlog=1024;
ssl_certificate server.pem;
ssl_certificate_key server.key;
ssl_client_certificate ca.pem;
ssl_verify_client on;
keepalive_timeout 300s;
client_max_body_size 0;
location / { default_type application/json; add_header X-Subject $ssl_client_s_dn; return 200 "${answerBody}"; }
location /big { root .; }
location /upload { proxy_request_buffering off; proxy_http_version 1.1; proxy_pass http://127.0.0.1:${sinkPort}; }
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
  return { name: 'nginx', port, pid: nginx.pid, [Symbol.asyncDispose]: () => nginx[Symbol.asyncDispose]() }
}

/** A proxy of Node's, in a process of its own that says its port when it listens. */
const startProcess = async (
  name: string,
  program: string,
  settings: ProxySettings,
): Promise<{ proxy: Proxy; child: ChildProcess }> => {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    execArgv: ['--expose-gc', '--no-deprecation'],
  })
  child.send(settings)
  const port = (await nextMessage(child)) as number
  const proxy = {
    name,
    port,
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit')
    },
  }
  return { proxy, child }
}

const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const [message] = (await once(child, 'message')) as [unknown]
  return message
}

/** What a proxy's process is told. */
export interface ProxySettings {
  serviceUrl: string
  trustPem: string
  /** Of http-proxy: whether connections to the back end serve more than one call. */
  keepsConnections: boolean
  clients: readonly { commonName: string; certificatePem: string; privateKeyPem: string }[]
}

const settingsFor = (
  { port, authority, client, otherClient }: BackEndForBench,
  keepsConnections = true,
): ProxySettings => ({
  keepsConnections,
  serviceUrl: `https://localhost:${port}`,
  trustPem: authority.ca.certificatePem,
  clients: [client, otherClient].map(({ certificatePem, privateKeyPem }, place) => ({
    commonName: clientNames[place] ?? '',
    certificatePem,
    privateKeyPem,
  })),
})

export const clientNames = ['bench-one', 'bench-two'] as const

export const startGatewayProcess = async (backEnd: BackEndForBench): Promise<GatewayProcess> => {
  const { proxy, child } = await startProcess('Warifu', './gateway-process.bench.ts', settingsFor(backEnd))
  const ask = (question: string): Promise<unknown> => {
    child.send(question)
    return nextMessage(child)
  }
  return {
    ...proxy,
    memory: async () => (await ask('memory')) as number,
    switchCertificate: async () => (await ask('switch')) as string,
  }
}

/** `keepsConnections`: with an agent; else as it comes. */
export const startHttpProxy = async (backEnd: BackEndForBench, keepsConnections: boolean): Promise<Proxy> => {
  const name = keepsConnections ? 'http-proxy with an agent' : 'http-proxy'
  const settings = settingsFor(backEnd, keepsConnections)
  return (await startProcess(name, './http-proxy-process.bench.ts', settings)).proxy
}
