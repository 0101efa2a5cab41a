import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { readPfx } from '../certificates/read-pfx.ts'
import { craftPfx } from '../certificates/testing/craft-pfx.ts'
import { makeUpload } from '../management/temporary-workspace.ts'
import type { AzureService } from './azure-service.ts'
import { connect } from './testing/connect.ts'
import type { Connected } from './testing/connect.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'

let azure: FakeAzure
let connected: Connected
let service: AzureService

beforeEach(async () => {
  azure = await FakeAzure.start()
  connected = connect({ url: azure.url, token: azure.token, servicePath })
  service = connected.service()
})
afterEach(async () => {
  connected.stop()
  await azure.stop()
})

const policyNaming = (attribute: string) =>
  `<policies><inbound><base /><authentication-certificate ${attribute} /></inbound></policies>`

/** An API with this policy, and nothing else of the service's. */
const addApi = (id: string, policy?: string) => {
  const displayName = id.toUpperCase()
  azure.put(`/apis/${id}`, { displayName, path: id, serviceUrl: 'https://b', isCurrent: true })
  if (policy !== undefined) azure.put(`/apis/${id}/policies/policy`, { value: policy, format: 'rawxml' })
}

/** The list as it is when the service has been read for who uses what. */
const listWithUsage = async () => {
  const changed = connected.changed()
  const list = await service.certificates.list()
  if (list.every(({ usageUnknown }) => usageUnknown !== true)) return list
  await changed
  return service.certificates.list()
}

describe('an upload', () => {
  it('is checked here, put once, and remembered with what the service does not tell', async () => {
    const upload = await makeUpload('orders.example')
    const created = await service.certificates.create(upload)
    expect(created).toMatchObject({ id: 'orders.example', commonName: 'orders.example', usageUnknown: true })
    expect(created.factsUnknown).toBeUndefined()
    expect(created.issuer).toBe('CN=orders.example')
    expect(azure.written).toEqual(['/certificates/orders.example'])
    const put = azure.asked.find(({ method }) => method === 'PUT')
    expect(put?.headers['if-match']).toBeUndefined()

    const later = await connected.service().certificates.get('orders.example')
    expect(later).toMatchObject({ issuer: 'CN=orders.example', fileName: 'orders.example.pfx' })
  })

  it('with a wrong password never leaves this computer', async () => {
    const upload = { ...(await makeUpload('orders')), password: 'wrong' }
    await expect(service.certificates.create(upload)).rejects.toMatchObject({ code: 'wrong-password' })
    expect(azure.asked).toEqual([])
  })

  it('of a certificate that is there is refused, and another of its name gets a number', async () => {
    await service.certificates.create(await makeUpload('orders'))
    const second = await makeUpload('orders')
    expect(await service.certificates.create(second)).toMatchObject({ id: 'orders-2' })
    await expect(service.certificates.create(second)).rejects.toMatchObject({
      code: 'certificate-already-uploaded',
      details: { certificateId: 'orders-2' },
    })
  })

  it('of a file with several identities sends the chosen one alone', async () => {
    const identities = await Promise.all(
      ['first', 'second'].map((commonName) =>
        issueCertificate({ subject: { commonName }, extendedKeyUsage: ['clientAuth'] }),
      ),
    )
    const pfx = craftPfx({
      keys: identities.map(({ privateKey }) => privateKey),
      certificates: identities.map(({ certificateDer }) => certificateDer),
      password: 'secret',
    })
    const facts = await connected.decoder.inspect(pfx, 'secret')
    const identity = facts.identities.findIndex(({ leaf }) => leaf.commonName === 'second')
    const created = await service.certificates.create({ pfx, password: 'secret', identity })
    const sent = azure.asked.find(({ method }) => method === 'PUT')?.body as {
      properties: { data: string; password: string }
    }
    const contents = readPfx(Buffer.from(sent.properties.data, 'base64'), sent.properties.password)
    expect(contents.identities).toHaveLength(1)
    expect(created.commonName).toBe('second')
  })

  it('whose answer is lost is not put twice', async () => {
    azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'PUT')
    expect(await service.certificates.create(await makeUpload('orders'))).toMatchObject({ id: 'orders' })
    expect(azure.written).toEqual(['/certificates/orders'])
  })
})

