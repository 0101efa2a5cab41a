import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSizeLimit, heldLimit, HeldFiles } from './held-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-held-'))
})
afterEach(() => rm(folder, { recursive: true }))

const written = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('held files', () => {
  it('tells the name and size of a file, never its path', async () => {
    const files = new HeldFiles()
    const held = await files.hold(await written('注文 API.pfx', 'abc'))
    expect(held).toEqual({ fileId: held.fileId, name: '注文 API.pfx', size: 3 })
    expect(files.get(held.fileId).bytes.toString()).toBe('abc')
  })

  it('refuses an empty file, a file above the limit without reading it, a folder and a missing file', async () => {
    const files = new HeldFiles()
    const large = await written('large.pfx', '')
    await truncate(large, fileSizeLimit + 1)
    await expect(files.hold(await written('empty.pfx', ''))).rejects.toMatchObject({ code: 'file-empty' })
    await expect(files.hold(large)).rejects.toMatchObject({
      code: 'file-too-large',
      details: { limit: fileSizeLimit },
    })
    await expect(files.hold(folder)).rejects.toMatchObject({ code: 'file-not-readable' })
    await expect(files.hold(join(folder, 'gone.pfx'))).rejects.toMatchObject({
      code: 'file-not-readable',
      details: { name: 'gone.pfx', reason: 'ENOENT' },
    })
  })

  it('says why a file that nobody waits for cannot be held', async () => {
    const files = new HeldFiles()
    const gone = { code: 'file-not-readable', details: { name: 'gone.pfx', reason: 'ENOENT' } }
    expect(await files.holdOrExplain(join(folder, 'gone.pfx'))).toEqual({ ok: false, error: gone })
    expect(await files.holdOrExplain(await written('a.pfx', 'abc'))).toMatchObject({
      ok: true,
      value: { size: 3 },
    })
  })

  it('overwrites the bytes, forgets the password and stops the decoding of a file that is let go', async () => {
    const files = new HeldFiles()
    const { fileId } = await files.hold(await written('a.pfx', 'secret bytes'))
    const file = files.get(fileId)
    file.password = 'p'
    file.decoding = new AbortController()
    files.release(fileId)
    expect(file.bytes.every((byte) => byte === 0)).toBe(true)
    expect(file.password).toBeUndefined()
    expect(file.decoding.signal.aborted).toBe(true)
    expect(() => files.get(fileId)).toThrow('file-no-longer-held')
  })

  it('overwrites a file that is in use only when its last use has ended', async () => {
    const files = new HeldFiles()
    const { fileId } = files.holdBytes('a.pfx', Buffer.from('secret'))
    const { bytes } = files.get(fileId)
    const first = Promise.withResolvers<undefined>()
    const second = Promise.withResolvers<undefined>()
    const uses = [first, second].map(({ promise }) =>
      files.use(fileId, async (file) => {
        await promise
        return file.bytes.toString()
      }),
    )
    files.release(fileId)
    expect(() => files.get(fileId)).toThrow('file-no-longer-held')
    first.resolve(undefined)
    expect(await uses[0]).toBe('secret')
    second.resolve(undefined)
    expect(await uses[1]).toBe('secret')
    expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  it('refuses one more when too many are held, and takes it once one was let go', () => {
    const files = new HeldFiles()
    const first = files.holdBytes('first', Buffer.from('x'))
    for (let n = 1; n < heldLimit; n++) files.holdBytes(`file ${n}`, Buffer.from('x'))
    expect(() => files.holdBytes('one more', Buffer.from('x'))).toThrow('too-many-files-held')
    expect(files.get(first.fileId).bytes.toString()).toBe('x')
    files.release(first.fileId)
    expect(files.holdBytes('one more', Buffer.from('x')).name).toBe('one more')
  })
})
