/**
 * Secrets in a file, for machines without a keychain: a build server, a container.
 *
 * Guards them with a key that the operator keeps elsewhere and names explicitly: the file alone is useless. It is
 * written whole or not at all, readable by its owner only. Nothing falls back to this by itself.
 */
import { randomBytes, scryptSync } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WarifuError } from '../warifu-error.ts'
import { seal, sealingKeyBytes, unseal } from './sealing.ts'
import type { SecretStore } from './secret-store.ts'
import { fromStoredValue, toStoredValue } from './stored-value.ts'

/** What a key must have at least; `openssl rand -base64 32` gives 44 characters. */
export const shortestKey = 32

export const sealedFileName = 'secrets.sealed'

const saltBytes = 16
/** As for backup files: what OWASP's Password Storage Cheat Sheet recommends for scrypt first. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 192 * 1_048_576 }

/**
 * @param folder the data folder, which holds the file
 * @param key the operator's, at least `shortestKey` characters
 * Fails with `keychain-locked` when the key does not open the file that is there.
 */
export const createSealedFileStore = (folder: string, workspaceId: string, key: string): SecretStore => {
  const file = join(folder, sealedFileName)
  const there = existsSync(file) ? readFileSync(file) : null
  const salt = there?.subarray(0, saltBytes) ?? randomBytes(saltBytes)
  const sealingKey = scryptSync(key, salt, sealingKeyBytes, cost)
  const items = there === null ? new Map<string, string>() : open(there, sealingKey, workspaceId)

  const write = () => {
    const content = Buffer.from(JSON.stringify([...items]))
    const unfinished = `${file}.unfinished`
    const bytes = Buffer.concat([salt, seal(sealingKey, workspaceId, content)])
    content.fill(0)
    try {
      writeFileSync(unfinished, bytes, { mode: 0o600, flush: true })
      renameSync(unfinished, file)
      syncFolder(dirname(file))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new WarifuError('disk-full', {})
      throw new WarifuError('keychain-unavailable', { reason: code ?? 'unknown' })
    }
  }

  /** Changes the items, and puts them back as they were when that cannot be written. */
  const change = (account: string, value: string | null): void => {
    const before = items.get(account)
    if (value === null) items.delete(account)
    else items.set(account, value)
    try {
      write()
    } catch (error) {
      if (before === undefined) items.delete(account)
      else items.set(account, before)
      throw error
    }
  }

  const now = <Answer>(work: () => Answer) => Promise.resolve().then(work)
  return {
    get: (account) =>
      now(() => {
        const stored = items.get(account)
        return stored === undefined ? null : fromStoredValue(stored)
      }),
    set: (account, value) =>
      now(() => {
        change(account, toStoredValue(value))
      }),
    delete: (account) =>
      now(() => {
        const present = items.has(account)
        if (present) change(account, null)
        return present
      }),
    accounts: () => now(() => [...items.keys()]),
    status: () => Promise.resolve({ state: 'available', name: sealedFileName }),
  }
}

const open = (there: Buffer, sealingKey: Buffer, workspaceId: string): Map<string, string> => {
  const content = unseal(sealingKey, workspaceId, there.subarray(saltBytes))
  if (content === null) throw new WarifuError('keychain-locked', {})
  const items = new Map(JSON.parse(content.toString('utf8')) as [string, string][])
  content.fill(0)
  return items
}

/** So that the new name survives a power cut; Windows has no such call, and needs none. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
