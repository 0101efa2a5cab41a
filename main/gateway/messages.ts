/** What the main process and the gateway's worker say to each other. Both ends are this program's own. */
import type {
  BackEndCheck,
  GatewayAccess,
  GatewayCall,
  GatewayCallBatch,
} from '../../preload/contract/gateway.ts'
import type { GatewayConfiguration } from './configuration.ts'
import type { CheckTarget } from './handshake/check-back-end.ts'
import type { Limits } from './limits.ts'

export type ToWorker =
  /** The first message. */
  | { kind: 'begin'; traceSecret: string; limits: Partial<Limits> }
  | { kind: 'apply'; configuration: GatewayConfiguration }
  | { kind: 'listen'; port: number; access: GatewayAccess }
  | { kind: 'check'; id: number; target: CheckTarget }
  | { kind: 'stop' }

export type FromWorker =
  /** No call that begins from now on uses an older configuration. */
  | { kind: 'applied'; version: number }
  | { kind: 'listening'; port: number }
  /** `code` is Node's, e.g. `EADDRINUSE`. */
  | { kind: 'listen-failed'; code: string }
  | { kind: 'calls'; batch: GatewayCallBatch }
  | { kind: 'trace'; trace: string; call: GatewayCall }
  | { kind: 'checked'; id: number; check: BackEndCheck }
  | { kind: 'stopped' }
