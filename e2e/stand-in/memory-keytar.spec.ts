import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type keytar from './memory-keytar.ts'

const folder = mkdtempSync(join(tmpdir(), 'warifu-keytar-'))
const file = join(folder, 'keychain.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** As in a process that has just started. */
async function started(): Promise<typeof keytar> {
  vi.resetModules()
  process.argv.push(`--stand-in-keychain=file:${file}`)
  const { default: memoryKeytar } = await import('./memory-keytar.ts')
  return memoryKeytar
}

test('passwords are set, found and deleted as in keytar, and a restart finds them again', async () => {
  const first = await started()
  await first.setPassword('service', 'a', 'old')
  await first.setPassword('service', 'a', '割符')
  await first.setPassword('service', 'b', 'two')
  await first.setPassword('other', 'a', 'three')

  const second = await started()
  expect(await second.getPassword('service', 'a')).toBe('割符')
  expect(await second.getPassword('service', 'c')).toBeNull()
  expect(await second.findPassword('other')).toBe('three')
  expect(await second.findCredentials('service')).toEqual([
    { account: 'a', password: '割符' },
    { account: 'b', password: 'two' },
  ])
  expect(await second.deletePassword('service', 'a')).toBe(true)
  expect(await second.deletePassword('service', 'a')).toBe(false)
  expect(await (await started()).findCredentials('service')).toEqual([{ account: 'b', password: 'two' }])
})

test.skipIf(process.platform === 'win32')('the file is for its owner only', async () => {
  const fresh = await started()
  await fresh.setPassword('service', 'a', 'x')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
