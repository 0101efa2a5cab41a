import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate, type KeyKind } from './issue-certificate.ts'
import { writePfx } from './pfx-writer.ts'
import { reportOn, type Report } from './script-report.ts'
import { corpusEntries, corpusFile, isCorpusThere } from './testing/corpus.ts'
import { craftPfx } from './testing/craft-pfx.ts'

/** Electron's crypto is BoringSSL; bun's is too, and it comes from the package registry. */
const bun = fileURLToPath(new URL('../../node_modules/bun/bin/bun.exe', import.meta.url))
const runner = fileURLToPath(new URL('testing/report-runner.ts', import.meta.url))

interface Attempt {
  file: string
  password: string | null
}

const reportUnderBun = async (
  attempts: readonly Attempt[],
): Promise<{ isBoringSsl: boolean; reports: Report[] }> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const child = execFile(bun, [runner], { maxBuffer: 64 * 1_048_576 }, (error, stdout) => {
    if (error) reject(error)
    else resolve(stdout)
  })
  child.stdin?.end(JSON.stringify(attempts))
  return JSON.parse(await promise) as { isBoringSsl: boolean; reports: Report[] }
}

const title = existsSync(bun)
  ? 'the decoder under BoringSSL'
  : 'the decoder under BoringSSL (bun is not installed)'

describe.skipIf(!existsSync(bun))(title, () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'warifu-boringssl-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const compare = async (attempts: readonly Attempt[]): Promise<void> => {
    // Both at once: the other runtime is a process of its own.
    const underBun = reportUnderBun(attempts)
    const here = attempts.map(({ file, password }) => reportOn(file, readFileSync(file), password))
    const there = await underBun
    expect(there.isBoringSsl).toBe(true)
    expect(there.reports).toEqual(here)
  }

  // 391 files, some with 600,000 iterations three times over, on whatever else the machine is doing.
  it.skipIf(!isCorpusThere)(
    'answers as under OpenSSL for every file of other projects',
    { timeout: 240_000 },
    async () => {
      const attempts = corpusEntries().map((entry) => ({
        file: fileURLToPath(corpusFile(entry)),
        password: entry.password,
      }))
      await compare(attempts)
    },
  )

  it('answers as under OpenSSL for every kind of key, encryption and MAC', async () => {
    const kinds: readonly KeyKind[] = ['rsa2048', 'ec-p256', 'ec-p384', 'ec-p521', 'ed25519']
    const files = await Promise.all(
      kinds.map(async (key) => {
        const { privateKey, certificateDer } = await issueCertificate({ subject: { commonName: key }, key })
        const contents = { keys: [privateKey], certificates: [certificateDer], password: '鍵🔑' }
        return [
          writePfx({ privateKey, certificates: [certificateDer], password: '鍵🔑' }),
          craftPfx({ ...contents, encryption: '3des', mac: 'sha1' }),
          craftPfx({ ...contents, prf: 'sha512', mac: 'pbmac1' }),
          craftPfx({ ...contents, encryption: 'none', mac: 'sha384' }),
          craftPfx({ ...contents, encryption: 'aes-128', prf: 'sha1', mac: 'none' }),
        ]
      }),
    )
    const attempts = await Promise.all(
      files.flat().map(async (bytes, index) => {
        const file = join(folder, `${index}.pfx`)
        await writeFile(file, bytes)
        return [
          { file, password: '鍵🔑' },
          { file, password: 'wrong' },
        ]
      }),
    )
    await compare(attempts.flat())
  })
})
