import { beforeEach, describe, expect, it } from 'vitest'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let old: Certificate

const others = [{ kind: 'gateway-https', id: '', displayName: '' }]
const newest = () => temporary.workspace().activity.list(1)[0]
const chosen = () => temporary.service.gateway.httpsCertificateId()

beforeEach(async () => {
  temporary = await createTemporaryWorkspace({ binDays: 30 })
  old = await temporary.service.certificates.create(await makeUpload('gateway 2025'))
  return () => temporary.remove()
})

describe('the certificate for the gateway’s HTTPS', () => {
  it('is none until one is chosen, is kept, and each change is on record', async () => {
    const { gateway } = temporary.service
    expect(chosen()).toBeNull()
    await gateway.setHttps(old.id)
    expect(newest()).toMatchObject({
      ...{ act: 'gateway-https-changed', door: 'window', subject: { kind: 'workspace' } },
      before: { scheme: 'http' },
      after: { scheme: 'https', certificateId: old.id, thumbprint: old.thumbprint, subject: old.subject },
    })
    expect(temporary.told.at(-1)).toEqual(['certificates'])
    const entries = temporary.workspace().activity.all().length
    await gateway.setHttps(old.id)
    expect(temporary.workspace().activity.all()).toHaveLength(entries)

    const reopened = await temporary.reopen()
    expect(reopened.gateway.httpsCertificateId()).toBe(old.id)
    await reopened.gateway.setHttps(null)
    expect(reopened.gateway.httpsCertificateId()).toBeNull()
    expect(newest()).toMatchObject({ before: { scheme: 'https' }, after: { scheme: 'http' } })
  })

  it('must be there and open', async () => {
    const { gateway, certificates } = temporary.service
    await expect(gateway.setHttps('unknown')).rejects.toMatchObject({ code: 'not-found' })
    await certificates.delete(old.id, '*')
    await expect(gateway.setHttps(old.id)).rejects.toMatchObject({ code: 'not-found' })
    const lost = await certificates.create(await makeUpload('lost'))
    const account = temporary.workspace().certificates.sealed(lost.id)?.passwordAccount
    await temporary.secrets.delete(account ?? '')
    await expect(gateway.setHttps(lost.id)).rejects.toMatchObject({ code: 'keychain-item-missing' })
    expect(chosen()).toBeNull()
  })

  it('is in use, and so is not deleted, by whichever door, until another is chosen', async () => {
    const { gateway, certificates } = temporary.service
    await gateway.setHttps(old.id)
    expect(await certificates.get(old.id)).toMatchObject({ usedBy: [], otherUses: others })
    for (const service of [temporary.service, temporary.serviceBy('rest-api')]) {
      await expect(service.certificates.delete(old.id, '*')).rejects.toMatchObject({
        ...{ code: 'certificate-in-use', details: { apis: [], others } },
      })
    }
    await gateway.setHttps(null)
    expect(await certificates.get(old.id)).not.toHaveProperty('otherUses')
    await certificates.delete(old.id, '*')
  })

  it('is not removed from under the gateway even past every check', async () => {
    await temporary.service.gateway.setHttps(old.id)
    expect(() => temporary.workspace().certificates.remove(old.id)).toThrow()
    expect(await temporary.service.certificates.get(old.id)).toMatchObject({ otherUses: others })
  })
})

describe('a replacement', () => {
  it('takes its place there in the same act, and a rollback gives it back', async () => {
    const { service } = temporary
    const api = await service.apis.create(ordersApi)
    await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: old.id }, '*')
    await service.gateway.setHttps(old.id)
    const entries = temporary.workspace().activity.all().length
    const renewed = await service.certificates.replace(old.id, '*', await makeUpload('gateway 2026'))
    expect(temporary.workspace().activity.all()).toHaveLength(entries + 1)
    expect(newest()).toMatchObject({ after: { apis: [api.id, '*gateway'] } })
    expect(chosen()).toBe(renewed.id)
    expect(renewed).toMatchObject({ usedBy: [{ id: api.id }], otherUses: others })

    await service.certificates.rollBack(old.id, '*')
    expect(chosen()).toBe(old.id)
  })

  it('is not rolled back where another was chosen since, nor where it had not taken place', async () => {
    const { service } = temporary
    await service.gateway.setHttps(old.id)
    const renewed = await service.certificates.replace(old.id, '*', await makeUpload('gateway 2026'))
    const third = await service.certificates.create(await makeUpload('third'))
    await service.gateway.setHttps(third.id)
    await service.certificates.rollBack(old.id, '*')
    expect(chosen()).toBe(third.id)

    await service.certificates.replace(old.id, '*', await makeUpload('gateway 2027'))
    await service.gateway.setHttps(renewed.id)
    await service.certificates.rollBack(old.id, '*')
    expect(chosen()).toBe(renewed.id)
  })

  it('under the same id, as the REST API puts it, is used from then on', async () => {
    const { service } = temporary
    await service.gateway.setHttps(old.id)
    const upload = await makeUpload('gateway 2026')
    await temporary.serviceBy('rest-api').certificates.put(old.id, '*', upload)
    expect(chosen()).toBe(old.id)
    expect(await service.certificates.get(old.id)).toMatchObject({
      ...{ commonName: 'gateway 2026', otherUses: others },
    })
    const [set] = await service.bin.list()
    expect(set).toMatchObject({ commonName: 'gateway 2025' })
  })
})

describe('a backup', () => {
  const passphrase = 'a long passphrase'

  it('brings it along, also where the certificate has another id, and can be rolled back there', async () => {
    const { service } = temporary
    await service.gateway.setHttps(old.id)
    const upload = await makeUpload('gateway 2026')
    const renewed = await service.certificates.replace(old.id, '*', upload)
    const { file } = await service.backup.create(passphrase, null)
    const elsewhere = await createTemporaryWorkspace()
    try {
      const { certificates, backup, gateway } = elsewhere.service
      const same = await certificates.create(upload)
      expect(same.id).not.toBe(renewed.id)
      expect(await backup.preview(file, passphrase)).toMatchObject({ gatewayHttps: 'set' })
      await backup.restore(file, passphrase)
      expect(gateway.httpsCertificateId()).toBe(same.id)
      expect(await backup.preview(file, passphrase)).toMatchObject({ gatewayHttps: 'kept' })
      await certificates.rollBack(old.id, '*')
      expect(gateway.httpsCertificateId()).toBe(old.id)
    } finally {
      await elsewhere.remove()
    }
  })

  it('of a gateway that answers HTTP leaves this one as it is', async () => {
    const { file } = await temporary.service.backup.create(passphrase, null)
    await temporary.service.gateway.setHttps(old.id)
    expect(await temporary.service.backup.preview(file, passphrase)).toMatchObject({ gatewayHttps: 'absent' })
    await temporary.service.backup.restore(file, passphrase)
    expect(chosen()).toBe(old.id)
  })
})
