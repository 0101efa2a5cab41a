/**
 * The connections to Azure API Management services: which there are, who is signed in to them, and the service of the
 * one that is chosen. What leads to a host that the organisation does not allow fails with `managed-by-organisation`.
 *
 * The program starts on its own workspace each time: it works offline, and asks the network nothing without a click.
 */
import { randomUUID } from 'node:crypto'
import { endpointOf, leadToTheSame } from '../../preload/contract/connections.ts'
import type {
  Connection,
  ConnectionAccess,
  ConnectionProgress,
  ConnectionsView,
  DeviceCode,
  FoundService,
  FoundServices,
  ServicePlace,
  SignInSettings,
  SignInState,
  TokenAccess,
} from '../../preload/contract/connections.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { requireAllowedHost } from '../managed-policy/require-allowed.ts'
import { WarifuError } from '../warifu-error.ts'
import { createArmClient } from './arm-client.ts'
import type { ArmClient } from './arm-client.ts'
import type { AzureTopic } from './azure-context.ts'
import { createAzureService } from './azure-service.ts'
import type { AzureService } from './azure-service.ts'
import type { ConnectionList, KeptConnection } from './connection-list.ts'
import { findServices } from './find-services.ts'
import type { KnownCertificates } from './known-certificates.ts'
import type { SignIn } from './sign-in/msal-sign-in.ts'
import { noToken, pastedToken } from './token-source.ts'
import type { TokenSource } from './token-source.ts'

export interface ConnectionsOptions {
  list: ConnectionList
  known: KnownCertificates
  decoder: Pick<Decoder, 'inspect' | 'open' | 'makePfx'>
  policy: ManagedPolicy
  signInFor: (settings: SignInSettings) => SignIn
  /** Opens a page of the authority's in the system's browser. */
  openSignInPage: (url: string) => Promise<void>
  /** What the browser shows when somebody has signed in, as HTML in the language in effect. */
  signedInPage: () => string
  onCode: (code: DeviceCode) => void
  onChange: (topics: readonly AzureTopic[]) => void
  /** A sign-in has ended without anybody's doing. */
  onView: (view: ConnectionsView) => void
  onFound: (services: readonly FoundService[]) => void
  onProgress: (progress: ConnectionProgress) => void
  /** Told before a wait that a service asked for. */
  onWaiting: (seconds: number) => void
}

export interface Connections {
  view(): ConnectionsView
  /** The service of the chosen connection; null: the embedded workspace's. */
  service(): AzureService | null
  /** That of any connection, shown or not. Fails with `not-found`. */
  serviceOf(id: string): AzureService
  /** Fails with `sign-in-failed`, `azure-unreachable` or `cancelled`. */
  signIn(settings: SignInSettings, by: 'browser' | 'device-code'): Promise<SignInState>
  useToken(access: TokenAccess, token: string): SignInState
  signOut(access: ConnectionAccess): Promise<void>
  services(access: ConnectionAccess): Promise<FoundServices>
  /** Tries it first: fails as the client does, or with `not-found` when there is no such service. */
  add(connection: Omit<Connection, 'id'>): Promise<ConnectionsView>
  /** Tries it as `add` does, and keeps it in place of what it was. */
  update(connection: Connection): Promise<ConnectionsView>
  /** Nothing changes at the service. */
  remove(id: string): Promise<ConnectionsView>
  choose(id: string | null): ConnectionsView
  /** Opens the page where the code that was told last is typed; nothing without one. */
  openCodePage(): Promise<void>
  /** Ends what is under way: a sign-in, a search for services, or what the chosen service is asked. */
  cancel(): void
}

interface Session {
  tokens: TokenSource
  accountId: string | null
  username: string | null
  remembered: boolean
  expired?: true
}

const everything: readonly AzureTopic[] = ['certificates', 'apis', 'policies']

const keyOf = (access: ConnectionAccess): string =>
  access.kind === 'token'
    ? `token ${access.endpoint}`
    : `entra ${access.cloud} ${access.tenant} ${access.clientId}`.toLowerCase()

const urlOf = (access: ConnectionAccess): URL => new URL(endpointOf(access))

