import { beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import type { Api } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { sealBackup } from '../workspace/backup-file.ts'
import { createGatewaySource } from '../workspace/gateway-source.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

const passphrase = 'correct horse battery'
let source: TemporaryWorkspace
let target: TemporaryWorkspace
let certificate: Certificate
let orders: Api
let stock: Api

const namesOf = (references: readonly { displayName: string }[]) =>
  references.map(({ displayName }) => displayName)

/** Two certificates, one in place of the other; an API that presents it, and one with a password and a CA. */
beforeEach(async () => {
  source = await createTemporaryWorkspace({ binDays: 30 })
  target = await createTemporaryWorkspace({ binDays: 30 })
  const { service } = source
  const old = await service.certificates.create(await makeUpload('orders 2025', { password: '' }))
  orders = await service.apis.create(ordersApi)
  await service.policies.setCredentials(orders.id, { kind: 'mutual', certificateId: old.id }, '*')
  certificate = await service.certificates.replace(old.id, '*', await makeUpload('orders 2026'))
  const { certificatePem } = await issueCertificate({ subject: { commonName: 'Test CA' }, ca: true })
  const trust = { name: 'ca.pem', pem: certificatePem }
  stock = await service.apis.create({ ...ordersApi, displayName: 'Stock', path: 'stock', trust })
  await service.policies.setCredentials(stock.id, { kind: 'basic', username: 'me', password: 'hush' }, '*')
  return async () => {
    await source.remove()
    await target.remove()
  }
})

/** What a workspace does, without what differs between two workspaces. */
const contentOf = async ({ service, workspace, decoder }: TemporaryWorkspace) => {
  const gateway = createGatewaySource(workspace(), decoder)
  const certificates = await service.certificates.list()
  const apis = await service.apis.list()
  return {
    certificates: await Promise.all(
      certificates.map(async (certificate) => ({
        ...{ ...certificate, etag: '' },
        identity: await gateway.identityOf(certificate.id),
      })),
    ),
    apis: await Promise.all(
      apis.map(async (api) => ({
        ...{ ...api, etag: '' },
        policy: (await service.policies.get(apiScope(api.id))).text,
        password: await gateway.basicPassword(api.id),
      })),
    ),
  }
}

describe('a backup', () => {
  it('moves everything to another computer', async () => {
    const preferences = { language: 'ja' }
    const { file, leftOut } = await source.service.backup.create(passphrase, preferences)
    expect(leftOut).toEqual([])

    const preview = await target.service.backup.preview(file, passphrase)
    expect(preview.certificates.added.map(({ commonName }) => commonName)).toEqual([
      'orders 2025',
      'orders 2026',
    ])
    expect(namesOf(preview.apis.added)).toEqual(['Orders', 'Stock'])
    expect(preview.preferences).toBe(true)
    expect(target.workspace().empty()).toBe(true)

    expect(await target.service.backup.restore(file, passphrase)).toEqual({ preview, preferences })
    expect(await contentOf(target)).toEqual(await contentOf(source))
    const [entry] = target.workspace().activity.list(1)
    expect(entry).toMatchObject({ act: 'backup-restored', after: { apis: ['Orders', 'Stock'] } })
    expect(
      (await target.service.certificates.rollBack(findOld(await contentOf(target)), '*')).usedBy,
    ).toEqual([{ id: orders.id, displayName: 'Orders' }])
  })

  it('keeps what is the same, replaces what differs, and leaves alone what it does not know', async () => {
    const { service } = source
    const { file } = await service.backup.create(passphrase, null)
    await service.apis.update(stock.id, '*', { path: 'warehouse' })
    await service.policies.setCredentials(stock.id, { kind: 'none' }, '*')
    await service.apis.create({ ...ordersApi, displayName: 'Parts', path: 'parts' })
    const later = await service.certificates.create(await makeUpload('later'))

    const { preview } = await service.backup.restore(file, passphrase)
    expect(namesOf(preview.apis.kept)).toEqual(['Orders'])
    expect(namesOf(preview.apis.replaced)).toEqual(['Stock'])
    expect(preview.certificates).toMatchObject({ added: [], mended: [], kept: [{}, {}] })
    expect(namesOf(await service.apis.list())).toEqual(['Orders', 'Parts', 'Stock'])
    expect(await service.apis.get(stock.id)).toMatchObject({ path: 'stock', credentials: { kind: 'basic' } })
    expect(await createGatewaySource(source.workspace(), source.decoder).basicPassword(stock.id)).toBe('hush')
    expect((await service.certificates.get(later.id)).commonName).toBe('later')
    const basic = (await source.secrets.accounts()).filter((account) => account.startsWith('basic:'))
    expect(basic).toHaveLength(1)
  })

  it('mends what the keychain has lost', async () => {
    const { file } = await source.service.backup.create(passphrase, null)
    for (const account of await source.secrets.accounts()) {
      if (account.startsWith('certificate:')) await source.secrets.delete(account)
    }
    const { preview } = await source.service.backup.restore(file, passphrase)
    expect(preview.certificates.mended).toHaveLength(2)
    const gateway = createGatewaySource(source.workspace(), source.decoder)
    expect((await gateway.identityOf(certificate.id)).privateKeyPem).toContain('PRIVATE KEY')
  })

  it('finds the same certificate and the same path under other ids', async () => {
    const { service } = source
    const { text } = await service.policies.get(apiScope(orders.id))
    const byId = text.replace(/thumbprint="[^"]*"/, `certificate-id="${certificate.id}"`)
    await service.policies.put(apiScope(orders.id), byId, '*')
    const { file } = await service.backup.create(passphrase, null)

    await target.service.backup.restore(file, passphrase)
    await target.service.apis.delete(orders.id, '*')
    await target.service.certificates.delete(certificate.id, '*')
    const other = await target.service.apis.create({ ...ordersApi, displayName: 'Other', path: 'Orders' })
    const { preview } = await target.service.backup.restore(file, passphrase)
    expect(namesOf(preview.apis.replaced)).toEqual(['Orders'])
    const restored = await target.service.apis.get(other.id)
    expect(restored).toMatchObject({ path: 'orders', credentials: { kind: 'mutual' } })
    // The old id is in the bin, so the certificate has a new one, and the policy names that.
    const again = (await target.service.certificates.list()).find(
      ({ thumbprint }) => thumbprint === certificate.thumbprint,
    )
    expect(again?.id).not.toBe(certificate.id)
    expect(again?.usedBy).toEqual([{ id: other.id, displayName: 'Orders' }])
  })

  it('names the API that stands in its way, and then restores nothing', async () => {
    const { file } = await source.service.backup.create(passphrase, null)
    await source.service.apis.update(stock.id, '*', { path: 'elsewhere' })
    const parts = await source.service.apis.create({ ...ordersApi, displayName: 'Parts', path: 'stock' })
    await expect(source.service.backup.restore(file, passphrase)).rejects.toMatchObject({
      code: 'api-path-taken',
      details: { path: 'stock', api: { id: parts.id, displayName: 'Parts' } },
    })
    expect((await source.service.apis.get(stock.id)).path).toBe('elsewhere')
  })

  it('leaves out a certificate that cannot be opened any more, and says so', async () => {
    await source.service.certificates.create(await makeUpload('whole'))
    const [account] = (await source.secrets.accounts()).filter((name) => name.startsWith('certificate:'))
    await source.secrets.delete(account ?? '')
    const { file, leftOut } = await source.service.backup.create(passphrase, null)
    expect(leftOut).toHaveLength(1)
    const preview = await target.service.backup.preview(file, passphrase)
    expect(preview.certificates.added).toHaveLength(2)
  })

  it('that opens but is not ours is refused and restores nothing', async () => {
    const file = await sealBackup(Buffer.from('{"certificates":[{"id":1}]}'), passphrase)
    await expect(target.service.backup.restore(file, passphrase)).rejects.toThrow('backup-damaged')
    expect(target.workspace().empty()).toBe(true)
  })
})

const findOld = ({ certificates }: Awaited<ReturnType<typeof contentOf>>): string =>
  certificates.find(({ commonName }) => commonName === 'orders 2025')?.id ?? ''
