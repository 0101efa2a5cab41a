/** What stays of a sign-in in the sealed file when the connections that used it are gone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import type { SignInSettings } from '../../preload/contract/connections.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { createConnectionList } from './connection-list.ts'
import { createConnections } from './connections.ts'
import type { Connections } from './connections.ts'
import { createKnownCertificates } from './known-certificates.ts'
import { createSignIn } from './sign-in/msal-sign-in.ts'
import { createTokenCache } from './sign-in/token-cache.ts'
import { fakeAuthority } from './testing/fake-authority.ts'
import type { FakeAuthority } from './testing/fake-authority.ts'
import { FakeAzure, subscription } from './testing/fake-azure.ts'

const clientId = '22222222-2222-2222-2222-222222222222'
const contoso = { kind: 'entra', cloud: 'public', tenant: 'contoso.example', clientId } as const
const place = { subscriptionId: subscription, resourceGroup: 'rg1', service: 'apim1' }
const username = 'admin@contoso.example'
const never = () => Promise.reject(new Error('not asked'))

let folder: string
let secrets: SecretStore
let authority: FakeAuthority
const file = () => join(folder, 'sign-in.sealed')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-forget-sign-in-'))
  secrets = createMemorySecretStore()
  return () => rmSync(folder, { recursive: true, force: true })
})

/** As after a start, with a connection for each access, all of them by the same account. */
async function startWith(...accesses: SignInSettings[]): Promise<Connections> {
  const cache = createTokenCache(secrets, file())
  const { network } = (authority = fakeAuthority(clientId, username))
  const signInFor = (settings: SignInSettings) => createSignIn({ settings, cache, network })
  const { accountId } = await signInFor(contoso).withDeviceCode(() => undefined, new AbortController().signal)
  const list = createConnectionList(join(folder, 'connections.json'))
  await list.save(
    accesses.map((access, index) => ({
      id: String(index),
      name: 'Test',
      access,
      place,
      accountId,
      username,
    })),
  )
  return createConnections({
    ...{ list, signInFor, policy: {} },
    known: createKnownCertificates(join(folder, 'known-certificates.jsonl')),
    decoder: { inspect: never, open: never, makePfx: never },
    openSignInPage: never,
    signedInPage: () => '',
    onCode: () => undefined,
    onChange: () => undefined,
    onView: () => undefined,
    onFound: () => undefined,
    onProgress: () => undefined,
    onWaiting: () => undefined,
  })
}

/** What the file holds, opened as after a start. */
const kept = () => createTokenCache(secrets, file()).load()

it('a connection is removed with its sign-in', async () => {
  const connections = await startWith(contoso)
  expect(await kept()).toContain(username)
  await connections.remove('0')
  const left = await kept()
  expect(left).not.toBeNull()
  for (const word of [username, 'person', 'refresh"', 'token-1']) expect(left).not.toContain(word)
})

it('a connection that is reached in another way from now on leaves no sign-in behind', async () => {
  const azure = await FakeAzure.start()
  onTestFinished(() => azure.stop())
  const connections = await startWith(contoso)
  const access = { kind: 'token', endpoint: azure.url } as const
  connections.useToken(access, azure.token)
  await connections.update({ id: '0', name: 'Bench', access, place })
  expect(await kept()).not.toContain(username)
})

it.each([
  ['the same access', contoso],
  ['another tenant', { ...contoso, tenant: 'fabrikam.example' }],
])('an account that another connection uses, by %s, stays until that one is gone too', async (_, other) => {
  const connections = await startWith(contoso, other)
  await connections.remove('0')
  expect(await kept()).toContain(username)
  expect(connections.view().connections).toMatchObject([{ id: '1', signIn: { state: 'signed-in' } }])
  await connections.remove('1')
  expect(await kept()).not.toContain(username)
})

it.each([
  ['is forgotten', [contoso], false],
  ['stays while another connection uses it', [contoso, { ...contoso, tenant: 'fabrikam.example' }], true],
])('who signed in before somebody else does %s', async (_, accesses, stays) => {
  const connections = await startWith(...accesses)
  Object.assign(authority.person, { id: 'other', username: 'other@contoso.example' })
  expect(await connections.signIn(contoso, 'device-code')).toMatchObject({
    username: 'other@contoso.example',
  })
  expect((await kept())?.includes(username)).toBe(stays)
  expect(await kept()).toContain('other@contoso.example')
})
