/** Which service the window shows: the embedded workspace, or an Azure API Management service. */

/** A revision of an API; `id` is what its policies and operations go by. */
export interface ApiRevision {
  id: string
  revision: string
  current: boolean
  online: boolean
  description: string
}

export const azureClouds = ['public', 'us-government', 'china'] as const
export type Cloud = (typeof azureClouds)[number]

/** Where each is managed: origins of Azure Resource Manager, after the Azure CLI's own table. */
export const cloudEndpoints: Readonly<Record<Cloud, string>> = {
  public: 'https://management.azure.com',
  'us-government': 'https://management.usgovcloudapi.net',
  china: 'https://management.chinacloudapi.cn',
}

/** What an organisation's own registration of this program in Microsoft Entra ID gives. */
export interface SignInSettings {
  kind: 'entra'
  cloud: Cloud
  /** Its id or a domain of it; `organizations` for whichever the person belongs to. */
  tenant: string
  /** The application's id. */
  clientId: string
}

/** To be typed on the page at `url`, on any device. */
export interface DeviceCode {
  userCode: string
  url: string
  /** ISO 8601. */
  expiresAt: string
}

/** A token that somebody pastes, for a test: it is kept in memory only. */
export interface TokenAccess {
  kind: 'token'
  /** Origin of Azure Resource Manager or of a test server: `https://…`, or `http://` on this computer. */
  endpoint: string
}

/** How a service is reached, and as whom. Several connections may share one. */
export type ConnectionAccess = SignInSettings | TokenAccess

/** The origin that is asked, and that a token goes to. */
export const endpointOf = (access: ConnectionAccess): string =>
  access.kind === 'token' ? access.endpoint : cloudEndpoints[access.cloud]

/** One Azure API Management service. */
export interface ServicePlace {
  subscriptionId: string
  resourceGroup: string
  service: string
}

/** A service that the person who signed in may see. */
export interface FoundService extends ServicePlace {
  subscriptionName: string
  location: string
  /** `Developer`, `Premium`, … */
  tier: string
}

export interface FoundServices {
  services: readonly FoundService[]
  /** Subscriptions, by name, that could not be looked into. */
  unreadable: readonly string[]
}

/** What is kept of a connection; never a token. */
export interface Connection {
  id: string
  name: string
  access: ConnectionAccess
  place: ServicePlace
}

/** Whether both show the same service in the same way, whatever they are called. */
export const leadToTheSame = (one: Leads, other: Leads): boolean => wayOf(one) === wayOf(other)

type Leads = Pick<Connection, 'access' | 'place'>

const wayOf = ({ access, place }: Leads): string =>
  JSON.stringify([
    ...(access.kind === 'token' ? [access.endpoint] : [access.cloud, access.tenant, access.clientId]),
    ...[place.subscriptionId, place.resourceGroup, place.service],
  ])

export type SignInState =
  | { state: 'signed-out' }
  /** The service takes what was signed in with no longer: a person must sign in again. */
  | { state: 'expired'; username: string | null }
  /** `remembered` false: until the program ends. `username` null: by a token that was pasted. */
  | { state: 'signed-in'; username: string | null; remembered: boolean }

/** What the chosen connection offers beside certificates, APIs and policies. */
export interface Capabilities {
  /** The workspace's own: bin, record of changes, backup, gateway with test calls and checks, roll-back, sample. */
  workspace: boolean
  /** Key Vault certificates, revisions, and places other than APIs that name a certificate. */
  azure: boolean
}

export interface ConnectionsView {
  /** Null: the embedded workspace, as after each start. */
  chosen: string | null
  connections: readonly (Connection & { signIn: SignInState })[]
  capabilities: Capabilities
}

/** How far something is that takes its time. `services` counts subscriptions. */
export interface ConnectionProgress {
  task: 'certificates' | 'apis' | 'usage' | 'services'
  done: number
  /** Null where nobody knows yet; 0 when it has ended, however it did. */
  total: number | null
}
