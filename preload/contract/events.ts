/** What main tells the window without being asked. Its names and the listeners on the bridge derive from it. */
import type { ConnectionProgress, ConnectionsView, DeviceCode, FoundService } from './connections.ts'
import type { CopyOutcome } from './copying.ts'
import type { Result } from './errors.ts'
import type { HeldFile } from './files.ts'
import type { GatewayStatus, RecentCalls } from './gateway.ts'
import type { ListedCertificates } from './packed.ts'
import type { Environment } from './preferences.ts'
import type { UpdateStatus } from './updates.ts'

export interface Events {
  /** Something in the workspace changed, by whichever door: read again. */
  workspaceChanged: (
    topics: readonly ('certificates' | 'apis' | 'operations' | 'policies' | 'sample')[],
  ) => void
  gatewayChanged: (status: GatewayStatus) => void
  certificatesListed: (listed: ListedCertificates) => void
  /** How far the chosen service is read. */
  connectionProgress: (progress: ConnectionProgress) => void
  /** The service asked to wait so many seconds. */
  connectionWaits: (seconds: number) => void
  /** A sign-in has ended without anybody's doing. */
  connectionsChanged: (view: ConnectionsView) => void
  /** One subscription's worth of what `services` will answer. */
  servicesFound: (services: readonly FoundService[]) => void
  signInCode: (code: DeviceCode) => void
  copied: (outcome: CopyOutcome) => void
  /** Calls went through the gateway: at most ten times a second. */
  gatewayCalled: (news: RecentCalls) => void
  preferencesChanged: (environment: Environment) => void
  updatesChanged: (status: UpdateStatus) => void
  /** Files opened from the operating system: each is held, or says why it cannot be. */
  filesOpened: (files: readonly Result<HeldFile>[]) => void
  /** A notification led here: the certificate is shown in the list. */
  certificateChosen: (id: string) => void
  /** A menu command that the window carries out. */
  command: (command: MenuCommand) => void
}

export type MenuCommand =
  | 'back-up'
  | 'restore'
  | 'show-activity'
  | 'show-inspector'
  | 'upload-certificate'
  | 'add-api'
  | 'show-home'
  | 'show-certificates'
  | 'show-apis'
  | 'show-settings'
  | 'show-sample'
  | 'show-calls'
  | 'show-map'
  | 'show-palette'
  | 'show-help'
  | 'show-shortcuts'
