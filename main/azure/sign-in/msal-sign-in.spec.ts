import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceCode } from '../../../preload/contract/connections.ts'
import { createMemorySecretStore } from '../../secrets/memory-secret-store.ts'
import type { SecretStore } from '../../secrets/secret-store.ts'
import { WarifuError } from '../../warifu-error.ts'
import { fakeAuthority } from '../testing/fake-authority.ts'
import type { FakeAuthority } from '../testing/fake-authority.ts'
import { createSignIn } from './msal-sign-in.ts'
import { createTokenCache } from './token-cache.ts'

const clientId = '22222222-2222-2222-2222-222222222222'
const settings = { kind: 'entra', cloud: 'public', tenant: 'organizations', clientId } as const
const page = '<p>You are signed in.</p>'

let authority: FakeAuthority
let secrets: SecretStore
let file: string

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-sign-in-'))
  authority = fakeAuthority(clientId, 'admin@contoso.example')
  secrets = createMemorySecretStore()
  file = join(folder, 'sign-in.sealed')
  return () => rmSync(folder, { recursive: true, force: true })
})

/** As after a start of the program. */
const signIn = () =>
  createSignIn({ settings, cache: createTokenCache(secrets, file), network: authority.network })
const never = new AbortController().signal

/** What a browser does: the authority's page is shown, and posts its answer to where it was told to. */
const browser =
  (answer: Record<string, string> = { code: 'code', client_info: '' }) =>
  async (url: string): Promise<void> => {
    const { searchParams } = new URL(url)
    const state = searchParams.get('state') ?? ''
    const body = new URLSearchParams({ ...answer, state })
    const there = (searchParams.get('redirect_uri') ?? '').replace('localhost', '127.0.0.1')
    const response = await fetch(there, { method: 'POST', body })
    expect(await response.text()).toBe(page)
  }

describe('a sign-in in the browser', () => {
  it('gives tokens for Azure Resource Manager, by a code that only this program can redeem', async () => {
    let opened = ''
    const signedIn = await signIn().withBrowser(
      async (url) => {
        opened = url
        await browser()(url)
      },
      page,
      never,
    )
    expect(signedIn).toMatchObject({ username: 'admin@contoso.example', remembered: true })
    const asked = new URL(opened)
    expect(asked.origin).toBe('https://login.microsoftonline.com')
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(asked.searchParams.get('scope')).toContain('https://management.azure.com/.default')
    expect(authority.asked[0]?.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/)
  })

  it('holds after a restart, and the file tells nothing without the keychain', async () => {
    const { accountId } = await signIn().withBrowser(browser(), page, never)
    expect(await signIn().tokens(accountId).token({ renew: false })).toBe('token-1')
    expect(await signIn().tokens(accountId).token({ renew: true })).toBe('token-2')
    const kept = readFileSync(file)
    for (const word of ['token-', 'refresh', 'contoso']) expect(kept.includes(word)).toBe(false)
    for (const account of await secrets.accounts()) await secrets.delete(account)
    await expect(signIn().tokens(accountId).token({ renew: false })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })

  it('without a keychain holds until the program ends, and says so', async () => {
    const unavailable = () => Promise.reject(new WarifuError('keychain-unavailable', { reason: 'none' }))
    secrets = { ...secrets, get: unavailable, set: unavailable }
    const session = signIn()
    const { accountId, remembered } = await session.withBrowser(browser(), page, never)
    expect(remembered).toBe(false)
    expect(existsSync(file)).toBe(false)
    expect(await session.tokens(accountId).token({ renew: false })).toBe('token-1')
  })

  it('that this computer cannot keep says which file, and does not blame Entra ID', async () => {
    mkdirSync(file)
    await expect(createTokenCache(secrets, file).load()).rejects.toMatchObject({
      code: 'file-not-readable',
      details: { name: file, reason: 'EISDIR' },
    })
    await expect(signIn().withBrowser(browser(), page, never)).rejects.toMatchObject({
      code: 'own-file-not-writable',
      details: { name: file, reason: 'EISDIR' },
    })
  })

  it('is turned away where the state is another’s, and goes on waiting for its own', async () => {
    const strange = async (url: string): Promise<void> => {
      const there = (new URL(url).searchParams.get('redirect_uri') ?? '').replace('localhost', '127.0.0.1')
      const body = new URLSearchParams({ code: 'theirs', state: 'theirs' })
      expect((await fetch(there, { method: 'POST', body })).status).toBe(404)
      expect((await fetch(`${there}/?code=theirs&state=theirs`)).status).toBe(404)
      await browser()(url)
    }
    await signIn().withBrowser(strange, page, never)
    expect(authority.asked[0]?.get('code')).toBe('code')
  })

  it('that the authority refuses says why, in its first line', async () => {
    const answer = { error: 'access_denied', error_description: 'AADSTS65004: User declined.\r\nTrace ID: 1' }
    await expect(signIn().withBrowser(browser(answer), page, never)).rejects.toMatchObject({
      code: 'sign-in-failed',
      details: { reason: 'AADSTS65004: User declined.' },
    })
  })

  it('can be cancelled when the browser never comes back', async () => {
    const cancel = new AbortController()
    const waiting = signIn().withBrowser(
      () => {
        cancel.abort()
        return Promise.resolve()
      },
      page,
      cancel.signal,
    )
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is over when somebody signs out', async () => {
    const session = signIn()
    const { accountId } = await session.withBrowser(browser(), page, never)
    await session.signOut(accountId)
    await expect(signIn().tokens(accountId).token({ renew: false })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })

  it('that has run out asks for the person again', async () => {
    const session = signIn()
    const { accountId } = await session.withBrowser(browser(), page, never)
    authority.refuse.push([400, 'invalid_grant', 'AADSTS700082: The refresh token has expired.'])
    await expect(session.tokens(accountId).token({ renew: true })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })
})

describe('a sign-in by a code', () => {
  it('shows the code and where to type it', async () => {
    let shown: DeviceCode | undefined
    const signedIn = await signIn().withDeviceCode((code) => (shown = code), never)
    expect(signedIn.username).toBe('admin@contoso.example')
    expect(shown).toMatchObject({ userCode: 'ABCD-EFGH', url: 'https://microsoft.com/devicelogin' })
  })

  it('can be cancelled while nobody has typed it', async () => {
    const cancel = new AbortController()
    authority.refuse.push([400, 'authorization_pending', 'Waiting.'])
    const waiting = signIn().withDeviceCode(() => cancel.abort(), cancel.signal)
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})
