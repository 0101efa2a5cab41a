import type { SettingName } from '../../../preload/contract/managed-policy.ts'

interface SettingWords {
  readonly name: string
  /** Also what the templates for Windows and macOS and docs/deployment.md say. */
  readonly meaning: string
}

export const managed = {
  note: 'Managed by your organisation',
  notAllowed: 'Not allowed by your organisation',
  panel: {
    title: 'Managed by your organisation',
    lead: 'Your IT department has fixed these settings. Ask there if one of them is in your way.',
    problems: 'Parts of the policy were passed over',
    problemsTodo: 'Tell your IT department. The settings that are right are in effect.',
  },
  values: { true: 'Allowed', false: 'Off', days: 'one day | {n} days', none: 'None' },
  problems: {
    'unknown-setting': '{place}: there is no setting “{name}”.',
    'wrong-value': '{place}: the value of “{name}” has not the form it should have.',
    'not-protected': '{place}: others than root could have written it.',
    unreadable: '{place}: it cannot be read.',
  },
  settings: {
    UpdatesAllowed: {
      name: 'Updates',
      meaning: 'Off: the program never looks for updates. Your own tools bring them.',
    },
    UpdateUrl: {
      name: 'Update server',
      meaning: 'The https address of the folder with updates. Without it the program never looks for any.',
    },
    UpdateChannel: {
      name: 'Update channel',
      meaning: '“latest” for released versions, “beta” also for those before a release.',
    },
    Language: { name: 'Language', meaning: 'The language of the window: “ja” or “en”.' },
    AllowedConnections: {
      name: 'Allowed connections',
      meaning:
        'Hosts of management services that may be connected to, e.g. management.azure.com; with an empty list, none. Without it, any.',
    },
    RestApiAllowed: {
      name: 'REST API',
      meaning: 'Off: the REST API cannot be switched on.',
    },
    GatewayAddress: {
      name: 'Gateway address',
      meaning:
        'The IP address at which the gateway listens, or “all” of the computer’s. With an address of 127.0.0.0/8 users of one server can have the same port; with any other, other computers can call the gateway, by HTTP unless a certificate for HTTPS is chosen. Without it, 127.0.0.1 unless the user chooses otherwise.',
    },
    GatewayPort: { name: 'Gateway port', meaning: 'The port at which the gateway listens, from 1 to 65535.' },
    PasswordSavingAllowed: {
      name: 'Saving of passwords',
      meaning:
        'Off: no password that somebody types is kept. Certificates are kept under random passwords, and Basic authentication cannot be set up.',
    },
    ExportAllowed: {
      name: 'Export',
      meaning: 'Off: no private key leaves the program in a file; the workspace cannot be backed up to one.',
    },
    BinDays: {
      name: 'Days in the bin',
      meaning: 'For how many days a deleted certificate can be restored; 0 deletes at once. Without it, 30.',
    },
    ExpiryThresholds: {
      name: 'Expiry thresholds',
      meaning:
        'Days before the end of a certificate at which the user is told; from the largest one on it is said to expire soon.',
    },
    AuditFile: {
      name: 'Audit file',
      meaning: 'The full path of a file to which every entry of the activity record is appended, as JSON.',
    },
  } satisfies Record<SettingName, SettingWords>,
} as const
