import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askAt, uploadBody } from './management-api/testing/serve-workspace.ts'
import { readServeOptions, UsageError } from './serve-options.ts'

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
      return askAt(port, method, `${service}${path}?api-version=2024-05-01`, { token, body })
    },
    end: async () => {
      child.kill('SIGTERM')
      return exited
    },
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
