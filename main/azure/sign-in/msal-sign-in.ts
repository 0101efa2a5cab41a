/**
 * Signs people in with Microsoft Entra ID, by `@azure/msal-node`, which is loaded with the first sign-in.
 *
 * The only file that imports it. Tokens go from here to the client and into the sealed cache, and nowhere else.
 */
import { randomBytes } from 'node:crypto'
import type {
  AccountInfo,
  AuthenticationResult,
  INetworkModule,
  PublicClientApplication,
} from '@azure/msal-node'
import type { DeviceCode, SignInSettings } from '../../../preload/contract/connections.ts'
import { isWarifuError, WarifuError } from '../../warifu-error.ts'
import { noAnswer } from '../network-failure.ts'
import type { TokenSource } from '../token-source.ts'
import { authorities, managementScopes } from './clouds.ts'
import { firstLine, receiveCode } from './receive-code.ts'
import type { TokenCache } from './token-cache.ts'

export interface SignedIn {
  /** Finds the account in the cache again. */
  accountId: string
  username: string
  /** False: only until the program ends, because there is no keychain. */
  remembered: boolean
}

export interface SignIn {
  /**
   * @param openPage opens the authority's page in the system's browser
   * @param page what the browser shows in the end, as HTML
   * Fails with `sign-in-failed`, `azure-unreachable` or `cancelled`.
   */
  withBrowser(openPage: (url: string) => Promise<void>, page: string, signal: AbortSignal): Promise<SignedIn>
  /** The person types the code on any device; as `withBrowser` otherwise. */
  withDeviceCode(onCode: (code: DeviceCode) => void, signal: AbortSignal): Promise<SignedIn>
  tokens(accountId: string): TokenSource
  signOut(accountId: string): Promise<void>
}

export interface SignInOptions {
  settings: SignInSettings
  cache: TokenCache
  /** Replaces MSAL's own way to the network. */
  network?: INetworkModule
}

export const createSignIn = ({ settings, cache, network }: SignInOptions): SignIn => {
  const { cloud, tenant, clientId } = settings
  const scopes = managementScopes(cloud)
  let remembered = true

  const load = async () => {
    const msal = await import('@azure/msal-node')
    const application = new msal.PublicClientApplication({
      auth: { clientId, authority: `${authorities[cloud]}/${encodeURIComponent(tenant)}` },
      cache: {
        cachePlugin: {
          beforeCacheAccess: async ({ tokenCache }) => {
            const kept = await cache.load()
            if (kept !== null) tokenCache.deserialize(kept)
          },
          afterCacheAccess: async ({ cacheHasChanged, tokenCache }) => {
            if (cacheHasChanged) remembered = await cache.save(tokenCache.serialize())
          },
        },
      },
      ...(network === undefined ? {} : { system: { networkClient: network } }),
    })
    return { msal, application }
  }
  let loaded: ReturnType<typeof load> | null = null
  const application = async (): Promise<PublicClientApplication> => (await (loaded ??= load())).application

  const account = async (accountId: string): Promise<AccountInfo> => {
    const accounts = await (await application()).getAllAccounts()
    const found = accounts.find(({ homeAccountId }) => homeAccountId === accountId)
    if (found === undefined) throw new WarifuError('not-signed-in', {})
    return found
  }

  const signedIn = (result: AuthenticationResult | null): SignedIn => {
    const who = result?.account
    if (who === null || who === undefined) throw new WarifuError('sign-in-failed', { reason: 'no account' })
    return { accountId: who.homeAccountId, username: who.username, remembered }
  }

  return {
    withBrowser: (openPage, page, signal) =>
      explained(signal, async () => {
        const { msal } = await (loaded ??= load())
        const client = await application()
        const { verifier, challenge } = await new msal.CryptoProvider().generatePkceCodes()
        const state = randomBytes(32).toString('base64url')
        const receiver = await receiveCode(state, page, signal)
        try {
          const { redirectUri } = receiver
          const url = await client.getAuthCodeUrl({
            ...{ scopes, redirectUri, state, codeChallenge: challenge, codeChallengeMethod: 'S256' },
            ...{ responseMode: msal.ResponseMode.FORM_POST, prompt: msal.PromptValue.SELECT_ACCOUNT },
          })
          await openPage(url)
          const { code, clientInfo } = await receiver.answer
          return signedIn(
            await client.acquireTokenByCode({
              scopes,
              redirectUri,
              code,
              clientInfo,
              codeVerifier: verifier,
            }),
          )
        } finally {
          receiver.close()
        }
      }),

    withDeviceCode: (onCode, signal) =>
      explained(signal, async () => {
        const request = {
          ...{ scopes, cancel: false },
          deviceCodeCallback: ({ userCode, verificationUri, expiresIn }: MsalDeviceCode) => {
            const expiresAt = new Date(Date.now() + expiresIn * 1000).toISOString()
            onCode({ userCode, url: verificationUri, expiresAt })
          },
        }
        signal.addEventListener('abort', () => (request.cancel = true), { once: true })
        return signedIn(await (await application()).acquireTokenByDeviceCode(request))
      }),

    tokens: (accountId) => ({
      token: ({ renew }) =>
        explained(undefined, async () => {
          const client = await application()
          const who = await account(accountId)
          return (await client.acquireTokenSilent({ account: who, scopes, forceRefresh: renew })).accessToken
        }),
    }),

    signOut: (accountId) =>
      explained(undefined, async () => {
        const tokenCache = (await application()).getTokenCache()
        const found = await tokenCache.getAccountByHomeId(accountId)
        if (found !== null) await tokenCache.removeAccount(found)
      }),
  }
}

interface MsalDeviceCode {
  userCode: string
  verificationUri: string
  /** Seconds. */
  expiresIn: number
}

/** MSAL's failures as ours. */
const explained = async <Answer>(
  signal: AbortSignal | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted === true) throw new WarifuError('cancelled', {})
    if (isWarifuError(error)) throw error
    const { AuthError, InteractionRequiredAuthError } = await import('@azure/msal-node')
    // Without a person (no signal) a refused grant is one that has run out or was withdrawn.
    const over = signal === undefined && error instanceof AuthError && error.errorCode === 'invalid_grant'
    if (over || error instanceof InteractionRequiredAuthError) throw new WarifuError('not-signed-in', {})
    if (error instanceof AuthError) {
      if (networkCodes.has(error.errorCode)) throw noAnswer('Microsoft Entra ID', error).failure
      throw new WarifuError('sign-in-failed', { reason: firstLine(error.errorMessage || error.errorCode) })
    }
    throw noAnswer('Microsoft Entra ID', error).failure
  }
}

const networkCodes: ReadonlySet<string> = new Set([
  'network_error',
  'no_network_connectivity',
  'endpoints_resolution_error',
])