describe('a list of 10,000 in pages of 100', () => {
  beforeEach(() => {
    for (let number = 0; number < 10_000; number++) {
      const thumbprint = number.toString(16).toUpperCase().padStart(40, '0')
      azure.put(`/certificates/c${number}`, {
        ...{ subject: `CN=${number}`, thumbprint, expirationDate: '2030-01-01T00:00:00Z' },
      })
    }
  })

  it('is told page by page before it is answered as a whole', async () => {
    const parts: [number, number | null][] = []
    const list = await service.certificates.list(({ certificates, total }) => {
      parts.push([certificates.length, total])
    })
    expect(list).toHaveLength(10_000)
    expect(parts).toEqual(Array.from({ length: 100 }, () => [100, 10_000]))
  })

  it('whose reading is ended, or breaks off, has told what had come', async () => {
    const told: string[] = []
    const ended = service.certificates.list(({ certificates }) => {
      told.push(...certificates.map(({ id }) => id))
      if (told.length === 300) service.cancel()
    })
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' })
    expect(told).toEqual(Array.from({ length: 300 }, (_, number) => `c${number}`))

    azure.fault = (_asked, count) => (count > 7 ? { kind: 'cut' } : undefined)
    const broken = service.certificates.list(({ certificates }) =>
      told.push(...certificates.map(({ id }) => id)),
    )
    await expect(broken).rejects.toMatchObject({ code: 'azure-unreachable' })
    expect(told).toHaveLength(700)
    expect(connected.progress.at(-1)).toEqual(['certificates', { done: 0, total: 0 }])
  })
})

describe('a certificate that was uploaded elsewhere', () => {
  it('shows what the service tells, and says that the rest is not known', async () => {
    azure.put('/certificates/old', {
      subject: 'CN="Contoso, Ltd", O=Contoso',
      thumbprint: 'ab'.repeat(20),
      expirationDate: '2020-01-02T03:04:05Z',
    })
    const [certificate] = await listWithUsage()
    expect(certificate).toMatchObject({
      ...{ id: 'old', commonName: 'Contoso, Ltd', thumbprint: 'AB'.repeat(20), factsUnknown: true },
      ...{ notAfter: '2020-01-02T03:04:05.000Z', issuer: '', uploadedAt: '', chain: [] },
      findings: [{ code: 'expired', since: '2020-01-02T03:04:05.000Z' }],
    })
  })

  it('in a Key Vault shows how it was fetched last, and is fetched when somebody asks', async () => {
    const keyVault = {
      secretIdentifier: 'https://v.vault.azure.net/secrets/c',
      lastStatus: { code: 'Forbidden', message: 'No access.', timeStampUtc: '2026-01-01T00:00:00Z' },
    }
    azure.put('/certificates/kv', {
      subject: 'CN=kv',
      thumbprint: 'CD'.repeat(20),
      expirationDate: '',
      keyVault,
    })
    expect((await service.certificates.get('kv')).keyVault).toEqual({
      secretIdentifier: 'https://v.vault.azure.net/secrets/c',
      lastFetch: { succeeded: false, code: 'Forbidden', message: 'No access.', at: '2026-01-01T00:00:00Z' },
    })
    azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'POST')
    const refreshed = await service.certificates.refresh('kv')
    expect(refreshed.keyVault?.lastFetch).toMatchObject({ succeeded: true })
    expect(azure.written).toEqual(['/certificates/kv/refreshSecret'])
  })
})