const servicePathOf = ({ subscriptionId, resourceGroup, service }: ServicePlace): string =>
  `/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(resourceGroup)}` +
  `/providers/Microsoft.ApiManagement/service/${encodeURIComponent(service)}`

export const createConnections = (options: ConnectionsOptions): Connections => {
  const { list, signInFor, policy } = options
  const sessions = new Map<string, Session>()
  const services = new Map<string, AzureService>()
  let chosen: string | null = null
  let current = new AbortController()
  let codePage: string | null = null

  for (const { access, accountId, username } of list.all()) {
    if (access.kind !== 'entra' || accountId === null) continue
    const tokens = signInFor(access).tokens(accountId)
    sessions.set(keyOf(access), { tokens, accountId, username, remembered: true })
  }

  const stateOf = (access: ConnectionAccess): SignInState => {
    const session = sessions.get(keyOf(access))
    if (session === undefined) return { state: 'signed-out' }
    const { username, remembered, expired } = session
    return expired ? { state: 'expired', username } : { state: 'signed-in', username, remembered }
  }

  const clientFor = (access: ConnectionAccess): ArmClient => {
    const endpoint = urlOf(access)
    requireAllowedHost(policy, endpoint)
    return createArmClient({
      endpoint,
      // Asked anew each time, so that a sign-in holds for what is there already.
      tokens: { token: (request) => (sessions.get(keyOf(access))?.tokens ?? noToken).token(request) },
      onWaiting: options.onWaiting,
      onSignedOut: () => {
        const session = sessions.get(keyOf(access))
        if (session === undefined || session.expired) return
        session.expired = true
        options.onView(view())
      },
    })
  }

  /** What failed for want of a sign-in is read again. */
  const begin = (access: ConnectionAccess, session: Session): SignInState => {
    sessions.set(keyOf(access), session)
    const shown = list.all().find(({ id }) => id === chosen)
    if (shown !== undefined && keyOf(shown.access) === keyOf(access)) options.onChange(everything)
    return stateOf(access)
  }

  /** Fails as the client does, or with `not-found`. */
  const requireService = async ({ access, place }: Omit<Connection, 'id'>): Promise<void> => {
    const found = await clientFor(access).find({ method: 'GET', path: servicePathOf(place) }, current.signal)
    if (found === null) throw new WarifuError('not-found', { what: 'connection', id: place.service })
  }

  const kept = (connection: Connection): KeptConnection => {
    const session = sessions.get(keyOf(connection.access))
    const accountId = session?.remembered === true ? session.accountId : null
    return { ...connection, accountId, username: session?.username ?? null }
  }

  /**
   * A sign-in that none of the connections that `stay` uses is forgotten, here and in the sealed file. That comes before
   * the list is written: what cannot be forgotten keeps its connection, and can be tried again.
   */
  const forgetUnused = async (access: ConnectionAccess, stay: readonly Connection[]): Promise<void> => {
    const used = new Set(stay.map((one) => keyOf(one.access)))
    if (used.has(keyOf(access))) return
    await forgetAccount(access, used)
    sessions.delete(keyOf(access))
  }

  /** The account of an access, unless one of the accesses `used` has it as well. */
  const forgetAccount = async (access: ConnectionAccess, used: ReadonlySet<string>): Promise<void> => {
    const accountId = sessions.get(keyOf(access))?.accountId ?? null
    // The file holds an account once, whichever tenant or application it was signed in to by.
    const shared = [...used].some((key) => sessions.get(key)?.accountId === accountId)
    if (access.kind === 'entra' && accountId !== null && !shared) await signInFor(access).signOut(accountId)
  }

  const find = (id: string): KeptConnection => {
    const connection = list.all().find((one) => one.id === id)
    if (connection === undefined) throw new WarifuError('not-found', { what: 'connection', id })
    return connection
  }

  const serviceOf = ({ id, access, place }: KeptConnection): AzureService => {
    const made = services.get(id)
    if (made !== undefined) return made
    const whileChosen = (tell: () => void): void => {
      if (chosen === id) tell()
    }
    const service = createAzureService({
      ...{ client: clientFor(access), servicePath: servicePathOf(place), now: () => new Date() },
      ...{ decoder: options.decoder, known: options.known },
      onChange: (topics) => whileChosen(() => options.onChange(topics)),
      onProgress: (task, progress) => whileChosen(() => options.onProgress({ task, ...progress })),
    })
    services.set(id, service)
    return service
  }

  const view = (): ConnectionsView => ({
    chosen,
    connections: list.all().map(({ id, name, access, place }) => ({
      ...{ id, name, access, place },
      signIn: stateOf(access),
    })),
    capabilities: { workspace: chosen === null, azure: chosen !== null },
  })

  const choose = (id: string | null): void => {
    if (chosen !== null && chosen !== id) services.get(chosen)?.cancel()
    chosen = id
  }

  /** The account by which a sign-in is found again after a start, for each connection that shares it. */
  const rememberAccount = (access: ConnectionAccess, session: Session | null): Promise<void> =>
    list.save(
      list.all().map((one) =>
        keyOf(one.access) === keyOf(access)
          ? {
              ...one,
              accountId: session?.remembered === true ? session.accountId : null,
              username: session?.username ?? null,
            }
          : one,
      ),
    )

  return {
    view,
    service: () => (chosen === null ? null : serviceOf(find(chosen))),
    serviceOf: (id) => serviceOf(find(id)),

    signIn: async (settings, by) => {
      requireAllowedHost(policy, urlOf(settings))
      const { signal } = current
      const signIn = signInFor(settings)
      const { accountId, username, remembered } =
        by === 'browser'
          ? await signIn.withBrowser(options.openSignInPage, options.signedInPage(), signal)
          : await signIn.withDeviceCode((code) => {
              codePage = code.url
              options.onCode(code)
            }, signal)
      if (sessions.get(keyOf(settings))?.accountId !== accountId) {
        const others = list.all().map(({ access }) => keyOf(access))
        await forgetAccount(settings, new Set(others.filter((key) => key !== keyOf(settings))))
      }
      const session = { tokens: signIn.tokens(accountId), accountId, username, remembered }
      await rememberAccount(settings, session)
      return begin(settings, session)
    },

    useToken: (access, token) => {
      requireAllowedHost(policy, urlOf(access))
      const given = token.trim().replace(/^Bearer\s+/i, '')
      return begin(access, {
        tokens: pastedToken(given),
        ...{ accountId: null, username: null, remembered: false },
      })
    },

    signOut: async (access) => {
      const session = sessions.get(keyOf(access))
      sessions.delete(keyOf(access))
      if (access.kind === 'entra' && typeof session?.accountId === 'string') {
        await signInFor(access).signOut(session.accountId)
      }
      await rememberAccount(access, null)
    },

    services: (access) =>
      findServices(clientFor(access), {
        signal: current.signal,
        onFound: options.onFound,
        onProgress: (progress) => options.onProgress({ task: 'services', ...progress }),
      }),

    add: async (connection) => {
      await requireService(connection)
      const added = kept({ id: randomUUID(), ...connection })
      await list.save([...list.all(), added])
      choose(added.id)
      return view()
    },

    update: async (connection) => {
      const before = find(connection.id)
      await requireService(connection)
      const changed = () => list.all().map((one) => (one.id === connection.id ? kept(connection) : one))
      await forgetUnused(before.access, changed())
      await list.save(changed())
      // Only now: what was asked while the list was written was still asked of the service before.
      if (!leadToTheSame(before, connection)) {
        services.get(connection.id)?.cancel()
        services.delete(connection.id)
      }
      return view()
    },

    remove: async (id) => {
      const { access } = find(id)
      const others = () => list.all().filter((one) => one.id !== id)
      await forgetUnused(access, others())
      await list.save(others())
      if (chosen === id) chosen = null
      services.get(id)?.cancel()
      services.delete(id)
      return view()
    },

    choose: (id) => {
      if (id !== null) requireAllowedHost(policy, urlOf(find(id).access))
      choose(id)
      return view()
    },

    openCodePage: async () => {
      if (codePage !== null) await options.openSignInPage(codePage)
    },

    cancel: () => {
      current.abort()
      current = new AbortController()
      if (chosen !== null) services.get(chosen)?.cancel()
    },
  }
}
