import { beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { createGatewaySource } from '../workspace/gateway-source.ts'
import { createTemporaryWorkspace, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  return () => temporary.remove()
})

const source = () => createGatewaySource(temporary.workspace(), temporary.decoder)
const basicItems = async () =>
  (await temporary.secrets.accounts()).filter((account) => account.startsWith('basic:'))

describe('an API', () => {
  it('is kept with a policy that presents nothing', async () => {
    const { service } = temporary
    const api = await service.apis.create(ordersApi)
    expect(api).toMatchObject({ displayName: 'Orders', path: 'orders', credentials: { kind: 'none' } })
    expect(await service.apis.list()).toEqual([api])
    expect((await service.policies.get(apiScope(api.id))).text).toContain('<inbound>')
    const reopened = await temporary.reopen()
    expect(await reopened.apis.get(api.id)).toEqual(api)
  })

  it.each([
    ['/orders/', 'orders'],
    ['//a//b/', 'a/b'],
    ['', ''],
    [' / ', ''],
    ['注文/v1', '注文/v1'],
    ['a%20b', 'a%20b'],
  ])('has its path without slashes at either end: %j', async (path, expected) => {
    expect((await temporary.service.apis.create({ ...ordersApi, path })).path).toBe(expected)
  })

  it.each(['a b', 'a?b', 'a#b', '../a', 'a/./b', 'a/%2E%2e/b', '%', 'a\\b', 'a\nb'])(
    'is refused with the path %j',
    async (path) => {
      await expect(temporary.service.apis.create({ ...ordersApi, path })).rejects.toMatchObject({
        code: 'request-invalid',
        details: { field: 'path' },
      })
    },
  )

  it('has its path alone, however it is written', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    const stock = await service.apis.create({ ...ordersApi, displayName: 'Stock', path: 'stock' })
    const taken = { code: 'api-path-taken', details: { api: { id, displayName: 'Orders' } } }
    await expect(service.apis.create({ ...ordersApi, path: '/Orders' })).rejects.toMatchObject(taken)
    await expect(service.apis.update(stock.id, '*', { path: 'orders/' })).rejects.toMatchObject(taken)
    expect((await service.apis.update(id, '*', { path: 'ORDERS' })).path).toBe('ORDERS')
  })

  it('is created once when it is asked for twice at once', async () => {
    const { service } = temporary
    const both = await Promise.allSettled([service.apis.create(ordersApi), service.apis.create(ordersApi)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    'ftp://host',
    'host',
    '',
    'https://',
    'https://host/?a=b',
    'https://host/#a',
    'javascript:alert(1)',
  ])('is refused with the back end %j', async (serviceUrl) => {
    await expect(temporary.service.apis.create({ ...ordersApi, serviceUrl })).rejects.toMatchObject({
      code: 'service-url-invalid',
    })
  })

  it('never repeats a password that was typed into its back end’s URL', async () => {
    const created = temporary.service.apis.create({ ...ordersApi, serviceUrl: 'https://me:hush@host' })
    await expect(created).rejects.toMatchObject({
      code: 'service-url-invalid',
      details: { url: 'https://…@host' },
    })
  })

  it('trusts the authorities it was given, and shows them', async () => {
    const { service } = temporary
    const { certificatePem } = await issueCertificate({ subject: { commonName: 'Test CA' }, ca: true })
    const trust = { name: 'ca.pem', pem: certificatePem }
    const api = await service.apis.create({ ...ordersApi, trust })
    expect(api.trust).toMatchObject({
      ...{ kind: 'file', name: 'ca.pem', certificates: [{ commonName: 'Test CA', ca: true }] },
    })
    expect(source().apis()).toMatchObject([{ id: api.id, trustPem: certificatePem }])

    const renamed = await service.apis.update(api.id, api.etag, { displayName: 'Renamed' })
    expect(renamed.trust).toEqual(api.trust)
    const untrusting = await service.apis.update(api.id, renamed.etag, { trust: null })
    expect(untrusting.trust).toEqual({ kind: 'system' })
  })

  it('is refused with a file that holds no authority', async () => {
    const trust = { name: 'ca.pem', pem: 'nothing' }
    await expect(temporary.service.apis.create({ ...ordersApi, trust })).rejects.toMatchObject({
      code: 'certificate-authority-invalid',
    })
    expect(temporary.workspace().empty()).toBe(true)
  })

  it('is changed and deleted only by whoever has seen it last', async () => {
    const { service } = temporary
    const api = await service.apis.create(ordersApi)
    const changed = await service.apis.update(api.id, api.etag, { displayName: 'Renamed' })
    await expect(service.apis.update(api.id, api.etag, {})).rejects.toThrow('changed-meanwhile')
    await expect(service.apis.delete(api.id, api.etag)).rejects.toThrow('changed-meanwhile')
    await service.apis.delete(api.id, changed.etag)
    await expect(service.apis.get(api.id)).rejects.toMatchObject({
      code: 'not-found',
      details: { what: 'api', id: api.id },
    })
    await expect(service.policies.get(apiScope(api.id))).rejects.toThrow('not-found')
  })
})

describe('basic credentials', () => {
  const basic = (password: string | null) => ({ kind: 'basic' as const, username: 'me', password })

  it('keep their password in the keychain and only its name in the policy', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    const policy = await service.policies.setCredentials(id, basic('hush'), '*')
    expect(policy.credentials).toEqual({ kind: 'basic', username: 'me' })
    expect(policy.text).toContain(`{{basic-${id}}}`)
    expect(policy.text).not.toContain('hush')
    expect(await source().basicPassword(id)).toBe('hush')
  })

  it('keep the password they have when none is given, and cannot begin without one', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    await expect(service.policies.setCredentials(id, basic(null), '*')).rejects.toMatchObject({
      code: 'request-invalid',
      details: { field: 'password' },
    })
    await service.policies.setCredentials(id, basic('hush'), '*')
    await service.policies.setCredentials(id, { ...basic(null), username: 'you' }, '*')
    expect(await source().basicPassword(id)).toBe('hush')
    await service.policies.setCredentials(id, basic('new'), '*')
    expect(await source().basicPassword(id)).toBe('new')
    expect(await basicItems()).toHaveLength(1)
  })

  it('take their password with them when they go, whichever way', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    const { text } = await service.policies.get(apiScope(id))
    await service.policies.setCredentials(id, basic('hush'), '*')
    expect((await service.policies.setCredentials(id, { kind: 'none' }, '*')).text).toBe(text)
    expect(await basicItems()).toEqual([])

    await service.policies.setCredentials(id, basic('hush'), '*')
    await service.policies.put(apiScope(id), text, '*')
    expect(await basicItems()).toEqual([])

    await service.policies.setCredentials(id, basic('hush'), '*')
    await service.apis.delete(id, '*')
    expect(await basicItems()).toEqual([])
  })
})

describe('a policy', () => {
  it('is kept byte for byte, and refused at its first error', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    const text = '<policies>\r\n\t<inbound><!-- 注文 --><base /></inbound>\r\n</policies>\n'
    const saved = await service.policies.put(apiScope(id), text, '*')
    expect((await service.policies.get(apiScope(id))).text).toBe(text)
    await expect(
      service.policies.put(apiScope(id), '<policies>\n  <inbound>', saved.etag),
    ).rejects.toMatchObject({
      code: 'policy-invalid',
      details: { problem: 'not-closed' },
    })
    await expect(service.policies.put(apiScope(id), text, 'stale')).rejects.toThrow('changed-meanwhile')
    expect((await service.policies.get(apiScope(id))).text).toBe(text)
  })

  it('is on record by its hash and what it presents, never by its text', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    await service.policies.setCredentials(id, { kind: 'basic', username: 'me', password: 'hush' }, '*')
    const [entry] = temporary.workspace().activity.list(1)
    expect(entry).toMatchObject({
      act: 'policy-saved',
      before: { credentials: 'none' },
      after: { credentials: 'basic', username: 'me' },
    })
    expect(JSON.stringify(entry)).not.toContain('hush')
  })
})
