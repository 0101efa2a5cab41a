import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate } from './issue-certificate.ts'
import { writePfx } from './pfx-writer.ts'

const cli = fileURLToPath(new URL('inspect-cli.ts', import.meta.url))

interface Run {
  status: number
  lines: unknown[]
  errors: string
}

const run = async (
  options: readonly string[],
  input: { env?: NodeJS.ProcessEnv; stdin?: string } = {},
): Promise<Run> => {
  const { promise, resolve } = Promise.withResolvers<Run>()
  const env = { ...process.env, ...input.env }
  const child = execFile(process.execPath, [cli, ...options], { env }, (error, stdout, errors) => {
    const lines = stdout.split('\n').filter(Boolean)
    resolve({
      status: Number(error?.code ?? 0),
      lines: lines.map((line): unknown => JSON.parse(line)),
      errors,
    })
  })
  child.stdin?.end(input.stdin ?? '')
  return promise
}

describe('npm run inspect', () => {
  let folder = ''
  let file = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'warifu-inspect-'))
    file = join(folder, 'orders.pfx')
    const { privateKey, certificateDer } = await issueCertificate({
      subject: { commonName: 'orders', organization: 'Contoso', country: 'JP' },
    })
    await writeFile(file, writePfx({ privateKey, certificates: [certificateDer], password: 'canary 鍵 ' }))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('prints one object per file and ends with 0 when all opened', async () => {
    const { status, lines } = await run(['--password-env', 'PFX', file, file], { env: { PFX: 'canary 鍵 ' } })
    expect(status).toBe(0)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatchObject({
      file,
      outcome: 'ok',
      code: null,
      certificates: [{ subject: 'CN=orders,O=Contoso,C=JP', keyType: 'ec:prime256v1', key: 0 }],
      keys: [{ keyType: 'ec:prime256v1', proved: true }],
      encryption: { mac: { algorithm: 'SHA-256', iterations: 2048 } },
    })
    expect(JSON.stringify(lines)).not.toContain('canary')
  })

  it('takes the password from standard input, less one line end', async () => {
    expect(await run(['--password-stdin', file], { stdin: 'canary 鍵 \n' })).toMatchObject({ status: 0 })
  })

  it('ends with 1 and the reason when a file did not open', async () => {
    const missing = join(folder, 'missing.pfx')
    const { status, lines } = await run([file, missing, cli])
    expect(status).toBe(1)
    expect(lines).toMatchObject([
      { file, outcome: 'wrong-password', code: 'wrong-password' },
      { file: missing, outcome: 'invalid', code: 'file-not-readable', details: { reason: 'ENOENT' } },
      { file: cli, outcome: 'invalid', code: 'not-a-pfx', details: { kind: 'text' } },
    ])
  })

  it('ends with 2 when it is called wrongly', async () => {
    expect(await run([])).toMatchObject({ status: 2, lines: [] })
    expect(await run(['--password', 'secret', file])).toMatchObject({ status: 2, lines: [] })
    expect(await run(['--password-env', 'NOT_THERE_AT_ALL', file])).toMatchObject({ status: 2, lines: [] })
  })
})
