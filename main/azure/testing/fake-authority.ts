/** For specs: Microsoft Entra ID as MSAL's network client meets it, in this process. */
import type { INetworkModule, NetworkResponse } from '@azure/msal-node'

const tenant = '11111111-1111-1111-1111-111111111111'
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface FakeAuthority {
  network: INetworkModule
  /** The bodies of requests for tokens, in order. */
  asked: URLSearchParams[]
  /** Answers the next requests for tokens in place of a token. */
  /** Who signs in. */
  person: { id: string; username: string }
  refuse: (readonly [status: number, error: string, description: string])[]
}

export const fakeAuthority = (clientId: string, username: string): FakeAuthority => {
  const asked: URLSearchParams[] = []
  const refuse: FakeAuthority['refuse'] = []
  const person = { id: 'person', username }
  const origin = 'https://login.microsoftonline.com'
  let tokens = 0

  const answer = <T>(status: number, body: object): Promise<NetworkResponse<T>> =>
    // MSAL says what it expects by a type that nothing checks.
    Promise.resolve({ status, headers: {}, body: body as T })

  const token = () => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...{ aud: clientId, iss: `${origin}/${tenant}/v2.0`, iat: now, nbf: now, exp: now + 3_600, ver: '2.0' },
      ...{ tid: tenant, oid: person.id, sub: person.id, preferred_username: person.username },
    }
    return {
      ...{ token_type: 'Bearer', expires_in: 3_600, ext_expires_in: 3_600 },
      ...{ access_token: `token-${++tokens}`, refresh_token: 'refresh' },
      id_token: `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.`,
      client_info: base64url({ uid: person.id, utid: tenant }),
      scope: 'https://management.azure.com/.default',
    }
  }

  return {
    ...{ asked, refuse, person },
    network: {
      sendGetRequestAsync: (url) =>
        url.includes('/discovery/instance')
          ? answer(200, {
              tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
              'api-version': '1.1',
              metadata: [
                {
                  preferred_network: 'login.microsoftonline.com',
                  preferred_cache: 'login.windows.net',
                  aliases: ['login.microsoftonline.com', 'login.windows.net'],
                },
              ],
            })
          : answer(200, {
              authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
              token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
              device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
              issuer: `${origin}/${tenant}/v2.0`,
              jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
            }),
      sendPostRequestAsync: (url, options) => {
        const body = new URLSearchParams(options?.body)
        if (url.includes('/devicecode')) {
          return answer(200, {
            ...{ user_code: 'ABCD-EFGH', device_code: 'device', expires_in: 900, interval: 0 },
            ...{ verification_uri: 'https://microsoft.com/devicelogin', message: 'Type it.' },
          })
        }
        asked.push(body)
        const refused = refuse.shift()
        if (refused === undefined) return answer(200, token())
        const [status, error, description] = refused
        return answer(status, { error, error_description: description })
      },
    },
  }
}
