import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

let temporary: TemporaryWorkspace
beforeEach(async () => {
  temporary = await createTemporaryWorkspace()
})
afterEach(() => temporary.remove())

const naming = (attribute: string): string =>
  `<policies><inbound><base /><authentication-certificate ${attribute} /></inbound></policies>`
const names = (ends: readonly { commonName: string }[]) => ends.map(({ commonName }) => commonName)

it('of all certificates, those are presented that a policy of any scope names, each once', async () => {
  const { certificates, apis, policies, gateway } = temporary.service
  const [orders, shared] = [
    await certificates.create(await makeUpload('orders')),
    await certificates.create(await makeUpload('shared')),
  ]
  const https = await certificates.create(await makeUpload('https only'))
  await gateway.setHttps(https.id)
  expect(await certificates.presentedEnds()).toEqual([])

  const api = await apis.create(ordersApi)
  await apis.create({ ...ordersApi, path: 'other' })
  const byThumbprint = naming(`thumbprint="${orders.thumbprint}"`)
  await policies.put({ kind: 'api', apiId: api.id }, byThumbprint, '*')
  await policies.put({ kind: 'all-apis' }, naming(`certificate-id="${shared.id}"`), null)
  expect(names(await certificates.presentedEnds()).toSorted()).toEqual(['orders', 'shared'])
  expect(names(await certificates.ends())).toEqual(['orders', 'shared', 'https only'])

  const [end] = await certificates.ends()
  expect(end).toEqual({
    ...{ id: orders.id, commonName: 'orders', notAfter: orders.notAfter, uploadedAt: orders.uploadedAt },
  })
})

it('a certificate whose place another has taken says so', async () => {
  const { certificates } = temporary.service
  const old = await certificates.create(await makeUpload('orders 2025'))
  const renewal = await certificates.replace(old.id, old.etag, await makeUpload('orders 2026'))
  expect(await certificates.ends()).toMatchObject([
    { id: old.id, replacedBy: { certificateId: renewal.id } },
    { id: renewal.id },
  ])
})
