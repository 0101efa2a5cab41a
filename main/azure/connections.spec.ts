import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { connectionAccess, servicePlace } from '../../preload/contract/connection-schemas.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import type { Connections } from './connections.ts'
import { openConnections } from './open-connections.ts'
import { FakeAzure, subscription } from './testing/fake-azure.ts'

let azure: FakeAzure
let folder: string
const place = { subscriptionId: subscription, resourceGroup: 'rg1', service: 'apim1' }
const nobody = { inspect: () => never(), open: () => never(), makePfx: () => never() }
const never = () => Promise.reject(new Error('not asked'))

const open = (told: unknown[] = [], policy: ManagedPolicy = {}): Connections =>
  openConnections(folder, createMemorySecretStore(), {
    decoder: nobody,
    policy,
    openSignInPage: never,
    signedInPage: () => '',
    onCode: () => undefined,
    onChange: (topics) => told.push(topics),
    onView: ({ connections }) => told.push(connections.map(({ signIn }) => signIn.state)),
    onFound: (services) => told.push(services),
    onProgress: (progress) => told.push(progress),
    onWaiting: (seconds) => told.push(seconds),
  })

beforeEach(async () => {
  azure = await FakeAzure.start()
  folder = mkdtempSync(join(tmpdir(), 'warifu-connections-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await azure.stop()
})

const access = () => ({ kind: 'token', endpoint: azure.url }) as const

describe('connections', () => {
  it('begin with the workspace, and a service is found, tried, kept and chosen', async () => {
    const connections = open()
    expect(connections.view()).toEqual({
      chosen: null,
      connections: [],
      capabilities: { workspace: true, azure: false },
    })
    await expect(connections.services(access())).rejects.toMatchObject({ code: 'not-signed-in' })
    connections.useToken(access(), ` Bearer ${azure.token}\n`)
    const { services, unreadable } = await connections.services(access())
    expect(unreadable).toEqual([])
    expect(services).toEqual([
      { ...place, subscriptionName: 'Contoso', location: 'Japan East', tier: 'Developer' },
    ])
    const view = await connections.add({ name: 'Test', access: access(), place })
    expect(view.chosen).toBe(view.connections[0]?.id)
    expect(view.capabilities).toEqual({ workspace: false, azure: true })
    expect(await connections.service()?.certificates.list()).toEqual([])
  })

  it('never keep a token, and start on the workspace again', async () => {
    const connections = open()
    azure.token = 'canary-90ab'
    connections.useToken(access(), 'canary-90ab')
    const { chosen } = await connections.add({ name: 'Test', access: access(), place })
    expect(readFileSync(join(folder, 'connections.json'), 'utf8')).not.toContain('canary')

    const again = open()
    expect(again.view()).toMatchObject({
      chosen: null,
      connections: [{ id: chosen, name: 'Test', signIn: { state: 'signed-out' } }],
    })
    again.choose(chosen)
    await expect(again.service()?.certificates.list()).rejects.toMatchObject({ code: 'not-signed-in' })
    expect((await again.remove(chosen ?? '')).connections).toEqual([])
    expect(() => again.choose(chosen)).toThrow('not-found')
  })

  it('tell once when a sign-in has ended, and have everything read again after the next', async () => {
    const told: unknown[] = []
    const connections = open(told)
    connections.useToken(access(), azure.token)
    await connections.add({ name: 'Test', access: access(), place })
    azure.token = 'token-2'
    told.length = 0
    for (const asked of [1, 2]) {
      const listing = connections.service()?.certificates.list()
      await expect(listing, `time ${asked}`).rejects.toMatchObject({ code: 'not-signed-in' })
    }
    const ended = { task: 'certificates', done: 0, total: 0 }
    expect(told).toEqual([['expired'], ended, ended])
    expect(connections.useToken(access(), 'token-2')).toMatchObject({ state: 'signed-in' })
    expect(told.at(-1)).toEqual(['certificates', 'apis', 'policies'])
    expect(await connections.service()?.certificates.list()).toEqual([])
  })

  it('are changed only to what is there', async () => {
    const connections = open()
    connections.useToken(access(), azure.token)
    const { chosen } = await connections.add({ name: 'Test', access: access(), place })
    const changed = { id: chosen ?? '', name: 'Production', access: access(), place }
    expect((await connections.update(changed)).connections).toMatchObject([{ name: 'Production' }])
    const absent = { ...place, subscriptionId: '99999999-0000-0000-0000-000000000000' }
    await expect(connections.update({ ...changed, name: 'Other', place: absent })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(connections.view().connections).toMatchObject([{ name: 'Production', place }])
  })

  it('lead, once changed, to the new service from the next question on', async () => {
    const connections = open()
    connections.useToken(access(), azure.token)
    const { chosen } = await connections.add({ name: 'Test', access: access(), place })
    const changed = { id: chosen ?? '', name: 'Bench', access: access(), place }
    const before = connections.service()
    await connections.update(changed)
    expect(connections.service()).toBe(before)

    const other = await FakeAzure.start()
    onTestFinished(() => other.stop())
    const there = { kind: 'token', endpoint: other.url } as const
    connections.useToken(there, other.token)
    const updating = connections.update({ ...changed, access: there })
    expect(connections.service()).toBe(before)
    await updating
    azure.asked.length = 0
    expect(await connections.service()?.certificates.list()).toEqual([])
    expect(azure.asked).toEqual([])
    expect(other.asked.at(-1)?.path).toContain('/service/apim1/')
  })

  it('lead to no host but those that the organisation names', async () => {
    const elsewhere = open([], { AllowedConnections: ['management.azure.com'] })
    const refused = { code: 'managed-by-organisation', details: { setting: 'AllowedConnections' } }
    expect(() => elsewhere.useToken(access(), azure.token)).toThrow(expect.objectContaining(refused))
    await expect(elsewhere.add({ name: 'Test', access: access(), place })).rejects.toMatchObject(refused)
    expect(() => elsewhere.services(access())).toThrow(expect.objectContaining(refused))
    expect(azure.asked).toEqual([])

    const here = open([], { AllowedConnections: [new URL(azure.url).hostname] })
    here.useToken(access(), azure.token)
    expect((await here.add({ name: 'Test', access: access(), place })).connections).toHaveLength(1)

    const { id } = here.view().connections[0] ?? { id: '' }
    expect(() => open([], { AllowedConnections: [] }).choose(id)).toThrow('managed-by-organisation')
  })

  it('to a service that is not there are not kept', async () => {
    const connections = open()
    connections.useToken(access(), azure.token)
    const absent = { ...place, subscriptionId: '99999999-0000-0000-0000-000000000000' }
    await expect(connections.add({ name: 'Test', access: access(), place: absent })).rejects.toMatchObject({
      code: 'not-found',
      details: { what: 'connection' },
    })
    expect(connections.view().connections).toEqual([])
  })

  it('stop what is asked when another is chosen, and tell no more of it', async () => {
    const told: unknown[] = []
    const connections = open(told)
    connections.useToken(access(), azure.token)
    await connections.add({ name: 'Test', access: access(), place })
    azure.fault = () => ({ kind: 'hang' })
    const listing = connections.service()?.certificates.list()
    connections.choose(null)
    await expect(listing).rejects.toMatchObject({ code: 'cancelled' })
    expect(told).toEqual([])
    expect(connections.service()).toBeNull()
  })
})

describe('what is taken for an endpoint', () => {
  it.each([
    ['https://management.azure.com', true],
    ['http://127.0.0.1:8080', true],
    ['http://localhost:8080', true],
    ['http://management.azure.com', false],
    ['https://user:password@management.azure.com', false],
    ['https://management.azure.com/path', false],
    ['file:///etc', false],
    ['management.azure.com', false],
  ])('%s: %s', (endpoint, taken) => {
    expect(connectionAccess.safeParse({ kind: 'token', endpoint }).success).toBe(taken)
  })

  it('has no place with a path in it', () => {
    expect(servicePlace.safeParse(place).success).toBe(true)
    for (const resourceGroup of ['a/b', '..\\c', 'a?b', 'a#b', '%2e%2e', '']) {
      expect(servicePlace.safeParse({ ...place, resourceGroup }).success).toBe(false)
    }
  })
})
