/** From a real workspace to this program's own REST API through the client for Azure, and back. */
import { X509Certificate, createPrivateKey } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Api } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CopyOutcome } from '../../preload/contract/copying.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import { connect } from '../azure/testing/connect.ts'
import type { Connected } from '../azure/testing/connect.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { craftPfx } from '../certificates/testing/craft-pfx.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { TemporaryWorkspace } from '../management/temporary-workspace.ts'
import { service as servicePath, serveWorkspace } from '../management-api/testing/serve-workspace.ts'
import type { ServedWorkspace } from '../management-api/testing/serve-workspace.ts'
import { openIdentity } from '../workspace/identities.ts'
import { createCopying } from './copying.ts'
import type { CopyEnd } from './ends.ts'

let here: TemporaryWorkspace
let served: ServedWorkspace
let connected: Connected
let certificate: Certificate
let api: Api

beforeEach(async () => {
  asked = []
  sure = true
  here = await createTemporaryWorkspace()
  served = await serveWorkspace()
  connected = connect({ url: served.url, token: served.token, servicePath })
  certificate = await here.service.certificates.create(await makeUpload('orders'))
  api = await here.service.apis.create(ordersApi)
  await here.service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: certificate.id }, '*')
})
afterEach(async () => {
  connected.stop()
  await served.stop()
  await here.remove()
  expect(served.unexpected).toEqual([])
})

const workspace = (): CopyEnd => ({ kind: 'workspace', service: here.service })
const connection = (): CopyEnd => ({
  ...{ kind: 'connection', service: connected.service(), name: 'warifu', host: 'localhost' },
})

let asked: unknown[]
let sure: boolean

const copyingBetween = (source: CopyEnd, target: CopyEnd, told: CopyOutcome[] = []) =>
  createCopying({
    confirm: (...question) => {
      asked.push(question)
      return Promise.resolve(sure)
    },
    endsFor: () => ({ source, target, workspace: here.service }),
    onOutcome: (outcome) => told.push(outcome),
  })

const everything = () => ({ target: 'any', certificateIds: [certificate.id], apiIds: [api.id] })
const textThere = async (id: string): Promise<string> =>
  (await served.temporary.service.policies.get(apiScope(id))).text

it('a certificate and a binding come to the service, the policy keeps what it says, and nothing comes twice', async () => {
  const there = await served.temporary.service.apis.create(ordersApi)
  const before = `${await textThere(there.id)}<!-- theirs -->\n`
  await served.temporary.service.policies.put(apiScope(there.id), before, '*')
  const told: CopyOutcome[] = []
  const copying = copyingBetween(workspace(), connection(), told)

  const plan = await copying.plan(everything())
  expect(plan.certificates).toMatchObject([{ id: certificate.id, fate: { kind: 'added', id: 'orders' } }])
  expect(plan.bindings).toMatchObject([
    {
      api: { id: api.id },
      fate: { kind: 'set', api: { id: there.id, path: 'orders' }, now: { kind: 'none' } },
    },
  ])
  expect(await served.temporary.service.certificates.list()).toEqual([])
  expect(await textThere(there.id)).toBe(before)

  const outcomes = await copying.run(plan.id)
  expect(outcomes).toEqual([
    { kind: 'certificate', id: certificate.id, result: { kind: 'done' } },
    { kind: 'binding', id: api.id, result: { kind: 'done' } },
  ])
  expect(told).toEqual(outcomes)
  const { service, workspace: keptThere, decoder } = served.temporary
  expect(await service.certificates.list()).toMatchObject([
    { id: 'orders', thumbprint: certificate.thumbprint, usedBy: [{ id: there.id }] },
  ])
  const identity = await openIdentity(keptThere(), decoder, 'orders')
  const leaf = new X509Certificate(identity.certificatePem)
  expect(leaf.checkPrivateKey(createPrivateKey(identity.privateKeyPem))).toBe(true)
  const text = await textThere(there.id)
  const element = new RegExp(`\\s*<authentication-certificate thumbprint="${certificate.thumbprint}" />`)
  expect(text).toMatch(element)
  expect(text.replace(element, '')).toBe(before)

  await expect(copying.run(plan.id)).rejects.toThrow('request-invalid')
  const again = await copying.plan(everything())
  expect([...again.certificates, ...again.bindings].map(({ fate }) => fate.kind)).toEqual(['kept', 'kept'])
  expect(await copying.run(again.id)).toEqual([])
})

