/**
 * What an organisation can fix for its users: one closed list, from which come the readers' checks, the window's
 * notes, the templates for Windows and macOS, and the table in docs/deployment.md.
 */

/** How a value looks, whichever system it comes from. */
export type SettingForm =
  | { type: 'boolean' }
  | { type: 'integer'; minimum: number; maximum: number }
  /** Different ones, ascending or not. */
  | { type: 'integers'; minimum: number; maximum: number; atMost: number }
  | { type: 'choice'; values: readonly string[] }
  | { type: 'https-url' }
  /** Names of hosts, as they stand in an address. */
  | { type: 'hosts'; atMost: number }
  /** An IP address, or `all`. */
  | { type: 'listen-address' }
  /** From the root of a disk or of a share. */
  | { type: 'absolute-path' }

export const managedSettings = {
  UpdatesAllowed: { type: 'boolean' },
  UpdateUrl: { type: 'https-url' },
  UpdateChannel: { type: 'choice', values: ['latest', 'beta'] },
  Language: { type: 'choice', values: ['ja', 'en'] },
  AllowedConnections: { type: 'hosts', atMost: 50 },
  RestApiAllowed: { type: 'boolean' },
  GatewayAddress: { type: 'listen-address' },
  GatewayPort: { type: 'integer', minimum: 1, maximum: 65_535 },
  PasswordSavingAllowed: { type: 'boolean' },
  ExportAllowed: { type: 'boolean' },
  BinDays: { type: 'integer', minimum: 0, maximum: 3_650 },
  ExpiryThresholds: { type: 'integers', minimum: 1, maximum: 3_650, atMost: 10 },
  AuditFile: { type: 'absolute-path' },
} as const satisfies Readonly<Record<string, SettingForm>>

export type SettingName = keyof typeof managedSettings

type ValueOf<Form extends SettingForm> = Form extends { type: 'boolean' }
  ? boolean
  : Form extends { type: 'integer' }
    ? number
    : Form extends { type: 'integers' }
      ? readonly number[]
      : Form extends { type: 'hosts' }
        ? readonly string[]
        : Form extends { type: 'choice'; values: readonly (infer Value)[] }
          ? Value
          : string

/** What is not in it, the user decides. */
export type ManagedPolicy = { readonly [Name in SettingName]?: ValueOf<(typeof managedSettings)[Name]> }

/** Whether `AllowedConnections` names the host; one without a port stands for any port of it. */
export const allowsHost = (allowed: ManagedPolicy['AllowedConnections'], { host, hostname }: URL): boolean =>
  allowed === undefined || [host, hostname].some((name) => allowed.includes(name))

/** Something in a policy that was passed over. `name` is as it was written there. */
export type PolicyProblem =
  | { kind: 'unknown-setting'; place: string; name: string }
  | { kind: 'wrong-value'; place: string; name: SettingName }
  /** The whole place was passed over. `not-protected`: a user could have written it. */
  | { kind: 'place-refused'; place: string; because: 'not-protected' | 'unreadable' }

/** The organisation's settings as the window is told of them. */
export interface Management {
  policy: ManagedPolicy
  problems: readonly PolicyProblem[]
}

export const settingNames = Object.keys(managedSettings) as SettingName[]
