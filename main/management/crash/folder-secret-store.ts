/**
 * A keychain's stand-in for tests that kill the process: items outlive it, each written all or not at all. It keeps
 * them in the open and is therefore for tests only.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretStore } from '../../secrets/secret-store.ts'
import { fromStoredValue, toStoredValue } from '../../secrets/stored-value.ts'

export const createFolderSecretStore = (folder: string): SecretStore => {
  const items = join(folder, 'items')
  mkdirSync(items, { recursive: true })
  const fileOf = (account: string) => join(items, Buffer.from(account).toString('base64url'))
  const now = <Answer>(work: () => Answer) => Promise.resolve().then(work)

  return {
    get: (account) =>
      now(() => {
        const file = fileOf(account)
        return existsSync(file) ? fromStoredValue(readFileSync(file, 'utf8')) : null
      }),
    set: (account, value) =>
      now(() => {
        const unfinished = join(folder, 'unfinished')
        writeFileSync(unfinished, toStoredValue(value))
        renameSync(unfinished, fileOf(account))
      }),
    delete: (account) =>
      now(() => {
        const present = existsSync(fileOf(account))
        rmSync(fileOf(account), { force: true })
        return present
      }),
    accounts: () => now(() => readdirSync(items).map((name) => Buffer.from(name, 'base64url').toString())),
    status: () => Promise.resolve({ state: 'available', name: 'test folder' }),
  }
}
