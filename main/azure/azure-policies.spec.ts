import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import { makeUpload } from '../management/temporary-workspace.ts'
import type { AzureService } from './azure-service.ts'
import { connect } from './testing/connect.ts'
import type { Connected } from './testing/connect.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'

let azure: FakeAzure
let connected: Connected
let service: AzureService

const path = '/apis/orders/policies/policy'
const expression = '@(context.Request.Headers.GetValueOrDefault("a","") == "b" && true)'
const policy = `<policies>
  <inbound>
    <base />
    <set-header name="x"><value>${expression}</value></set-header>
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>`

beforeEach(async () => {
  azure = await FakeAzure.start()
  connected = connect({ url: azure.url, token: azure.token, servicePath })
  service = connected.service()
  azure.put('/apis/orders', {
    displayName: 'Orders',
    path: 'orders',
    serviceUrl: 'https://b',
    isCurrent: true,
  })
  await service.certificates.create(await makeUpload('client'))
  azure.written.length = 0
})
afterEach(async () => {
  connected.stop()
  await azure.stop()
})

const mutual = { kind: 'mutual', certificateId: 'client' } as const
const textAtAzure = () => String(azure.entities.get(path)?.properties['value'])

describe('the Security tab', () => {
  it('edits the policy by span, under the ETag that was read', async () => {
    const etag = azure.put(path, { value: policy })
    const read = await service.policies.get(apiScope('orders'))
    expect(read).toMatchObject({ etag, text: policy, problems: [], credentials: { kind: 'none' } })
    const saved = await service.policies.setCredentials('orders', mutual, read.etag)
    expect(saved.credentials).toMatchObject({ kind: 'mutual', certificateId: 'client' })
    expect(textAtAzure().replace(/\s*<authentication-certificate[^>]*>/, '')).toBe(policy)
    const put = azure.asked.findLast(({ method }) => method === 'PUT')
    expect(put?.headers['if-match']).toBe(etag)
    expect(put?.body).toMatchObject({ properties: { format: 'rawxml' } })
  })

  it('makes a policy where there is none yet', async () => {
    const read = await service.policies.get(apiScope('orders'))
    await service.policies.setCredentials('orders', mutual, read.etag)
    expect(textAtAzure()).toContain('<authentication-certificate thumbprint=')
    expect(azure.asked.findLast(({ method }) => method === 'PUT')?.headers['if-match']).toBeUndefined()
  })

  it('applies the choice once more on what somebody else changed elsewhere in the text, and shows theirs', async () => {
    azure.put(path, { value: policy })
    const read = await service.policies.get(apiScope('orders'))
    const theirs = policy.replace('name="x"', 'name="y"')
    azure.put(path, { value: theirs })
    const saved = await service.policies.setCredentials('orders', mutual, read.etag)
    expect(saved.reappliedOn).toBe(theirs)
    expect(saved.text).toContain('name="y"')
    expect(saved.credentials).toMatchObject({ kind: 'mutual', certificateId: 'client' })
  })

  it('does not overrule somebody who changed the credentials themselves', async () => {
    azure.put(path, { value: policy })
    const read = await service.policies.get(apiScope('orders'))
    const theirs = policy.replace(
      '<base />',
      '<base /><authentication-basic username="u" password="{{p}}" />',
    )
    azure.put(path, { value: theirs })
    await expect(service.policies.setCredentials('orders', mutual, read.etag)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    expect(textAtAzure()).toBe(theirs)
  })

  it('reads the certificate that is chosen, and not the list of all for each binding', async () => {
    const { etag } = await service.policies.get(apiScope('orders'))
    azure.put('/apis/billing', { displayName: 'Billing', path: 'billing', serviceUrl: 'https://b' })
    azure.asked.length = 0
    await service.policies.setCredentials('orders', mutual, etag)
    await service.policies.setCredentials('billing', mutual, null)
    const lists = azure.asked.filter(({ path: asked }) => asked.endsWith('/certificates'))
    expect(lists).toHaveLength(0)
    azure.entities.delete('/certificates/client')
    await expect(service.policies.setCredentials('billing', mutual, '*')).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('does not write twice when the answer is lost', async () => {
    azure.put(path, { value: policy })
    const { etag } = await service.policies.get(apiScope('orders'))
    azure.misbehave([{ kind: 'cut-after' }], ({ method }) => method === 'PUT')
    await service.policies.setCredentials('orders', mutual, etag)
    expect(azure.written).toEqual([path])
  })

  it('keeps a password as a secret named value, never in the policy', async () => {
    const choice = { kind: 'basic', username: 'u', password: 'canary-51c2' } as const
    const saved = await service.policies.setCredentials('orders', choice, '*')
    expect(saved.text).toContain('password="{{basic-orders}}"')
    expect(saved.text).not.toContain('canary')
    expect(azure.entities.get('/namedValues/basic-orders')?.properties).toEqual({
      displayName: 'basic-orders',
      value: 'canary-51c2',
      secret: true,
    })
    await service.policies.setCredentials('orders', { ...choice, username: 'v', password: null }, '*')
    expect(azure.written.filter((one) => one.startsWith('/namedValues/'))).toHaveLength(1)
    await expect(
      service.policies.setCredentials('orders;rev=2', { ...choice, password: null }, '*'),
    ).rejects.toMatchObject({ code: 'request-invalid', details: { field: 'password' } })
  })
})

describe('the policy editor', () => {
  it('refuses what names a certificate that is not there, and leaves the rest to the service', async () => {
    azure.put(path, { value: policy })
    const { etag } = await service.policies.get(apiScope('orders'))
    const unknown = policy.replace('<base />', '<base /><authentication-certificate certificate-id="gone" />')
    await expect(service.policies.put(apiScope('orders'), unknown, etag)).rejects.toMatchObject({
      code: 'policy-invalid',
      details: { problem: 'certificate-unknown' },
    })
    const named = policy.replace('<base />', '<base /><authentication-certificate thumbprint="{{t}}" />')
    const strange = named.replace('<base />', '<base /><quota-by-key calls="x" /><validate-jwt />')
    expect((await service.policies.put(apiScope('orders'), strange, etag)).problems).toEqual([])
  })

  it('says in the service’s own words why it refuses a policy', async () => {
    const message = "Error in element 'quota' on line 1, column 2: no."
    azure.fault = ({ method }) =>
      method === 'PUT'
        ? {
            kind: 'answer',
            status: 400,
            body: JSON.stringify({ error: { code: 'ValidationError', message } }),
          }
        : undefined
    await expect(service.policies.put(apiScope('orders'), policy, null)).rejects.toMatchObject({
      code: 'azure-refused',
      details: { message },
    })
  })

  it('never saves over what somebody else has saved', async () => {
    azure.put(path, { value: policy })
    const { etag } = await service.policies.get(apiScope('orders'))
    azure.put(path, { value: `${policy}<!-- theirs -->` })
    await expect(service.policies.put(apiScope('orders'), policy, etag)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    expect(textAtAzure()).toContain('theirs')
  })

  it('opens the policy of a revision, which counts for its API', async () => {
    azure.put('/apis/orders;rev=2', { displayName: 'Orders', path: 'orders', isCurrent: false })
    azure.put('/apis/orders;rev=2/policies/policy', { value: policy })
    azure.put('/apis/orders/revisions/1', { apiRevision: '1', isCurrent: true, isOnline: true })
    azure.put('/apis/orders/revisions/2', { apiRevision: '2', isCurrent: false, isOnline: false })
    expect(await service.apis.revisions('orders')).toEqual([
      { id: 'orders', revision: '1', current: true, online: true, description: '' },
      { id: 'orders;rev=2', revision: '2', current: false, online: false, description: '' },
    ])
    const { etag } = await service.policies.get(apiScope('orders;rev=2'))
    await service.policies.setCredentials('orders;rev=2', mutual, etag)
    await expect(service.certificates.delete('client', '*')).rejects.toMatchObject({
      code: 'certificate-in-use',
      details: { apis: [{ id: 'orders', displayName: 'Orders' }] },
    })
  })
})