it('no private key leaves before the person has said so, and a no leaves the plan as it is', async () => {
  const copying = copyingBetween(workspace(), connection())
  const { id } = await copying.plan(everything())
  sure = false
  await expect(copying.run(id)).rejects.toMatchObject({ code: 'cancelled' })
  expect(asked).toEqual([
    [[`orders (…${certificate.thumbprint.slice(-4)})`], { service: 'warifu', host: 'localhost' }],
  ])
  expect(await served.temporary.service.certificates.list()).toEqual([])
  sure = true
  expect(await copying.run(id)).toMatchObject([{ result: { kind: 'done' } }])
})

it('what has left the workspace is on its record, without password or key', async () => {
  const copying = copyingBetween(workspace(), connection())
  const { id } = await copying.plan({ ...everything(), apiIds: [] })
  await copying.run(id)
  const [entry] = here.workspace().activity.list(1)
  expect(entry).toMatchObject({
    ...{ act: 'certificate-handed-over', door: 'window', before: null },
    subject: { kind: 'certificate', id: certificate.id, name: 'orders' },
    after: {
      ...{ thumbprint: certificate.thumbprint, service: 'warifu', host: 'localhost', idAtService: 'orders' },
    },
  })
  expect(JSON.stringify(entry)).not.toContain('secret')
})

it('of a file with two identities the one that was chosen is copied', async () => {
  const identities = await Promise.all(
    ['first', 'second'].map((commonName) => issueCertificate({ subject: { commonName } })),
  )
  const pfx = craftPfx({
    keys: identities.map(({ privateKey }) => privateKey),
    certificates: identities.map(({ certificateDer }) => certificateDer),
    password: 'secret',
  })
  const kept = await here.service.certificates.create({ pfx, password: 'secret', identity: 1 })
  const copying = copyingBetween(workspace(), connection())
  const { id } = await copying.plan({ target: 'any', certificateIds: [kept.id], apiIds: [] })
  expect(await copying.run(id)).toMatchObject([{ result: { kind: 'done' } }])
  expect(await served.temporary.service.certificates.list()).toMatchObject([{ thumbprint: kept.thumbprint }])
})

it('the same id there for another certificate, and an API that is not there, are told and left alone', async () => {
  await served.temporary.service.certificates.put('orders', '*', await makeUpload('other'))
  const copying = copyingBetween(workspace(), connection())
  const plan = await copying.plan(everything())
  expect(plan.certificates).toMatchObject([{ fate: { kind: 'added', id: 'orders-2', taken: 'orders' } }])
  expect(plan.bindings).toMatchObject([{ fate: { kind: 'impossible', because: 'no-such-api' } }])
  expect(await copying.run(plan.id)).toHaveLength(1)
  expect(await served.temporary.service.certificates.get('orders')).toMatchObject({ subject: 'CN=other' })
})

it('a certificate that came there after the plan was shown is done, under the id it has there', async () => {
  const there = await served.temporary.service.apis.create(ordersApi)
  const copying = copyingBetween(workspace(), connection())
  const plan = await copying.plan(everything())
  const sooner = copyingBetween(workspace(), connection())
  await sooner.run((await sooner.plan({ ...everything(), apiIds: [] })).id)
  expect(await copying.run(plan.id)).toMatchObject([
    { result: { kind: 'done' } },
    { result: { kind: 'done' } },
  ])
  expect(await textThere(there.id)).toContain(certificate.thumbprint)
})

it('a binding comes back to the workspace, on record, where that has the certificate', async () => {
  const there = await served.temporary.service.apis.create(ordersApi)
  const out = copyingBetween(workspace(), connection())
  await out.run((await out.plan(everything())).id)
  await here.service.policies.setCredentials(api.id, { kind: 'none' }, '*')
  const foreign = await served.temporary.service.certificates.create(await makeUpload('foreign'))

  const back = copyingBetween(connection(), workspace())
  const plan = await back.plan({ target: null, certificateIds: [foreign.id], apiIds: [there.id] })
  expect(plan.certificates.map(({ fate }) => fate)).toEqual([
    { kind: 'impossible', because: 'not-in-workspace' },
    { kind: 'kept', id: certificate.id },
  ])
  asked = []
  expect(await back.run(plan.id)).toEqual([{ kind: 'binding', id: there.id, result: { kind: 'done' } }])
  expect((await here.service.apis.get(api.id)).credentials).toMatchObject({ certificateId: certificate.id })
  expect(asked).toEqual([])
  expect(here.workspace().activity.list(1)).toMatchObject([{ act: 'policy-saved', door: 'window' }])
})

it('nothing is copied from a service to itself', async () => {
  const same = workspace()
  await expect(copyingBetween(same, same).plan(everything())).rejects.toMatchObject({
    code: 'request-invalid',
  })
})
