import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { sealBackup, unsealBackup } from './backup-file.ts'

const passphrase = 'correct horse battery'
/** Cheap, for the tests open many. */
const cost = { log2N: 10, r: 8, p: 1 }
const content = Buffer.from('everything'.repeat(100))
let file: Buffer

beforeAll(async () => {
  file = await sealBackup(Buffer.from(content), passphrase, cost)
})

describe('a backup file', () => {
  it('opens with its passphrase, however its characters were composed', async () => {
    expect(await unsealBackup(file, passphrase)).toEqual(content)
    const typed = 'ガラスの割符を二つに分ける'
    const composed = await sealBackup(Buffer.from(content), typed.normalize('NFC'), cost)
    expect(await unsealBackup(composed, typed.normalize('NFD'))).toEqual(content)
  })

  it('overwrites what it was given and shows nothing of it', async () => {
    const given = Buffer.from(content)
    const sealed = await sealBackup(given, passphrase)
    expect(given.every((byte) => byte === 0)).toBe(true)
    expect(sealed.includes('everything')).toBe(false)
  })

  it('wants a passphrase that is not guessed at once', async () => {
    await expect(sealBackup(Buffer.from(content), 'elevenchars')).rejects.toMatchObject({
      code: 'passphrase-too-short',
      details: { minimum: 12 },
    })
  })

  it('does not open with another passphrase, nor when any part of it was changed', async () => {
    await expect(unsealBackup(file, 'correct horse batterz')).rejects.toThrow('wrong-passphrase')
    // Salt, nonce, ciphertext, tag; the header's numbers have a test of their own.
    for (const place of [20, 40, 60, file.length - 1]) {
      const changed = Buffer.from(file)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      await expect(unsealBackup(changed, passphrase)).rejects.toThrow('wrong-passphrase')
    }
    await expect(unsealBackup(file.subarray(0, -1), passphrase)).rejects.toThrow('wrong-passphrase')
  })

  it('tells what is no backup, what is newer, and what only wants the machine’s memory', async () => {
    for (const other of [Buffer.alloc(0), randomBytes(200), file.subarray(0, 40)]) {
      await expect(unsealBackup(other, passphrase)).rejects.toThrow('not-a-backup')
    }
    const newer = Buffer.from(file)
    newer.writeUInt16BE(2, 14)
    await expect(unsealBackup(newer, passphrase)).rejects.toMatchObject({
      code: 'backup-newer',
      details: { version: 2, supported: 1 },
    })
    for (const [place, value] of [
      [16, 30],
      [16, 0],
      [17, 255],
      [18, 0],
    ] as const) {
      const costly = Buffer.from(file)
      costly.writeUInt8(value, place)
      await expect(unsealBackup(costly, passphrase)).rejects.toThrow('not-a-backup')
    }
  })
})