describe('who uses a certificate', () => {
  const thumbprint = 'EF'.repeat(20)
  beforeEach(() => {
    azure.put('/certificates/c', { subject: 'CN=c', thumbprint, expirationDate: '2030-01-01T00:00:00Z' })
  })

  it('is found in every scope that the contract has', async () => {
    addApi('orders', policyNaming('certificate-id="c"'))
    addApi('billing')
    azure.put('/apis/billing/operations/get', { displayName: 'Get', method: 'GET', urlTemplate: '/' })
    azure.put('/apis/billing/operations/get/policies/policy', {
      value: policyNaming(`thumbprint="${thumbprint}"`),
    })
    addApi('old')
    azure.put('/apis/old/revisions/1', { apiRevision: '1', isCurrent: true })
    azure.put('/apis/old/revisions/2', { apiRevision: '2', isCurrent: false })
    azure.put('/apis/old;rev=2', { displayName: 'OLD', path: 'old', isCurrent: false })
    azure.put('/apis/old;rev=2/policies/policy', { value: policyNaming('certificate-id="c"') })
    addApi('named', policyNaming('thumbprint="{{client-cert}}"'))
    azure.put('/namedValues/n', { displayName: 'client-cert', value: thumbprint.toLowerCase() })
    addApi('unrelated', policyNaming('certificate-id="another"'))
    azure.put('/policies/policy', { value: policyNaming('certificate-id="c"') })
    azure.put('/products/gold', { displayName: 'Gold' })
    azure.put('/products/gold/policies/policy', { value: policyNaming('certificate-id="c"') })
    azure.put('/policyFragments/auth', {
      value: '<fragment><authentication-certificate certificate-id="c" /></fragment>',
    })
    azure.put('/backends/b', { title: 'B', url: 'https://b', credentials: { certificate: [thumbprint] } })
    azure.put('/gateways/g', { description: '' })
    azure.put('/gateways/g/hostnameConfigurations/h', {
      hostname: 'h',
      certificateId: `${servicePath}/certificates/c`,
    })

    const [certificate] = await listWithUsage()
    expect(certificate?.usageUnknown).toBeUndefined()
    expect(certificate?.usedBy.map(({ id }) => id)).toEqual(['billing', 'named', 'old', 'orders'])
    expect(certificate?.otherUses?.map(({ kind, id }) => `${kind} ${id}`).toSorted()).toEqual([
      ...['all-apis ', 'back-end b', 'fragment auth', 'gateway g', 'product gold'],
    ])
    const refused = service.certificates.delete('c', '*')
    await expect(refused).rejects.toMatchObject({ code: 'certificate-in-use' })
    expect(azure.written).toEqual([])
    expect(connected.progress.some(([task]) => task === 'usage')).toBe(true)
  })

  it.each([
    ['a policy', '/apis/orders/policies/policy', false],
    ['a pool that a policy names', '/backends/pool', false],
    ['nothing', '/products/other', true],
  ])('by a back end to which %s sends calls is told with its effect', async (_who, path, without) => {
    const credentials = { certificateIds: [`${servicePath}/certificates/c`] }
    azure.put('/backends/b', { title: 'B', url: 'https://b', credentials })
    azure.put('/backends/pool', { title: 'P', pool: { services: [{ id: `${servicePath}/backends/b` }] } })
    const called = { '/apis/orders/policies/policy': 'b', '/backends/pool': 'pool' }[path]
    addApi(
      'orders',
      called && `<policies><inbound><set-backend-service backend-id="${called}" /></inbound></policies>`,
    )
    const [certificate] = await listWithUsage()
    expect(certificate?.otherUses).toEqual([
      { kind: 'back-end', id: 'b', displayName: 'B', ...(without ? { withoutEffect: true } : {}) },
    ])
  })

  it('is told without all pages being read once more', async () => {
    azure.pageSize = 1
    azure.put('/certificates/d', { subject: 'CN=d', thumbprint: 'AB'.repeat(20), expirationDate: '' })
    const pages = () => azure.asked.filter(({ path }) => path.endsWith('/certificates')).length
    expect(await listWithUsage()).toHaveLength(2)
    expect(pages()).toBe(2)
    expect(await service.certificates.list()).toHaveLength(2)
    expect(pages()).toBe(4)
  })

  it('is looked for anew before it is deleted', async () => {
    addApi('orders')
    const [seen] = await listWithUsage()
    addApi('late', policyNaming('certificate-id="c"'))
    await expect(service.certificates.delete('c', seen?.etag ?? '')).rejects.toMatchObject({
      code: 'certificate-in-use',
      details: { apis: [{ id: 'late', displayName: 'LATE' }] },
    })
    azure.entities.delete('/apis/late/policies/policy')
    await service.certificates.delete('c', seen?.etag ?? '')
    expect(azure.written).toEqual(['/certificates/c'])
  })

  it('keeps it from being deleted also where not everything may be read', async () => {
    addApi('orders')
    azure.fault = ({ path }) =>
      path.endsWith('/products')
        ? { kind: 'answer', status: 403, body: JSON.stringify({ error: { code: 'X', message: 'No.' } }) }
        : undefined
    await expect(service.certificates.delete('c', '*')).rejects.toMatchObject({ code: 'azure-refused' })
    expect(azure.written).toEqual([])
  })

  it('does not include what a tier does not have', async () => {
    const code = 'MethodNotAllowedInPricingTier'
    azure.fault = ({ path }) =>
      path.endsWith('/gateways')
        ? { kind: 'answer', status: 400, body: JSON.stringify({ error: { code, message: 'No.' } }) }
        : undefined
    await service.certificates.delete('c', '*')
    expect(azure.written).toEqual(['/certificates/c'])
  })

  it('is not deleted twice when the answer is lost, nor what somebody has put in its place', async () => {
    const [seen] = await listWithUsage()
    azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'DELETE')
    await service.certificates.delete('c', seen?.etag ?? '')
    expect(azure.written).toEqual(['/certificates/c'])

    azure.put('/certificates/c', { subject: 'CN=c', thumbprint: '00'.repeat(20), expirationDate: '' })
    await expect(service.certificates.delete('c', seen?.etag ?? '')).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
  })
})

