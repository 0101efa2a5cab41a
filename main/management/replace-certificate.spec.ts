import { beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { writePfx } from '../certificates/pfx-writer.ts'
import type { CertificateUpload } from './service.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let old: Certificate

/** An API that presents `certificate`. */
const boundApi = async (path: string, certificate: Certificate): Promise<string> => {
  const { service } = temporary
  const { id } = await service.apis.create({ ...ordersApi, displayName: path, path })
  await service.policies.setCredentials(id, { kind: 'mutual', certificateId: certificate.id }, '*')
  return id
}

const presentedBy = async (apiId: string) => {
  const { credentials } = await temporary.service.policies.get(apiScope(apiId))
  return credentials.kind === 'mutual' ? credentials.certificateId : null
}

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  old = await temporary.service.certificates.create(await makeUpload('orders 2025'))
  return () => temporary.remove()
})

describe('a replacement', () => {
  it('takes the old certificate’s place in every API in one act, whichever way a policy names it', async () => {
    const { service } = temporary
    const byThumbprint = await boundApi('orders', old)
    const byId = await boundApi('stock', old)
    const { text } = await service.policies.get(apiScope(byId))
    const element = `thumbprint="${old.thumbprint}"`
    await service.policies.put(apiScope(byId), text.replace(element, `certificate-id="${old.id}"`), '*')
    const entries = temporary.workspace().activity.all().length

    const renewed = await service.certificates.replace(old.id, old.etag, await makeUpload('orders 2026'))
    expect(renewed.usedBy.map(({ id }) => id).sort()).toEqual([byThumbprint, byId].sort())
    expect((await service.policies.get(apiScope(byThumbprint))).text).toContain(renewed.thumbprint)
    expect((await service.policies.get(apiScope(byId))).text).toContain(`certificate-id="${renewed.id}"`)
    expect(await service.certificates.get(old.id)).toMatchObject({
      usedBy: [],
      replacedBy: { certificateId: renewed.id },
    })
    expect(temporary.workspace().activity.all()).toHaveLength(entries + 1)
    const [entry] = temporary.workspace().activity.list(1)
    expect(entry).toMatchObject({
      act: 'certificate-replaced',
      before: { thumbprint: old.thumbprint },
      after: { thumbprint: renewed.thumbprint },
    })
  })

  it('is rolled back by one act, only where it took place and still holds', async () => {
    const { service } = temporary
    const orders = await boundApi('orders', old)
    const stock = await boundApi('stock', old)
    const renewed = await service.certificates.replace(old.id, '*', await makeUpload('orders 2026'))
    const boundLater = await boundApi('parts', renewed)
    await service.policies.setCredentials(stock, { kind: 'none' }, '*')

    const back = await service.certificates.rollBack(old.id, '*')
    expect(back.replacedBy).toBeUndefined()
    expect(await presentedBy(orders)).toBe(old.id)
    expect(await presentedBy(stock)).toBeNull()
    expect(await presentedBy(boundLater)).toBe(renewed.id)
    await expect(service.certificates.rollBack(old.id, '*')).rejects.toThrow('not-found')
  })

  it('can be a certificate that is kept already', async () => {
    const { service } = temporary
    const orders = await boundApi('orders', old)
    const upload = await makeUpload('orders 2026')
    const kept = await service.certificates.create(upload)
    expect((await service.certificates.replace(old.id, '*', upload)).id).toBe(kept.id)
    expect(await presentedBy(orders)).toBe(kept.id)
    expect(await service.certificates.list()).toHaveLength(2)
  })

  it('cannot be the certificate itself, nor come from a file that does not open', async () => {
    const { service } = temporary
    const upload = await makeUpload('other')
    await expect(service.certificates.replace(old.id, '*', { ...upload, password: 'wrong' })).rejects.toThrow(
      'wrong-password',
    )
    const same = await makeUpload('same')
    const { id } = await service.certificates.create(same)
    await expect(service.certificates.replace(id, '*', same)).rejects.toThrow('certificate-already-uploaded')
  })

  it('by another file of the same certificate changes file and password only, in one act', async () => {
    const { service } = temporary
    const issued = await issueCertificate({ subject: { commonName: 'orders' } })
    const { certificateDer, privateKey } = issued
    const fileWith = (password: string): CertificateUpload => {
      const pfx = writePfx({ privateKey, certificates: [certificateDer], password })
      return { pfx, password, identity: 0, fileName: `${password}.pfx` }
    }
    const first = fileWith('first')
    const kept = await service.certificates.create(first)
    const api = await boundApi('orders', kept)
    const second = fileWith('second')
    expect(await service.certificates.keepsFile(kept.id, first)).toBe(true)
    expect(await service.certificates.keepsFile(kept.id, second)).toBe(false)

    const now = await service.certificates.replace(kept.id, kept.etag, second)
    expect(now).toMatchObject({ id: kept.id, fileName: 'second.pfx', uploadedAt: kept.uploadedAt })
    expect(now.replacedBy).toBeUndefined()
    expect(await service.certificates.keepsFile(kept.id, second)).toBe(true)
    expect(await presentedBy(api)).toBe(kept.id)
    expect(temporary.workspace().activity.list(1)).toMatchObject([{ act: 'certificate-file-replaced' }])
    expect(await temporary.workspace().audit()).toEqual([])
    await expect(service.certificates.replace(kept.id, '*', second)).rejects.toThrow(
      'certificate-already-uploaded',
    )
  })

  it('is refused to whoever has not seen the certificate last', async () => {
    const upload = await makeUpload('orders 2026')
    await expect(temporary.service.certificates.replace(old.id, 'stale', upload)).rejects.toThrow(
      'changed-meanwhile',
    )
    expect(await temporary.service.certificates.list()).toHaveLength(1)
  })

  it('stays current when the replaced certificate is removed', async () => {
    const { service } = temporary
    const orders = await boundApi('orders', old)
    const renewed = await service.certificates.replace(old.id, '*', await makeUpload('orders 2026'))
    await service.certificates.delete(old.id, '*')
    expect(await presentedBy(orders)).toBe(renewed.id)
  })
})
