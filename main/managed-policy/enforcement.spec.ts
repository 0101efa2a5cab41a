/** What the organisation forbids is refused by the service itself, by whichever door it is asked for. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Preferences } from '../../preload/contract/preferences.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { TemporaryWorkspace } from '../management/temporary-workspace.ts'
import { createManagementApi } from '../management-api/management-api.ts'
import { spawnWorkerFromSource } from '../gateway/spawn-worker.ts'
import { createGateway } from '../gateway/gateway.ts'
import { AuditFile } from './audit-file.ts'
import {
  allowedAccess,
  fixedPreferences,
  requireAllowedAccess,
  requireUnfixedPreferences,
  withoutFixed,
} from './preferences.ts'

const passphrase = 'correct horse battery staple'
const opened: TemporaryWorkspace[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.remove()
})

const open = async (...parts: Parameters<typeof createTemporaryWorkspace>): Promise<TemporaryWorkspace> => {
  const one = await createTemporaryWorkspace(...parts)
  opened.push(one)
  return one
}

describe('with export off', () => {
  it('no door backs the workspace up to a file', async () => {
    const { serviceBy } = await open({}, { ExportAllowed: false })
    for (const door of ['window', 'rest-api'] as const) {
      await expect(serviceBy(door).backup.create(passphrase, null)).rejects.toMatchObject({
        code: 'managed-by-organisation',
        details: { setting: 'ExportAllowed' },
      })
    }
  })
})

describe('with saving of passwords off', () => {
  const policy = { PasswordSavingAllowed: false }
  const typed = 'what somebody typed 割符'

  it('a certificate can be used, and its password is kept nowhere', async () => {
    const one = await open({}, policy)
    const upload = await makeUpload('orders', { password: typed })
    const { id, sha256Thumbprint } = await one.service.certificates.create(upload)
    const { passwordAccount } = one.workspace().certificates.sealed(id) ?? {}
    const kept = await one.secrets.get(passwordAccount ?? '')
    expect(kept).toMatch(/^[\w-]{32}$/u)

    const again = await one.reopen()
    expect((await again.certificates.get(id)).sha256Thumbprint).toBe(sha256Thumbprint)
    const { file } = await again.backup.create(passphrase, null)
    const other = await open()
    await other.service.backup.restore(file, passphrase)
    expect((await other.service.certificates.list())[0]?.sha256Thumbprint).toBe(sha256Thumbprint)
  })

  it('a replacement and a restored backup are kept under a password of the program’s own too', async () => {
    const before = await open()
    const first = await before.service.certificates.create(await makeUpload('first', { password: typed }))
    await before.service.certificates.replace(first.id, '*', await makeUpload('second', { password: typed }))
    const { file } = await before.service.backup.create(passphrase, null)

    const one = await open({}, policy)
    await one.service.backup.restore(file, passphrase)
    const third = await makeUpload('third', { password: typed })
    const [restored] = await one.service.certificates.list()
    await one.service.certificates.replace(restored?.id ?? '', '*', third)
    const list = await one.service.certificates.list()
    expect(list).toHaveLength(3)
    for (const { id } of list) {
      const { passwordAccount } = one.workspace().certificates.sealed(id) ?? {}
      expect(await one.secrets.get(passwordAccount ?? '')).toMatch(/^[\w-]{32}$/u)
    }
  })

  it('basic authentication cannot be set up', async () => {
    const { service } = await open({}, policy)
    const { id } = await service.apis.create(ordersApi)
    const choice = { kind: 'basic', username: 'orders', password: typed } as const
    await expect(service.policies.setCredentials(id, choice, '*')).rejects.toMatchObject({
      code: 'managed-by-organisation',
      details: { setting: 'PasswordSavingAllowed' },
    })
  })
})

it('the REST API does not start where it is off', async () => {
  const one = await open()
  const api = createManagementApi({
    ...{ service: one.serviceBy('rest-api'), secrets: one.secrets, version: '1.0.0' },
    ...{ policy: { RestApiAllowed: false }, gatewayUrl: () => null, onUnexpected: () => undefined },
  })
  await expect(api.start(0)).rejects.toMatchObject({ code: 'managed-by-organisation' })
  expect(api.status).toEqual({ state: 'off' })
})

it('what is fixed can be asked for as it is, and as nothing else', () => {
  const policy = { GatewayPort: 18_500, ExpiryThresholds: [7, 30] }
  const asked = (changes: Partial<Preferences>) => () => requireUnfixedPreferences(policy, changes)
  expect(fixedPreferences(policy)).toEqual({ gatewayPort: 18_500, expiryThresholds: [30, 7] })
  expect(asked({ gatewayPort: 18_500, expiryThresholds: [30, 7], language: 'ja' })).not.toThrow()
  expect(asked({ gatewayPort: 1 })).toThrow('managed-by-organisation')
  expect(asked({ expiryThresholds: [30] })).toThrow('managed-by-organisation')
  const restored = { gatewayPort: 1, expiryThresholds: [1], theme: 'dark' } as const
  expect(withoutFixed(policy, restored)).toEqual({ theme: 'dark' })
})

it.skipIf(process.platform === 'darwin')('the gateway listens at the address that is fixed', async () => {
  const policy = { GatewayAddress: '127.0.0.7' }
  const gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
  try {
    const status = await gateway.start(0, allowedAccess(policy, { address: 'all', hosts: [] }))
    expect(status).toMatchObject({
      state: 'running',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.7:/u) as string,
    })
    const { url } = status as { url: string }
    expect((await fetch(url)).status).toBe(404)
    await expect(fetch(url.replace('127.0.0.7', '127.0.0.1'))).rejects.toThrow('fetch failed')
    const wanted = (address: string) => () =>
      requireAllowedAccess(policy, { address, hosts: ['orders.example'] })
    expect(wanted('127.0.0.7')).not.toThrow()
    expect(wanted('all')).toThrow('managed-by-organisation')
  } finally {
    await gateway.stop()
  }
})

describe('the audit file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'warifu-audit-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const lines = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { sequence: number; hash: string })

  it('grows with the record, goes on after a new start, and leaves nothing out', async () => {
    const file = join(folder, 'audit.jsonl')
    const failures: unknown[] = []
    const parts: { audit?: AuditFile } = {}
    const one = await open({ onRecorded: () => parts.audit?.copy() })
    const follow = (path: string): void => {
      parts.audit = new AuditFile({
        ...{ file: path, dataFolder: one.folder, onFailure: (error: unknown) => void failures.push(error) },
        entriesAfter: (sequence) => one.workspace().activity.after(sequence),
      })
      parts.audit.copy()
    }
    follow(file)
    const { id } = await one.service.apis.create(ordersApi)
    expect(lines(file).map(({ sequence }) => sequence)).toEqual([1, 2])
    const again = await one.reopen()
    follow(file)
    await again.apis.delete(id, '*')
    expect(lines(file)).toEqual(
      one
        .workspace()
        .activity.all()
        .map((entry) => ({ ...entry })),
    )

    follow(join(folder, 'missing', 'audit.jsonl'))
    await again.apis.create(ordersApi)
    expect(failures).toHaveLength(2)
    expect(await again.apis.list()).toHaveLength(1)

    follow(file)
    const copied = lines(file).map(({ sequence }) => sequence)
    expect(copied.slice(-4)).toEqual([1, 2, 3, 4])
    expect(readdirSync(folder)).toEqual(['audit.jsonl'])
  })

  it('goes on where the position was lost', async () => {
    const file = join(folder, 'audit.jsonl')
    const one = await open()
    await one.service.apis.create(ordersApi)
    writeFileSync(join(one.folder, 'audit-position.json'), '{')
    new AuditFile({
      ...{ file, dataFolder: one.folder, onFailure: (error: unknown) => expect.fail(String(error)) },
      entriesAfter: (sequence) => one.workspace().activity.after(sequence),
    }).copy()
    expect(lines(file)).toHaveLength(one.workspace().activity.all().length)
  })
})
