import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../preload/contract/apis.ts'
import { apiScope, type PolicyScope } from '../../preload/contract/policies.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
let api: Api

beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
  api = await temporary.service.apis.create(ordersApi)
  return () => temporary.remove()
})

const one = { displayName: 'Get order', method: 'get', urlTemplate: '/orders/{id}', description: '' }
const allApis: PolicyScope = { kind: 'all-apis' }
const ofOperation = (operationId: string): PolicyScope => ({ kind: 'operation', apiId: api.id, operationId })
const inbound = (policies: string): string =>
  `<policies>\n<inbound><base />${policies}</inbound>\n<backend><base /></backend>\n<outbound />\n<on-error />\n</policies>`
const newest = () => temporary.workspace().activity.list(1)[0]

describe('an operation', () => {
  it('is kept under the id that it was given, and changed by whoever has seen it last', async () => {
    const { operations } = temporary.service
    const { entity, created } = await operations.put(api.id, 'get-order', null, one)
    expect(created).toBe(true)
    expect(entity).toMatchObject({ id: 'get-order', apiId: api.id, method: 'GET', hasPolicy: false })
    expect(newest()).toMatchObject({
      act: 'operation-created',
      subject: { kind: 'api', id: api.id, name: 'Orders' },
      after: { operation: 'get-order', method: 'GET', urlTemplate: '/orders/{id}' },
    })
    await expect(operations.put(api.id, 'get-order', null, one)).rejects.toThrow('changed-meanwhile')
    await expect(operations.put(api.id, 'get-order', 'stale', one)).rejects.toThrow('changed-meanwhile')
    const changed = await operations.put(api.id, 'get-order', entity.etag, { ...one, displayName: 'One' })
    expect(changed).toMatchObject({ created: false, entity: { displayName: 'One' } })
    const reopened = await temporary.reopen()
    expect(await reopened.operations.list(api.id)).toEqual([changed.entity])
  })

  it('matches calls that no other of its API matches', async () => {
    const { operations } = temporary.service
    await operations.put(api.id, 'a', null, one)
    const twin = { ...one, urlTemplate: '/Orders/{number}' }
    await expect(operations.put(api.id, 'b', null, twin)).rejects.toMatchObject({
      code: 'operation-taken',
      details: { operation: { id: 'a', displayName: 'Get order' } },
    })
    await operations.put(api.id, 'b', null, { ...twin, method: 'DELETE' })
    await operations.put(api.id, 'a', '*', twin)
  })

  it.each([
    ['a/b', one],
    ['', one],
    ['a', { ...one, displayName: ' ' }],
    ['a', { ...one, method: 'GET /' }],
  ])('with the id %j and %j is refused', async (id, properties) => {
    const put = temporary.service.operations.put(api.id, id, null, properties)
    await expect(put).rejects.toMatchObject({ code: 'request-invalid' })
  })

  it('goes with its policy, and with its API', async () => {
    const { operations, policies, apis } = temporary.service
    const { entity } = await operations.put(api.id, 'a', null, one)
    await policies.put(ofOperation('a'), inbound(''), null)
    expect((await operations.get(api.id, 'a')).hasPolicy).toBe(true)
    await expect(operations.delete(api.id, 'a', 'stale')).rejects.toThrow('changed-meanwhile')
    await operations.delete(api.id, 'a', entity.etag)
    await expect(policies.get(ofOperation('a'))).rejects.toMatchObject({
      code: 'not-found',
      details: { what: 'operation', id: 'a' },
    })
    await operations.put(api.id, 'a', null, one)
    expect(await policies.get(ofOperation('a'))).toMatchObject({ etag: null })
    await apis.delete(api.id, '*')
    expect(temporary.workspace().operations.list(api.id)).toEqual([])
  })
})

