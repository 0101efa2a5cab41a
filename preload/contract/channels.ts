/** Channel names by feature. The preload takes these and nothing else; the types prove that none is missing. */
import type { Feature, Method } from './bridge.ts'
import type { Events } from './events.ts'

export const channels = {
  program: ['environment', 'setPreferences', 'copyText', 'noteUnsaved'],
  files: ['choose', 'chooseSeveral', 'hold', 'holdFolder', 'release'],
  certificates: ['list', 'inspect', 'upload', 'replace', 'rollBack', 'makePfx', 'remove', 'cancel', 'export'],
  inspection: ['open', 'holdText', 'save'],
  bin: ['list', 'restore', 'purge', 'empty'],
  activity: ['list', 'verify', 'export'],
  workspace: ['repairs', 'removeLeftOver', 'backUp', 'previewRestore', 'restore'],
  apis: ['list', 'create', 'update', 'remove', 'undo', 'saveSecurity'],
  operations: ['list', 'create', 'update', 'remove', 'previewImport', 'import', 'undo'],
  policies: ['get', 'save', 'remove', 'check', 'others', 'edit', 'effective', 'reach'],
  gateway: [
    ...(['status', 'listen', 'access', 'setAccess', 'httpsCertificate', 'httpsChoices', 'setHttps'] as const),
    ...(['testCall', 'checkBackEnd', 'recentCalls'] as const),
  ],
  connections: [
    ...(['list', 'signIn', 'useToken', 'signOut', 'services', 'add', 'update'] as const),
    ...(['remove', 'choose', 'cancel', 'openCodePage'] as const),
  ],
  copying: ['plan', 'run', 'cancel'],
  azure: ['refreshCertificate', 'revisions'],
  managementApi: ['status', 'switchOn', 'switchOff', 'renewToken'],
  diagnostics: ['preview', 'save'],
  updates: ['status', 'check', 'download', 'cancel', 'installNow'],
  sample: ['status', 'install', 'remove', 'holdFile', 'openFolder'],
} as const satisfies { [F in Feature]: readonly Method<F>[] }

/** Requests of `files` that take a path: the preload makes it of a dropped file, and hands on no other. */
export const byPath = ['hold', 'holdFolder'] as const satisfies readonly Method<'files'>[]

export const eventNames = [
  'workspaceChanged',
  'gatewayChanged',
  'gatewayCalled',
  'certificatesListed',
  'connectionProgress',
  'connectionWaits',
  'connectionsChanged',
  'servicesFound',
  'signInCode',
  'copied',
  'preferencesChanged',
  'updatesChanged',
  'filesOpened',
  'certificateChosen',
  'command',
] as const satisfies readonly (keyof Events)[]

type Missing = {
  [F in Feature]: Exclude<Method<F>, (typeof channels)[F][number]>
}[Feature]
type MissingEvent = Exclude<keyof Events, (typeof eventNames)[number]>

/** A compile-time proof: an entry of `Requests` or `Events` without a name here makes this line an error. */
export const everyChannelIsNamed: [Missing, MissingEvent] extends [never, never] ? true : never = true

export const channelName = (feature: string, method: string): string => `${feature}.${method}`
export const eventChannel = (event: string): string => `event.${event}`
