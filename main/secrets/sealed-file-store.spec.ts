import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSealedFileStore, sealedFileName } from './sealed-file-store.ts'

const key = 'k'.repeat(44)
let folder: string
const file = () => join(folder, sealedFileName)
const open = (workspace = 'workspace', with_ = key) => createSealedFileStore(folder, workspace, with_)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-sealed-'))
  return () => rmSync(folder, { recursive: true })
})

describe('secrets in a sealed file', () => {
  it('are there again for whoever has the key', async () => {
    const store = open()
    await store.set('a', 'パスワード')
    await store.set('b', '')
    await store.set('c', 'gone')
    expect(await store.delete('c')).toBe(true)
    expect(await store.delete('c')).toBe(false)
    const again = open()
    expect(await again.accounts()).toEqual(['a', 'b'])
    expect([await again.get('a'), await again.get('b'), await again.get('c')]).toEqual([
      'パスワード',
      '',
      null,
    ])
  })

  it('cannot be read in it, and the file is its owner’s alone', async () => {
    await open().set('account-canary', 'canary-3c8d')
    expect(readFileSync(file(), 'latin1')).not.toContain('canary')
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('are refused to another key, for another workspace, and from a file that was changed', async () => {
    await open().set('a', 'x')
    const locked = expect.objectContaining({ code: 'keychain-locked' }) as Error
    expect(() => open('workspace', 'other'.repeat(10))).toThrow(locked)
    expect(() => open('another')).toThrow(locked)
    const bytes = readFileSync(file())
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    writeFileSync(file(), bytes)
    expect(() => open()).toThrow(locked)
  })

  it('keep to the limit of every keychain', async () => {
    await expect(open().set('a', 'p'.repeat(2_501))).rejects.toMatchObject({ code: 'password-too-long' })
  })

  it('stay as they were when they cannot be written', async () => {
    const store = open()
    await store.set('a', 'first')
    rmSync(folder, { recursive: true })
    await expect(store.set('a', 'second')).rejects.toMatchObject({ code: 'keychain-unavailable' })
    expect(await store.get('a')).toBe('first')
    folder = mkdtempSync(join(tmpdir(), 'warifu-sealed-'))
  })
})