describe('the policy of a scope', () => {
  it('that keeps none says what holds without it, and is kept from its first save to its removal', async () => {
    const { policies, operations } = temporary.service
    await operations.put(api.id, 'a', null, one)
    for (const scope of [allApis, ofOperation('a')]) {
      expect(await policies.get(scope)).toMatchObject({ scope, etag: null, text: defaultPolicy(scope) })
      const saved = await policies.put(scope, inbound(''), null)
      await expect(policies.put(scope, inbound(''), null)).rejects.toThrow('changed-meanwhile')
      expect(await policies.get(scope)).toEqual(saved)
      expect(newest()).toMatchObject({ act: 'policy-saved' })
      await expect(policies.delete(scope, 'stale')).rejects.toThrow('changed-meanwhile')
      await policies.delete(scope, saved.etag ?? '')
      expect(newest()).toMatchObject({ act: 'policy-removed', after: null })
      expect(await policies.get(scope)).toMatchObject({ etag: null })
      await expect(policies.delete(scope, '*')).rejects.toThrow('not-found')
    }
  })

  it('keeps a certificate from being deleted, wherever it names it', async () => {
    const { policies, operations, certificates } = temporary.service
    await operations.put(api.id, 'a', null, one)
    const { id, thumbprint } = await certificates.create(await makeUpload('orders'))
    const text = inbound(`<authentication-certificate thumbprint="${thumbprint}" />`)

    const atAll = await policies.put(allApis, text, null)
    const others = [{ kind: 'all-apis', id: '', displayName: '' }]
    expect(await certificates.get(id)).toMatchObject({ usedBy: [], otherUses: others })
    await expect(certificates.delete(id, '*')).rejects.toMatchObject({
      code: 'certificate-in-use',
      details: { apis: [], others },
    })
    await policies.delete(allApis, atAll.etag ?? '')

    await policies.put(ofOperation('a'), text, null)
    expect((await certificates.get(id)).usedBy).toEqual([
      {
        id: api.id,
        displayName: 'Orders',
        operations: [{ id: 'a', displayName: one.displayName }],
        onlyOperations: true,
      },
    ])
    await expect(certificates.delete(id, '*')).rejects.toThrow('certificate-in-use')
  })

  it('names the renewed certificate after a replacement, and the old one after its roll-back', async () => {
    const { policies, operations, certificates } = temporary.service
    await operations.put(api.id, 'a', null, one)
    const old = await certificates.create(await makeUpload('2025'))
    const text = inbound(`<authentication-certificate thumbprint="${old.thumbprint}" />`)
    const scopes = [allApis, ofOperation('a')]
    for (const scope of scopes) await policies.put(scope, text, null)
    const renewed = await temporary.service.certificates.replace(old.id, '*', await makeUpload('2026'))
    for (const scope of scopes) expect((await policies.get(scope)).text).toContain(renewed.thumbprint)
    await temporary.service.certificates.rollBack(old.id, '*')
    for (const scope of scopes) expect((await policies.get(scope)).text).toBe(text)
  })

  it('keeps the password of an API while it names it', async () => {
    const { policies, operations } = temporary.service
    await operations.put(api.id, 'a', null, one)
    const basic = { kind: 'basic', username: 'me', password: 'hush' } as const
    const { text } = await policies.setCredentials(api.id, basic, '*')
    await policies.put(ofOperation('a'), text, null)
    await policies.setCredentials(api.id, { kind: 'none' }, '*')
    expect(temporary.workspace().apis.get(api.id)?.basicAccount).not.toBeNull()
    await policies.delete(ofOperation('a'), '*')
    expect(temporary.workspace().apis.get(api.id)?.basicAccount).toBeNull()
    expect((await temporary.secrets.accounts()).filter((account) => account.startsWith('basic:'))).toEqual([])
  })

  it('of an API can be removed; it inherits then', async () => {
    const { policies } = temporary.service
    await policies.delete(apiScope(api.id), '*')
    expect(await policies.get(apiScope(api.id))).toMatchObject({ etag: null, credentials: { kind: 'none' } })
    expect((await policies.setCredentials(api.id, { kind: 'none' }, null)).etag).not.toBeNull()
  })
})

describe('what other scopes say to an API’s calls', () => {
  const others = () => temporary.service.policies.others(api.id)
  const certificate = '<authentication-certificate thumbprint="@(context.Variables)" />'
  const guard = '<validate-jwt header-name="Authorization" />'

  it('is told of credentials and of access controls that are not applied', async () => {
    const { policies, operations } = temporary.service
    await operations.put(api.id, 'a', null, one)
    await operations.put(api.id, 'b', null, { ...one, urlTemplate: '/b' })
    expect(await others()).toEqual([])
    await policies.put(allApis, inbound(guard), null)
    await policies.put(ofOperation('a'), inbound(certificate), null)
    await policies.put(ofOperation('b'), inbound(''), null)
    expect(await others()).toEqual([
      { scope: allApis, displayName: '', credentials: { kind: 'none' }, notApplied: ['validate-jwt'] },
      {
        scope: ofOperation('a'),
        displayName: 'Get order',
        credentials: { kind: 'other', reason: 'expression' },
        notApplied: [],
      },
    ])
  })

  it('is nothing where the API does not inherit it', async () => {
    const { policies } = temporary.service
    await policies.put(allApis, inbound(guard + certificate), null)
    expect(await others()).toMatchObject([{ notApplied: ['validate-jwt'], credentials: { kind: 'other' } }])
    await policies.put(apiScope(api.id), inbound('').replace('<inbound><base />', '<inbound>'), '*')
    expect(await others()).toEqual([])
  })

  it('sets no credentials where the form of the API’s own policy is in doubt', async () => {
    await temporary.service.policies.put(allApis, inbound(certificate), null)
    expect(await others()).toMatchObject([{ credentials: { kind: 'other' } }])
    const scope = apiScope(api.id)
    temporary.workspace().policies.put({ scope, etag: '1', text: '<policies><inbound><base />' })
    expect(await others()).toEqual([])
  })
})

describe('a backup', () => {
  const passphrase = 'correct horse battery'

  it('brings operations and the policies of every scope back', async () => {
    const { policies, operations, certificates, backup } = temporary.service
    await operations.put(api.id, 'a', null, one)
    const { thumbprint } = await certificates.create(await makeUpload('orders'))
    const text = inbound(`<authentication-certificate thumbprint="${thumbprint}" />`)
    await policies.put(allApis, text, null)
    await policies.put(ofOperation('a'), text, null)
    const { file } = await backup.create(passphrase, null)
    const same = await backup.preview(file, passphrase)
    expect(same).toMatchObject({ apis: { kept: [{ id: api.id }] }, allApisPolicy: 'kept' })

    await operations.delete(api.id, 'a', '*')
    await policies.delete(allApis, '*')
    const changed = await backup.preview(file, passphrase)
    expect(changed).toMatchObject({ apis: { replaced: [{ id: api.id }] }, allApisPolicy: 'set' })
    await backup.restore(file, passphrase)
    expect(await operations.list(api.id)).toMatchObject([{ ...one, method: 'GET', hasPolicy: true }])
    expect((await policies.get(allApis)).text).toBe(text)
    expect((await policies.get(ofOperation('a'))).text).toBe(text)
  })
})