describe('a renewal', () => {
  it('takes the place under the same id, and policies that name the thumbprint are rewritten', async () => {
    const old = await service.certificates.create(await makeUpload('orders'))
    const text = policyNaming(`thumbprint="${old.thumbprint}"`)
    addApi('a', `<!-- kept -->${text}`)
    addApi('b', policyNaming('certificate-id="orders"'))
    azure.written.length = 0
    const renewed = await service.certificates.replace('orders', old.etag, await makeUpload('orders'))
    expect(renewed).toMatchObject({ id: 'orders' })
    expect(renewed.thumbprint).not.toBe(old.thumbprint)
    expect(azure.written).toEqual(['/certificates/orders', '/apis/a/policies/policy'])
    expect(azure.entities.get('/apis/a/policies/policy')?.properties['value']).toBe(
      `<!-- kept -->${text.replace(old.thumbprint, renewed.thumbprint)}`,
    )
    expect(renewed.usedBy.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('that was cut short is finished by doing it again, also after a restart', async () => {
    const old = await service.certificates.create(await makeUpload('orders'))
    addApi('a', policyNaming(`thumbprint="${old.thumbprint}"`))
    const upload = await makeUpload('orders')
    azure.fault = ({ method, path }) =>
      method === 'PUT' && path.includes('/policies/')
        ? { kind: 'answer', status: 409, body: JSON.stringify({ error: { code: 'X', message: 'Busy.' } }) }
        : undefined
    await expect(service.certificates.replace('orders', '*', upload)).rejects.toMatchObject({
      code: 'replacement-incomplete',
      details: { apis: [{ id: 'a', displayName: 'A' }] },
    })
    azure.fault = () => undefined
    azure.written.length = 0
    const renewed = await connected.service().certificates.replace('orders', '*', upload)
    expect(azure.written).toEqual(['/apis/a/policies/policy'])
    expect(renewed.usedBy.map(({ id }) => id)).toEqual(['a'])
    await expect(service.certificates.replace('orders', '*', upload)).rejects.toMatchObject({
      code: 'certificate-already-uploaded',
    })
  })
})
