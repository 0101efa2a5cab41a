/** Copying to a service that refuses, breaks off or was faster: what is told, and that a second run finishes it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CopyOutcome } from '../../preload/contract/copying.ts'
import { connect } from '../azure/testing/connect.ts'
import type { Connected } from '../azure/testing/connect.ts'
import { FakeAzure, servicePath } from '../azure/testing/fake-azure.ts'
import type { Asked, Fault } from '../azure/testing/fake-azure.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { TemporaryWorkspace } from '../management/temporary-workspace.ts'
import { WarifuError } from '../warifu-error.ts'
import { createCopying } from './copying.ts'
import type { Copying } from './copying.ts'
import type { CopyEnd } from './ends.ts'

const policyPath = '/apis/orders/policies/policy'
const policy = (inbound: string) =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound /><on-error /></policies>`

let here: TemporaryWorkspace
let azure: FakeAzure
let connected: Connected
let certificates: Certificate[]
let api: Api
let told: CopyOutcome[]
let copying: Copying

const endAt = (name: string, service: Connected): CopyEnd => ({
  ...{ kind: 'connection', service: service.service(), name, host: 'localhost' },
})

beforeEach(async () => {
  here = await createTemporaryWorkspace()
  azure = await FakeAzure.start()
  connected = connect({ url: azure.url, token: azure.token, servicePath })
  const { service } = here
  certificates = []
  for (const name of ['one', 'two', 'three'])
    certificates.push(await service.certificates.create(await makeUpload(name)))
  api = await service.apis.create(ordersApi)
  await service.policies.setCredentials(
    api.id,
    { kind: 'mutual', certificateId: certificates[1]?.id ?? '' },
    '*',
  )
  azure.put('/apis/orders', { displayName: 'Orders', path: 'orders', serviceUrl: 'https://orders.example' })
  azure.put(policyPath, { format: 'rawxml', value: policy('') })
  told = []
  const target = endAt('apim1', connected)
  copying = createCopying({
    endsFor: () => ({ source: { kind: 'workspace', service }, target, workspace: service }),
    confirm: () => Promise.resolve(true),
    onOutcome: (outcome) => told.push(outcome),
  })
})
afterEach(async () => {
  connected.stop()
  await azure.stop()
  await here.remove()
})

const plan = () =>
  copying.plan({ target: 'any', certificateIds: certificates.map(({ id }) => id), apiIds: [api.id] })
const run = async () => copying.run((await plan()).id)
const results = (outcomes: readonly CopyOutcome[]) =>
  outcomes.map(({ result }) => (result.kind === 'failed' ? result.failure.code : result.kind))
const writes = (path: string) => (asked: Asked) => asked.method === 'PUT' && asked.path.endsWith(path)
const times = (count: number, fault: Fault): Fault[] => Array.from({ length: count }, () => fault)
const refusal = {
  code: 'AuthorizationFailed',
  message:
    "The client does not have authorization to perform action 'Microsoft.ApiManagement/service/certificates/write' over scope '/x'.",
}
const forbidden: Fault = { kind: 'answer', status: 403, body: JSON.stringify({ error: refusal }) }

it('a write whose answer is lost is looked for, and not written twice', async () => {
  azure.misbehave([{ kind: 'cut-after' }], writes('/certificates/two'))
  expect(results(await run())).toEqual(['done', 'done', 'done', 'done'])
  expect(azure.written).toEqual([
    ...['/certificates/one', '/certificates/two', '/certificates/three', policyPath],
  ])
})

it('a connection that stays away ends it there, and a second run does what is left', async () => {
  azure.misbehave(times(100, { kind: 'cut' }), ({ path }) => path.includes('/certificates/two'))
  const outcomes = await run()
  expect(results(outcomes)).toEqual(['done', 'azure-unreachable', 'not-begun', 'not-begun'])
  expect(told).toEqual(outcomes)
  azure.misbehave([])
  const next = await plan()
  expect(next.certificates.map(({ fate }) => fate.kind)).toEqual(['kept', 'added', 'added'])
  expect(results(await copying.run(next.id))).toEqual(['done', 'done', 'done'])
  expect(azure.written.filter((path) => path === '/certificates/one')).toHaveLength(1)
})

it('a refusal is told of the part that it meets, the binding waits for its certificate, and the others come', async () => {
  azure.misbehave(times(1, forbidden), writes('/certificates/two'))
  const outcomes = await run()
  expect(results(outcomes)).toEqual(['done', 'azure-right-missing', 'done', 'without-certificate'])
  expect(azure.entities.get(policyPath)?.properties['value']).toBe(policy(''))
})

const handedOver = () =>
  here
    .workspace()
    .activity.list(100)
    .filter(({ act }) => act === 'certificate-handed-over')
    .map(({ subject }) => subject.name)

it('what was sent stands on the record though no answer ever came', async () => {
  const isOne = ({ path }: Asked) => path.endsWith('/certificates/one')
  let sent = false
  azure.fault = (asked) => {
    sent ||= writes('/certificates/one')(asked)
    return sent && isOne(asked) ? { kind: 'cut' } : undefined
  }
  expect(results(await run())[0]).toBe('azure-write-uncertain')
  expect(handedOver()).toContain('one')
})

it('nothing leaves what cannot be recorded, and it is not said to be done', async () => {
  const { id } = await plan()
  vi.spyOn(here.workspace(), 'perform').mockRejectedValue(new WarifuError('disk-full', {}))
  const outcomes = await copying.run(id)
  expect(results(outcomes)).toEqual(['disk-full', 'not-begun', 'not-begun', 'not-begun'])
  expect(azure.written).toEqual([])
  expect(azure.asked.filter(({ method }) => method === 'PUT')).toEqual([])
  expect(handedOver()).toEqual([])
})

it('a policy that says something else by now is left to whoever wrote it', async () => {
  const { id } = await plan()
  const theirs = policy('<authentication-basic username="me" password="{{x}}" />')
  azure.put(policyPath, { format: 'rawxml', value: theirs })
  expect(results(await copying.run(id))).toEqual(['done', 'done', 'done', 'changed-meanwhile'])
  expect(azure.entities.get(policyPath)?.properties['value']).toBe(theirs)
})

it('another certificate that came under the id meanwhile is not overwritten', async () => {
  const { id } = await plan()
  azure.put('/certificates/two', { subject: 'CN=theirs', thumbprint: 'AB'.repeat(20), expirationDate: '' })
  expect(results(await copying.run(id))).toEqual(['done', 'changed-meanwhile', 'done', 'without-certificate'])
  const next = await plan()
  expect(next.certificates[1]?.fate).toMatchObject({ kind: 'added', id: 'two-2', taken: 'two' })
})

it('whoever cancels has what was begun finished, and nothing more begun', async () => {
  azure.fault = (asked) => {
    if (writes('/certificates/two')(asked)) copying.cancel()
    return undefined
  }
  expect(results(await run())).toEqual(['done', 'done', 'not-begun', 'not-begun'])
})

it('a planning that is cancelled ends', async () => {
  azure.fault = ({ path }) => {
    if (!path.endsWith('/certificates')) return undefined
    copying.cancel()
    return { kind: 'hang' }
  }
  await expect(plan()).rejects.toMatchObject({ code: 'cancelled' })
})

describe('from one service to another', () => {
  let other: FakeAzure
  let elsewhere: Connected
  beforeEach(async () => {
    other = await FakeAzure.start()
    elsewhere = connect({ url: other.url, token: other.token, servicePath })
  })
  afterEach(async () => {
    elsewhere.stop()
    await other.stop()
  })

  const secretIdentifier = 'https://contoso.vault.azure.net/secrets/orders'
  const expirationDate = '2031-01-01T00:00:00Z'
  const put = (id: string, thumbprint: string, more: object = {}) =>
    other.put(`/certificates/${id}`, { subject: `CN=${id}`, thumbprint, expirationDate, ...more })

  it('a certificate comes from its Key Vault, or from the workspace’s file, or not at all', async () => {
    put('vaulted', 'AA'.repeat(20), { keyVault: { secretIdentifier } })
    put('known', certificates[0]?.thumbprint ?? '', { subject: 'CN=harmless' })
    put('foreign', 'BB'.repeat(20))
    let asked: readonly string[] = []
    const between = createCopying({
      endsFor: () => ({
        source: endAt('other', elsewhere),
        target: endAt('apim1', connected),
        workspace: here.service,
      }),
      confirm: (names) => {
        asked = names
        return Promise.resolve(true)
      },
      onOutcome: (outcome) => told.push(outcome),
    })
    const certificateIds = ['vaulted', 'known', 'foreign']
    const { id, certificates: planned } = await between.plan({ target: 'any', certificateIds, apiIds: [] })
    expect(planned.map(({ fate }) => fate)).toEqual([
      { kind: 'added', id: 'vaulted', taken: null, from: { kind: 'key-vault', secretIdentifier } },
      {
        ...{ kind: 'added', id: 'known', taken: null },
        from: { kind: 'workspace', certificateId: certificates[0]?.id },
      },
      { kind: 'impossible', because: 'key-not-told' },
    ])
    expect(results(await between.run(id))).toEqual(['done', 'done'])
    // By its own file, whatever the service calls it.
    expect(asked).toEqual([`one (…${certificates[0]?.thumbprint.slice(-4)})`])
    expect(azure.entities.get('/certificates/vaulted')?.properties).toEqual({
      keyVault: { secretIdentifier },
    })
    expect(azure.entities.get('/certificates/known')?.properties['thumbprint']).toBe(
      certificates[0]?.thumbprint,
    )
  })
})

it('whoever cancels the plan ends its reading, and not what the window asks the same service', async () => {
  azure.put('/apis/orders/operations/get', { displayName: 'Get', method: 'GET', urlTemplate: '/' })
  const shown = connected.service()
  const planning = createCopying({
    endsFor: () => ({
      source: { kind: 'workspace', service: here.service },
      target: { kind: 'connection', service: shown, name: 'apim1', host: 'localhost' },
      workspace: here.service,
    }),
    confirm: () => Promise.resolve(true),
    onOutcome: () => undefined,
  })
  azure.fault = ({ path }) => {
    if (path.endsWith('/operations')) planning.cancel()
    return path.endsWith('/certificates') ? { kind: 'hang' } : undefined
  }
  const planned = planning.plan({ target: 'any', certificateIds: [certificates[0]?.id ?? ''], apiIds: [] })
  const ended = expect(planned).rejects.toMatchObject({ code: 'cancelled' })
  await vi.waitUntil(() => azure.asked.some(({ path }) => path.endsWith('/certificates')))
  expect(await shown.operations.list('orders')).toMatchObject([{ id: 'get' }])
  await ended
})

it('a Key Vault that holds another version by now is told of, and what names it names that one', async () => {
  const source = await FakeAzure.start()
  const connectedSource = connect({ url: source.url, token: source.token, servicePath })
  try {
    const secretIdentifier = 'https://v.vault.azure.net/secrets/c'
    const [old, renewed] = ['AB'.repeat(20), 'CD'.repeat(20)]
    const facts = { subject: 'CN=c', expirationDate: '2030-01-01T00:00:00Z' }
    source.put('/certificates/c', { ...facts, thumbprint: old, keyVault: { secretIdentifier } })
    source.put('/apis/orders', { displayName: 'Orders', path: 'orders', serviceUrl: 'https://b.example' })
    const names = `<authentication-certificate thumbprint="${old}" />`
    source.put(policyPath, { format: 'rawxml', value: policy(names) })
    azure.vaults.set(secretIdentifier, { ...facts, thumbprint: renewed })
    const between = createCopying({
      endsFor: () => ({
        ...{ source: endAt('apim0', connectedSource), target: endAt('apim1', connected) },
        workspace: here.service,
      }),
      confirm: () => Promise.resolve(true),
      onOutcome: () => undefined,
    })
    const { id } = await between.plan({ target: 'any', certificateIds: ['c'], apiIds: ['orders'] })
    expect((await between.run(id)).map(({ result }) => result)).toEqual([
      { kind: 'done', fetched: { thumbprint: renewed, notAfter: '2030-01-01T00:00:00.000Z' } },
      { kind: 'done' },
    ])
    expect(azure.entities.get(policyPath)?.properties['value']).toContain(renewed)
  } finally {
    connectedSource.stop()
    await source.stop()
  }
})
