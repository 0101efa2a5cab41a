import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { TemporaryWorkspace } from '../management/temporary-workspace.ts'
import { WarifuError } from '../warifu-error.ts'
import { databaseFile } from './database-file.ts'
import { unsealPfx } from './identities.ts'

let temporary: TemporaryWorkspace
let certificate: Certificate

const audit = () => temporary.workspace().audit()

/** Changes the sealed bytes at each of 0 … 9 tenths of their length, as a failing disk might. */
const damageSealed = async (tenth: number) => {
  await temporary.workspace().close()
  const db = new DatabaseSync(databaseFile(temporary.folder))
  const row = db.prepare('SELECT bytes FROM sealed_pfx').get()
  if (!(row?.['bytes'] instanceof Uint8Array)) throw new Error('nothing sealed')
  const bytes = Buffer.from(row['bytes'])
  const place = Math.floor((bytes.length * tenth) / 10)
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place)
  db.prepare('UPDATE sealed_pfx SET bytes = ?').run(bytes)
  db.close()
  await temporary.reopen()
}

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  certificate = await temporary.service.certificates.create(await makeUpload('orders'))
  return () => temporary.remove()
})

describe('the audit', () => {
  it('finds nothing where nothing is wrong', async () => {
    const api = await temporary.service.apis.create(ordersApi)
    await temporary.service.policies.setCredentials(
      api.id,
      { kind: 'basic', username: 'me', password: 'hush' },
      '*',
    )
    expect(await audit()).toEqual([])
  })

  it('names what somebody removed from the keychain, and what they left there', async () => {
    const { secrets, service } = temporary
    const api = await service.apis.create(ordersApi)
    await service.policies.setCredentials(api.id, { kind: 'basic', username: 'me', password: 'hush' }, '*')
    for (const account of await secrets.accounts()) {
      if (!account.startsWith('sealing-key:')) await secrets.delete(account)
    }
    await secrets.set('certificate:unknown', 'x')
    expect(await audit()).toEqual([
      { kind: 'keychain-item-missing', certificateId: certificate.id },
      { kind: 'basic-password-missing', apiId: api.id },
      { kind: 'keychain-item-left-over', account: 'certificate:unknown' },
    ])
    expect(await secrets.get('certificate:unknown')).toBe('x')
    expect((await service.certificates.get(certificate.id)).findings).toContainEqual({
      code: 'keychain-item-missing',
    })
  })

  it('leaves what is left over until it is told to remove it, and then has that on record', async () => {
    const { secrets } = temporary
    const before = await secrets.accounts()
    await secrets.set('certificate:unknown', 'x')
    await audit()
    const workspace = temporary.workspace()
    expect(workspace.repairs).toEqual([{ kind: 'keychain-item-left-over', account: 'certificate:unknown' }])
    expect(await workspace.removeLeftOver('window')).toEqual([])
    expect(await secrets.accounts()).toEqual(before)
    expect(workspace.activity.list(1)).toMatchObject([
      { act: 'left-over-items-removed', door: 'window', before: { items: ['certificate:unknown'] } },
    ])
    const entries = workspace.activity.all().length
    await workspace.removeLeftOver('window')
    expect(workspace.activity.all()).toHaveLength(entries)
  })

  it('finds nothing missing in a keychain that is locked', async () => {
    temporary.secrets.accounts = () => Promise.reject(new WarifuError('keychain-locked', {}))
    expect(await audit()).toEqual([])
  })

  it.each([...Array(10).keys()])('mends bytes damaged at %i tenths from a backup', async (tenth) => {
    await damageSealed(tenth)
    const { id } = certificate
    await expect(unsealPfx(temporary.workspace(), id)).rejects.toThrow('sealed-certificate-damaged')
    expect(await audit()).toEqual([{ kind: 'sealed-certificate-mended', certificateId: id }])
    expect((await unsealPfx(temporary.workspace(), id)).password).toBe('secret')
    expect(await audit()).toEqual([])
    const [entry] = temporary.workspace().activity.list(1)
    expect(entry).toMatchObject({ act: 'certificate-repaired', door: 'start-up' })
  })

  it('says so where no backup has them whole, and leaves them', async () => {
    await damageSealed(5)
    rmSync(join(temporary.folder, 'backups'), { recursive: true })
    const before = temporary.workspace().certificates.sealed(certificate.id)
    expect(await audit()).toEqual([{ kind: 'sealed-certificate-damaged', certificateId: certificate.id }])
    expect(temporary.workspace().certificates.sealed(certificate.id)).toEqual(before)
  })
})
