import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDecoder } from './certificates/decoder-host.ts'
import { forkWithNode } from './certificates/fork-decoder.ts'
import { createEmbeddedService } from './management/embedded-service.ts'
import type { EmbeddedService } from './management/service.ts'
import { askAt, uploadBody } from './management-api/testing/serve-workspace.ts'
import { createSealedFileStore } from './secrets/sealed-file-store.ts'
import { readServeOptions, UsageError } from './serve-options.ts'
import { Workspace } from './workspace/workspace.ts'

const cli = fileURLToPath(new URL('serve-cli.ts', import.meta.url))
const key = randomBytes(32).toString('base64')

interface Announcement {
  gateway: { url: string }
  management: { port: number; service: string }
  secrets: string
  token?: string
}

let folder: string
let keyFile: string
const running = new Set<ChildProcess>()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-serve-'))
  keyFile = join(folder, 'key')
  writeFileSync(keyFile, `${key}\n`)
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  rmSync(folder, { recursive: true, force: true })
})

const launch = (options: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [cli, ...options], { env: { ...process.env, ...env } })
  running.add(child)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exited = once(child, 'exit').then(([code]: unknown[]) => ({ code, errors }))
  return { child, exited }
}

const serve = async (options: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { child, exited } = launch(['--data-dir', join(folder, 'data'), ...options], env)
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(({ errors }) => Promise.reject(new Error(errors))),
  ])) as [string]
  const announced = JSON.parse(line) as Announcement
  return {
    announced,
    ask: (method: string, path: string, token: string, body?: unknown) => {
      const { port, service } = announced.management
      const headers: Record<string, string> = method === 'DELETE' ? { 'If-Match': '*' } : {}
      return askAt(port, method, `${service}${path}?api-version=2024-05-01`, { token, body, headers })
    },
    end: async () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** Changes what is served while nothing serves it. */
const inWorkspace = async (
  work: (parts: { workspace: Workspace; service: EmbeddedService }) => Promise<unknown>,
): Promise<void> => {
  const dataFolder = join(folder, 'data')
  const decoder = createDecoder({ fork: forkWithNode })
  const workspace = await Workspace.open({
    dataFolder,
    secretsFor: (id) => createSealedFileStore(dataFolder, id, key),
  })
  try {
    const onChange = () => Promise.resolve()
    await work({
      workspace,
      service: createEmbeddedService(workspace, { decoder, door: 'window', onChange }),
    })
  } finally {
    await workspace.close()
    decoder.close()
  }
}

/** Two starts of a whole program, on a machine that may be busy. */
const patience = 90_000

describe('npm run serve', { timeout: patience }, () => {
  it('says where it listens, keeps what it is given over a restart, and ends cleanly', async () => {
    const first = await serve(['--key-file', keyFile])
    const { token = '' } = first.announced
    expect(first.announced.secrets).toContain(keyFile)
    const put = await first.ask('PUT', '/certificates/orders', token, await uploadBody('orders'))
    expect(put.status).toBe(201)
    const gateway = await fetch(`${first.announced.gateway.url}/nothing`)
    expect(gateway.status).toBe(404)
    await gateway.text()
    const { code, errors } = await first.end()
    expect(code).toBe(0)
    expect(errors).toContain('sealed with the key from')

    const second = await serve(['--key-env', 'WARIFU_KEY'], { WARIFU_KEY: key })
    expect(second.announced).not.toHaveProperty('token')
    expect(await second.ask('GET', '/certificates/orders', token)).toMatchObject({ status: 200 })
    expect((await second.end()).code).toBe(0)
  })

  it('writes a new token where it is told, for its owner alone', async () => {
    const tokenFile = join(folder, 'token')
    const served = await serve(['--key-file', keyFile, '--token-file', tokenFile])
    expect(served.announced).not.toHaveProperty('token')
    if (process.platform !== 'win32') expect(statSync(tokenFile).mode & 0o777).toBe(0o600)
    expect(await served.ask('GET', '/apis', readFileSync(tokenFile, 'utf8'))).toMatchObject({ status: 200 })
    await served.end()
  })

  it('answers by HTTPS where the workspace says so, and not at all without the certificate', async () => {
    const first = await serve(['--key-file', keyFile])
    const { token = '' } = first.announced
    const body = await uploadBody('gateway')
    expect((await first.ask('PUT', '/certificates/gateway', token, body)).status).toBe(201)
    await first.end()
    await inWorkspace(({ service }) => service.gateway.setHttps('gateway'))

    const second = await serve(['--key-file', keyFile])
    const { url } = second.announced.gateway
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:/)
    const [answer] = (await once(
      request(`${url}/nothing`, { rejectUnauthorized: false, agent: false }).end(),
      'response',
    )) as [IncomingMessage]
    expect(answer.resume().statusCode).toBe(404)
    const refused = await second.ask('DELETE', '/certificates/gateway', token)
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body)).toContain('/gateway')
    await second.end()

    await inWorkspace(({ workspace }) => {
      const account = workspace.certificates.sealed('gateway')?.passwordAccount
      return workspace.secrets.delete(account ?? '')
    })
    const { code, errors } = await launch(['--data-dir', join(folder, 'data'), '--key-file', keyFile]).exited
    expect(code).toBe(2)
    expect(errors).toContain('keychain-item-missing')
  })

  it('does not begin with another key', async () => {
    await (await serve(['--key-file', keyFile])).end()
    const options = ['--data-dir', join(folder, 'data'), '--key-env', 'WARIFU_KEY']
    const { code, errors } = await launch(options, { WARIFU_KEY: 'other'.repeat(10) }).exited
    expect({ code, errors }).toMatchObject({ code: 1 })
    expect(errors).toContain('keychain-locked')
  })

  it('called wrongly says how it is called', async () => {
    const { code, errors } = await launch(['--unknown']).exited
    expect(code).toBe(2)
    expect(errors).toContain('usage:')
  })
})

describe('what serve is told', () => {
  it.each([
    [[]],
    [['--data-dir', 'x', '--key-env', 'WARIFU_ABSENT']],
    [['--data-dir', 'x', '--key-env', 'PATH', '--key-file', 'y']],
    [['--data-dir', 'x', '--key-file', 'absent']],
    [['--data-dir', 'x', '--gateway-port', '70000']],
    [['--data-dir', 'x', '--management-port', '-1']],
    [['--unknown']],
  ])('is refused when it cannot be: %j', (options) => {
    expect(() => readServeOptions(options)).toThrow(UsageError)
  })

  it('takes the key out of the environment, and refuses a short one', () => {
    process.env['WARIFU_SPEC_KEY'] = key
    readServeOptions(['--data-dir', 'x', '--key-env', 'WARIFU_SPEC_KEY'])
    expect(process.env['WARIFU_SPEC_KEY']).toBeUndefined()
    process.env['WARIFU_SPEC_KEY'] = 'short'
    expect(() => readServeOptions(['--data-dir', 'x', '--key-env', 'WARIFU_SPEC_KEY'])).toThrow(
      /openssl rand/,
    )
  })
})
