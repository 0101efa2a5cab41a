import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CertificateUpload } from './service.ts'
import { createTemporaryWorkspace, makeUpload } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let upload: CertificateUpload
let certificate: Certificate
let now: Date
const any = { text: '', namedActs: [], subject: null, door: null }
const newest = { limit: 1, before: null, filter: any }
const options = { binDays: 30, now: () => now }

const passwordItems = async () =>
  (await temporary.secrets.accounts()).filter((account) => account.startsWith('certificate:'))

beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00Z')
  temporary = await createTemporaryWorkspace(options)
  upload = await makeUpload('orders')
  certificate = await temporary.service.certificates.create(upload)
  await temporary.service.certificates.delete(certificate.id, '*')
  return () => temporary.remove()
})

describe('a certificate in the bin', () => {
  it('is no longer listed, and says until when it can be restored', async () => {
    const { service } = temporary
    expect(await service.certificates.list()).toEqual([])
    await expect(service.certificates.get(certificate.id)).rejects.toThrow('not-found')
    expect(await service.bin.list()).toMatchObject([
      {
        ...{ id: certificate.id, thumbprint: certificate.thumbprint },
        ...{ deletedAt: '2026-03-01T00:00:00.000Z', purgedAt: '2026-03-31T00:00:00.000Z' },
      },
    ])
  })

  it('comes back as it was, password and all', async () => {
    const { service } = temporary
    const restored = await service.bin.restore(certificate.id)
    expect({ ...restored, etag: '' }).toEqual({ ...certificate, etag: '' })
    expect(await service.bin.list()).toEqual([])
    expect(await passwordItems()).toHaveLength(1)
  })

  it('may be uploaded anew meanwhile, and then stays in the bin', async () => {
    const { service } = temporary
    const again = await service.certificates.create(upload)
    await expect(service.bin.restore(certificate.id)).rejects.toMatchObject({
      code: 'certificate-already-uploaded',
      details: { certificateId: again.id },
    })
  })

  it('leaves no trace when the bin is emptied', async () => {
    const { service } = temporary
    await service.bin.empty()
    expect(await service.bin.list()).toEqual([])
    expect(await passwordItems()).toEqual([])
    expect(temporary.workspace().empty()).toBe(true)
    await expect(service.bin.restore(certificate.id)).rejects.toThrow('not-found')
  })

  /** The files under the data folder in which the bytes occur. */
  const holding = (bytes: Buffer): string[] =>
    readdirSync(temporary.folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const file = join(temporary.folder, name)
      return statSync(file).isFile() && readFileSync(file).includes(bytes)
    })

  /** A page holds at least so much of a long value in one piece. */
  const contiguous = 200

  const sealedBytes = (): Buffer => {
    const sealed = temporary.workspace().certificates.sealed(certificate.id)
    if (sealed === null) throw new Error('nothing sealed')
    return Buffer.from(sealed.bytes.slice(0, contiguous))
  }

  it('leaves its sealed bytes nowhere: not in backups, logs or what was set aside', async () => {
    const other = await temporary.service.certificates.create(await makeUpload('stock'))
    const service = await temporary.reopen()
    const aside = join(temporary.folder, 'damaged', '2026-01-01')
    const innocent = join(temporary.folder, 'damaged', '2026-01-02')
    for (const folder of [aside, innocent]) mkdirSync(folder, { recursive: true })
    writeFileSync(join(aside, 'workspace.db'), readFileSync(join(temporary.folder, 'workspace.db')))
    writeFileSync(join(innocent, 'workspace.db'), 'nothing of it')
    const sealed = sealedBytes()
    expect(holding(sealed).some((name) => name.startsWith('backups'))).toBe(true)
    expect(holding(sealed).some((name) => name.startsWith('damaged'))).toBe(true)

    await service.bin.purge(certificate.id)
    expect(holding(sealed)).toEqual([])
    expect(readdirSync(join(temporary.folder, 'damaged'))).toEqual(['2026-01-02'])

    // What is left still brings everything else back.
    await temporary.workspace().close()
    writeFileSync(join(temporary.folder, 'workspace.db'), 'damaged')
    const restored = await temporary.reopen()
    expect((await restored.certificates.list()).map(({ id }) => id)).toEqual([other.id])
    expect(temporary.workspace().repairs).toMatchObject([{}, { kind: 'database-restored', complete: true }])
  })

  it('whose purging was cut short before the backups is forgotten at the next start', async () => {
    const service = await temporary.reopen()
    const sealed = sealedBytes()
    temporary.workspace().backUpNow = () => Promise.resolve(false)
    await service.bin.purge(certificate.id)
    expect(holding(sealed).length).toBeGreaterThan(0)
    await temporary.reopen()
    expect(holding(sealed)).toEqual([])
  })

  it('is purged when two starts a day apart find its days over', async () => {
    now = new Date('2026-03-30T23:59:59Z')
    expect(await (await temporary.reopen()).bin.list()).toHaveLength(1)
    now = new Date('2026-03-31T00:00:00Z')
    expect(await (await temporary.reopen()).bin.list()).toHaveLength(1)
    now = new Date('2026-04-01T00:00:00Z')
    const service = await temporary.reopen()
    expect(await service.bin.list()).toEqual([])
    expect(await passwordItems()).toEqual([])
    const [entry] = await service.activity.list(newest)
    expect(entry).toMatchObject({ act: 'certificate-purged', door: 'start-up' })
  })

  it('outlives a clock that is wrong by years', async () => {
    now = new Date('2036-01-01T00:00:00Z')
    expect(await (await temporary.reopen()).bin.list()).toHaveLength(1)
    now = new Date('2026-03-02T00:00:00Z')
    expect(await (await temporary.reopen()).bin.list()).toHaveLength(1)
    now = new Date('2036-01-03T00:00:00Z')
    expect(await (await temporary.reopen()).bin.list()).toHaveLength(1)
    now = new Date('1999-01-01T00:00:00Z')
    const service = await temporary.reopen()
    expect((await service.bin.restore(certificate.id)).commonName).toBe('orders')
  })

  it('cannot be purged through the list of certificates, nor a listed one through the bin', async () => {
    const { service } = temporary
    await expect(service.certificates.delete(certificate.id, '*')).rejects.toThrow('not-found')
    await service.bin.restore(certificate.id)
    await expect(service.bin.purge(certificate.id)).rejects.toThrow('not-found')
  })
})
