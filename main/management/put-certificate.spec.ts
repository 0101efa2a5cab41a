import { beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { createGatewaySource } from '../workspace/gateway-source.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace

beforeEach(async () => {
  temporary = await createTemporaryWorkspace({ binDays: 30 })
  return () => temporary.remove()
})

const certificates = () => temporary.service.certificates
const passwordItems = async () =>
  (await temporary.secrets.accounts()).filter((account) => account.startsWith('certificate:'))

describe('a certificate under an id of the caller’s', () => {
  it('is created, and put again unchanged when it is the same certificate', async () => {
    const upload = await makeUpload('orders')
    const first = await certificates().put('orders', '*', upload)
    expect(first).toMatchObject({ created: true, entity: { id: 'orders', commonName: 'orders' } })
    expect(await certificates().put('orders', first.entity.etag, upload)).toEqual({
      created: false,
      entity: first.entity,
    })
    await expect(certificates().put('other', '*', upload)).rejects.toMatchObject({
      code: 'certificate-already-uploaded',
      details: { certificateId: 'orders' },
    })
  })

  it('takes the place of the one before with its bindings, and that one can be taken out of the bin', async () => {
    const old = await certificates().put('orders', '*', await makeUpload('old', { password: 'old secret' }))
    const api = await temporary.service.apis.create(ordersApi)
    const choice = { kind: 'mutual', certificateId: 'orders' } as const
    await temporary.service.policies.setCredentials(api.id, choice, '*')

    const put = await certificates().put('orders', old.entity.etag, await makeUpload('new'))
    expect(put).toMatchObject({ created: false, entity: { id: 'orders', commonName: 'new' } })
    expect(put.entity.usedBy).toEqual([{ id: api.id, displayName: 'Orders' }])
    const { text } = await temporary.service.policies.get(apiScope(api.id))
    expect(text).toContain(put.entity.thumbprint)
    expect(text).not.toContain(old.entity.thumbprint)

    const [binned] = await temporary.service.bin.list()
    expect(binned).toMatchObject({ commonName: 'old', thumbprint: old.entity.thumbprint })
    const restored = await temporary.service.bin.restore(binned?.id ?? '')
    const source = createGatewaySource(temporary.workspace(), temporary.decoder)
    expect((await source.identityOf(restored.id)).privateKeyPem).toContain('PRIVATE KEY')
    expect((await source.identityOf('orders')).privateKeyPem).toContain('PRIVATE KEY')
  })

  it('is not touched when it was changed since it was read', async () => {
    const put = await certificates().put('orders', '*', await makeUpload('orders'))
    const other = await makeUpload('other')
    await expect(certificates().put('orders', 'stale', other)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await expect(certificates().put('absent', 'stale', other)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    expect(await certificates().list()).toEqual([put.entity])
  })

  it('can have the id of one in the bin, which stays there', async () => {
    await certificates().put('orders', '*', await makeUpload('old'))
    await certificates().delete('orders', '*')
    const put = await certificates().put('orders', '*', await makeUpload('new'))
    expect(put).toMatchObject({ created: true, entity: { commonName: 'new' } })
    expect(await temporary.service.bin.list()).toMatchObject([{ commonName: 'old' }])
    expect(await passwordItems()).toHaveLength(2)
  })

  it('that comes back from the bin by an upload is not left there too', async () => {
    const upload = await makeUpload('orders')
    await certificates().put('orders', '*', upload)
    await certificates().delete('orders', '*')
    expect(await certificates().put('orders', '*', upload)).toMatchObject({ created: true })
    expect(await temporary.service.bin.list()).toEqual([])
    expect(await certificates().list()).toMatchObject([{ id: 'orders' }])
    expect(await passwordItems()).toHaveLength(1)
  })

  it('leaves no password of the one before where there is no bin', async () => {
    const without = await createTemporaryWorkspace({ binDays: 0 })
    try {
      await without.service.certificates.put('orders', '*', await makeUpload('old'))
      await without.service.certificates.put('orders', '*', await makeUpload('new'))
      const items = await without.secrets.accounts()
      expect(items.filter((account) => account.startsWith('certificate:'))).toHaveLength(1)
    } finally {
      await without.remove()
    }
  })
})

describe('an API under an id of the caller’s', () => {
  it('is created with a policy, and changed without losing it', async () => {
    const { apis, policies } = temporary.service
    const first = await apis.put('orders', '*', ordersApi)
    expect(first).toMatchObject({ created: true, entity: { id: 'orders', displayName: 'Orders' } })
    const { etag } = await policies.get(apiScope('orders'))
    const second = await apis.put('orders', first.entity.etag, { ...ordersApi, displayName: 'Orders 2' })
    expect(second).toMatchObject({ created: false, entity: { displayName: 'Orders 2' } })
    expect((await policies.get(apiScope('orders'))).etag).toBe(etag)
    await expect(apis.put('orders', 'stale', ordersApi)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(apis.put('a/b', '*', { ...ordersApi, path: 'x' })).rejects.toMatchObject({
      code: 'request-invalid',
      details: { field: 'id' },
    })
  })
})
