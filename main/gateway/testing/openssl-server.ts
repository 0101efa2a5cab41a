/** OpenSSL's own server for specs: it judges client certificates as most servers do, and says no by an alert. */
import { spawn, spawnSync } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IssuedCertificate } from '../../certificates/issue-certificate.ts'
import { freePort } from '../free-port.ts'
import type { TestAuthority } from './back-end.ts'

/** Specs that need it are skipped where it is not installed. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export interface OpensslServer extends AsyncDisposable {
  port: number
  /** `https://localhost:…` */
  url: string
}

/** @param revoked certificates of the authority that it refuses as revoked */
export const startOpensslServer = async (
  { ca, server }: TestAuthority,
  options: readonly string[],
  revoked: readonly IssuedCertificate[] = [],
): Promise<OpensslServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-openssl-'))
  const files = {
    'ca.pem': ca.certificatePem,
    'ca.key': ca.privateKeyPem,
    'cert.pem': server.certificatePem,
    'key.pem': server.privateKeyPem,
    'ca.cnf': authorityConfiguration,
    'index.txt': '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 })
  if (revoked.length > 0) await writeRevocationList(folder, revoked)
  const port = await freePort(39_500)
  const all = [
    ...['s_server', '-accept', `127.0.0.1:${port}`, '-cert', 'cert.pem', '-key', 'key.pem'],
    ...['-CAfile', 'ca.pem', '-Verify', '2', '-verify_return_error'],
    ...(revoked.length > 0 ? ['-CRL', 'revoked.pem', '-crl_check'] : []),
    ...options,
  ]
  const child = spawn('openssl', all, { cwd: folder })
  for await (const text of on(child.stdout, 'data')) if (String(text).includes('ACCEPT')) break
  return {
    port,
    url: `https://localhost:${port}`,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
      await rm(folder, { recursive: true })
    },
  }
}

/** What `openssl ca` needs to keep and sign a list. */
const authorityConfiguration = `[ca]
default_ca = it
[it]
database = index.txt
default_md = sha256
default_crl_days = 1
`

const writeRevocationList = async (folder: string, revoked: readonly IssuedCertificate[]): Promise<void> => {
  const authority = ['ca', '-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.pem']
  const run = (options: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', [...authority, ...options], { cwd: folder })
    if (status !== 0) throw new Error(stderr.toString())
  }
  for (const [place, { certificatePem }] of revoked.entries()) {
    await writeFile(join(folder, `${place}.pem`), certificatePem)
    run(['-revoke', `${place}.pem`])
  }
  run(['-gencrl', '-out', 'revoked.pem'])
}
