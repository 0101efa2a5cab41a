import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Environment, Preferences } from '../../preload/contract/preferences.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import { HeldFiles } from './held-files.ts'
import { activityHandlers, workspaceHandlers } from './workspace-handlers.ts'
import { writeWhole } from './write-whole.ts'

const passphrase = 'five words nobody else knows'

let temporary: Awaited<ReturnType<typeof createTemporaryWorkspace>>
let files: HeldFiles
let preferences: Preferences
let target: string | undefined
let listening: number | undefined

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  files = new HeldFiles()
  preferences = {
    language: 'ja',
    theme: 'dark',
    density: 'compact',
    gatewayPort: 18_443,
    expiryThresholds: [60, 20],
    expiryNotifications: true,
  }
  target = join(temporary.folder, 'written')
  listening = undefined
})
afterEach(() => temporary.remove())

const shell = {
  chooseTarget: () => Promise.resolve(target),
  environment: () => Promise.resolve({ preferences } as Environment),
  setPreferences: (changes: Partial<Preferences>) => (preferences = { ...preferences, ...changes }),
}
const handlers = () => {
  const gateway = {
    listen: (port: number) => {
      listening = port
      return Promise.reject(new Error('taken'))
    },
  }
  const program = { policy: {}, workspace: temporary.workspace(), service: temporary.service, gateway }
  // Of the gateway only `listen` is asked.
  return workspaceHandlers(program as unknown as Parameters<typeof workspaceHandlers>[0], shell, files)
}

const held = async (): Promise<string> =>
  files.holdBytes('all.warifu-backup', await readFile(target ?? '')).fileId

test('a backup is written for its owner only, and brings certificates and preferences back', async () => {
  await temporary.service.certificates.create(await makeUpload('orders-gateway'))
  await temporary.service.apis.create(ordersApi)
  expect(await handlers().backUp(passphrase)).toEqual({ name: 'written', leftOut: [] })
  expect((await stat(target ?? '')).mode & 0o777).toBe(0o600)

  const fileId = await held()
  preferences = {
    language: 'en',
    theme: 'light',
    density: 'comfortable',
    gatewayPort: 1,
    expiryThresholds: [9],
    expiryNotifications: false,
  }
  const [certificate] = await temporary.service.certificates.list()
  await temporary.service.certificates.delete(certificate?.id ?? '', '*')
  expect(await handlers().previewRestore({ fileId, passphrase })).toMatchObject({
    certificates: { added: [{ thumbprint: certificate?.thumbprint }] },
    apis: { kept: [{ displayName: ordersApi.displayName }] },
  })
  expect(await temporary.service.certificates.list()).toEqual([])

  // The port is taken: what was restored holds all the same.
  await handlers().restore({ fileId, preferences: true })
  expect(await temporary.service.certificates.list()).toMatchObject([{ thumbprint: certificate?.thumbprint }])
  expect(preferences).toEqual({
    language: 'ja',
    theme: 'dark',
    density: 'compact',
    gatewayPort: 18_443,
    expiryThresholds: [60, 20],
    expiryNotifications: true,
  })
  expect(listening).toBe(18_443)
  expect(() => files.get(fileId)).toThrow('file-no-longer-held')
})

test('nothing is restored that no passphrase has opened, and preferences only when they are wanted', async () => {
  await handlers().backUp(passphrase)
  const fileId = await held()
  await expect(handlers().restore({ fileId, preferences: true })).rejects.toMatchObject({
    code: 'request-invalid',
  })
  await expect(handlers().previewRestore({ fileId, passphrase: 'not this one' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  })
  await handlers().previewRestore({ fileId, passphrase })
  preferences = { ...preferences, language: 'en' }
  await handlers().restore({ fileId, preferences: false })
  expect(preferences.language).toBe('en')
})

test('the record is exported, and nothing is written when nowhere was chosen', async () => {
  await temporary.service.apis.create(ordersApi)
  const activity = activityHandlers(temporary.service, shell)
  expect(await activity.export('json-lines')).toBe('written')
  expect(await readFile(target ?? '', 'utf8')).toContain('"act":"api-created"')
  target = undefined
  expect(await activity.export('csv')).toBeNull()
  expect(await handlers().backUp(passphrase)).toBeNull()
})

test('a file that cannot be written leaves what was there before, and nothing half done', async () => {
  const path = join(temporary.folder, 'kept')
  await writeFile(path, 'before')
  expect(await writeWhole(path, 'after')).toBe('kept')
  expect(await readFile(path, 'utf8')).toBe('after')
  await expect(writeWhole(join(path, 'inside'), 'x')).rejects.toMatchObject({
    code: 'file-not-writable',
    details: { name: 'inside' },
  })
  expect((await readdir(temporary.folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
})
