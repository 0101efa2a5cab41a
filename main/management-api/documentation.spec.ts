import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeUpload } from '../management/temporary-workspace.ts'
import { serveWorkspace, service } from './testing/serve-workspace.ts'
import type { ServedWorkspace } from './testing/serve-workspace.ts'

const page = readFileSync(new URL('../../docs/rest-api.md', import.meta.url), 'utf8')
const [preparation = '', ...examples] = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
  ([, code = '']) => code,
)

const missing = ['bash', 'curl', 'base64'].find((tool) => spawnSync(tool, ['--version']).error !== undefined)

describe.skipIf(missing !== undefined)(
  `docs/rest-api.md${missing ? ` (skipped: no ${missing})` : ''}`,
  () => {
    let served: ServedWorkspace
    let folder: string

    beforeAll(async () => {
      served = await serveWorkspace()
      folder = mkdtempSync(join(tmpdir(), 'warifu-rest-page-'))
      writeFileSync(join(folder, 'token'), served.token)
      for (const name of ['orders', 'renewed']) {
        const { pfx } = await makeUpload(name, { password: 'page password' })
        writeFileSync(join(folder, `${name}.pfx`), pfx)
      }
    })
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true })
      await served.stop()
    })

    /** In a shell of its own that ends at the first command that fails. */
    const run = (example: string) =>
      new Promise<string>((resolve, reject) => {
        const env = { ...process.env, WARIFU: served.url, SERVICE: service, PFX_PASSWORD: 'page password' }
        const script = `set -euo pipefail\n${preparation}\n${example}`
        execFile('bash', ['-c', script], { cwd: folder, env }, (error, stdout, stderr) => {
          if (error) reject(new Error(`${stdout}\n${stderr}`))
          else resolve(stdout)
        })
      })

    it('does the guide’s job from upload to delete, example by example', async () => {
      const answers: string[] = []
      for (const example of examples) answers.push(await run(example))
      const [uploaded, wrong, listed, bound, read, operation, inUse, renewed, deleted] = answers
      expect(answers).toHaveLength(9)
      expect(uploaded).toContain('"subject":"CN=orders"')
      expect(wrong).toMatch(/"WrongPassword"[\s\S]*refused/)
      expect(listed).toContain('"count":1')
      expect(bound).toContain('authentication-certificate')
      expect(read).toContain('"gatewayUrl"')
      expect(operation).toContain('/apis/orders/operations/get-order/policies/policy')
      expect(inUse).toMatch(/"CertificateInUse"[\s\S]*refused/)
      expect(renewed).toContain('"subject":"CN=renewed"')
      expect(deleted).toBe('')
      expect(await served.ask('GET', '/certificates')).toMatchObject({ body: { count: 0 } })
      expect(served.unexpected).toEqual([])
    })
  },
)
