/** A real nginx for specs and measurements, with a configuration of its own in a temporary folder. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { TestAuthority } from './back-end.ts'

/** Null when there is none; else its first line of `nginx -v`. */
export const nginxVersion = (): string | null => {
  const { status, stderr } = spawnSync('nginx', ['-v'], { encoding: 'utf8' })
  return status === 0 ? stderr.trim() : null
}

export interface NginxOptions {
  /** Files by name, beside the configuration, which may name them without a folder. */
  files: Readonly<Record<string, string>>
  /** What stands in `http { … }`. */
  http: string
  /** A port that answers when nginx is ready. */
  port: number
}

export interface Nginx extends AsyncDisposable {
  /** Of the master process. */
  pid: number
  folder: string
}

/** The server's certificate and key, and the authority of its clients: `server.pem`, `server.key`, `ca.pem`. */
export const serverFiles = ({ ca, server }: TestAuthority): Record<string, string> => ({
  'server.pem': server.certificatePem,
  'server.key': server.privateKeyPem,
  'ca.pem': ca.certificatePem,
})

export const startNginx = async ({ files, http, port }: NginxOptions): Promise<Nginx> => {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-nginx-'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n')
  // Started by root, its workers would change to a user that may not read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const configuration = `worker_processes 1;
${user}
pid ${folder}/pid;
error_log ${folder}/error.log;
daemon off;
events { worker_connections 4096; }
http {
access_log off;
keepalive_requests 100000000;
${temporary}
${http}
}
`
  await Promise.all(
    Object.entries({ ...files, 'nginx.conf': configuration }).map(([name, text]) =>
      writeFile(join(folder, name), text, { mode: 0o600 }),
    ),
  )
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const ended = once(nginx, 'exit')
  await answering(port, () => nginx.exitCode === null)
  return {
    pid: nginx.pid ?? 0,
    folder,
    [Symbol.asyncDispose]: async () => {
      nginx.kill('SIGQUIT')
      const patience = setTimeout(() => nginx.kill('SIGKILL'), 1000)
      await ended
      clearTimeout(patience)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** nginx says nowhere that it listens, so it is asked until it answers. */
const answering = async (port: number, alive: () => boolean): Promise<void> => {
  while (alive()) {
    const socket = connect(port, '127.0.0.1')
    const opened = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
    ])
    socket.destroy()
    if (opened) return
    await wait(10)
  }
  throw new Error('nginx did not start.')
}
