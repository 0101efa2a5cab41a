/**
 * The program without its window: workspace, decoder, gateway, service and sample, built in order.
 *
 * Knows nothing of Electron, so that the same program can run on a server and in tests.
 */
import type { Worker } from 'node:worker_threads'
import type { Door } from '../preload/contract/activity.ts'
import type { ManagedPolicy } from '../preload/contract/managed-policy.ts'
import type { BackEndCheck, BackEndCheckRequest, RecentCalls } from '../preload/contract/gateway.ts'
import { createDecoder } from './certificates/decoder-host.ts'
import type { Decoder, DecoderProcess } from './certificates/decoder-host.ts'
import { CallHistory } from './gateway/call-history.ts'
import { checkApi } from './gateway/check-api.ts'
import { buildConfiguration } from './gateway/configuration.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Gateway } from './gateway/gateway.ts'
import { createEmbeddedService } from './management/embedded-service.ts'
import type { EmbeddedService } from './management/service.ts'
import { createManagementApi } from './management-api/management-api.ts'
import type { ManagementApi } from './management-api/management-api.ts'
import { createSample } from './sample/sample.ts'
import type { Sample } from './sample/sample.ts'
import { AuditFile } from './managed-policy/audit-file.ts'
import { allowedAccess } from './managed-policy/preferences.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { createGatewaySource } from './workspace/gateway-source.ts'
import { Workspace } from './workspace/workspace.ts'
import type { WorkspaceTopic } from './workspace/workspace.ts'

/** For how long a deleted certificate can be restored, where the organisation has not decided it. */
const defaultBinDays = 30

export interface ProgramOptions {
  /** Holds the workspace; made with mode 0700 when it is not there. */
  dataFolder: string
  /** What the organisation has fixed. */
  policy: ManagedPolicy
  secretsFor: (workspaceId: string) => SecretStore
  forkDecoder: () => DecoderProcess
  spawnGatewayWorker: () => Worker
  /** Told after a change is in force, by whichever door it came. */
  onChange: (topics: readonly WorkspaceTopic[]) => void
  /** Told of calls through the gateway, at most ten times a second. */
  onCalls: (news: RecentCalls) => void
  version: string
  /** Told of what nobody expected in a request to the REST API, with the reference that its caller was given. */
  onUnexpected: (reference: string, error: unknown) => void
  /** Told when the organisation's copy of the record could not be written; the next change tries again. */
  onAuditFailure: (error: unknown) => void
}

export interface Program {
  readonly policy: ManagedPolicy
  readonly workspace: Workspace
  readonly decoder: Decoder
  readonly gateway: Gateway
  readonly service: EmbeddedService
  readonly sample: Sample
  readonly calls: CallHistory
  /** Off until somebody starts it. */
  readonly managementApi: ManagementApi
  /** Lets the gateway take what the workspace says now; resolves when no call uses an older configuration. */
  applyConfiguration: () => Promise<void>
  /** A real handshake with an API's back end; fails as `checkApi` does. */
  checkBackEnd: (request: BackEndCheckRequest) => Promise<BackEndCheck>
  /** Looks for missing keychain items and damaged files, and tells the window when there are any. */
  audit: () => Promise<void>
  /** Calls under way finish (at most 5 s), then everything is closed. */
  stop: () => Promise<void>
}

/** Fails as `Workspace.open` does; the gateway is not listening yet. */
export async function createProgram(options: ProgramOptions): Promise<Program> {
  const { dataFolder, secretsFor, policy } = options
  const binDays = policy.BinDays ?? defaultBinDays
  let auditFile: AuditFile | undefined
  const workspace = await Workspace.open({
    ...{ dataFolder, secretsFor, binDays },
    onRecorded: () => auditFile?.copy(),
  })
  if (policy.AuditFile !== undefined) {
    auditFile = new AuditFile({
      ...{ file: policy.AuditFile, dataFolder, onFailure: options.onAuditFailure },
      entriesAfter: (sequence) => workspace.activity.after(sequence),
    })
    auditFile.copy()
  }
  const decoder = createDecoder({ fork: options.forkDecoder })
  const gateway = createGateway({ spawnWorker: options.spawnGatewayWorker })
  const source = createGatewaySource(workspace, decoder)
  const calls = new CallHistory(workspace.handshakes)
  gateway.onCalls((batch) => options.onCalls(calls.add(batch)))
  const applyConfiguration = async (): Promise<void> => gateway.apply(await buildConfiguration(source))
  const applyChange = async (topics: readonly WorkspaceTopic[]): Promise<void> => {
    await applyConfiguration()
    if (topics.includes('certificates')) calls.forgetGone()
    options.onChange(topics)
  }
  const serviceFor = (door: Door): EmbeddedService =>
    createEmbeddedService(workspace, { decoder, door, policy, onChange: applyChange })
  const sample = createSample({
    folder: `${dataFolder}/sample`,
    service: serviceFor('sample'),
    clock: () => new Date(),
  })
  const managementApi = createManagementApi({
    service: serviceFor('rest-api'),
    secrets: workspace.secrets,
    gatewayUrl: () => (gateway.status.state === 'running' ? gateway.status.url : null),
    version: options.version,
    policy,
    onUnexpected: options.onUnexpected,
  })
  return {
    policy,
    workspace,
    decoder,
    gateway,
    service: serviceFor('window'),
    sample,
    calls,
    managementApi,
    applyConfiguration,
    checkBackEnd: async (request) => {
      const check = await checkApi(source, request, (target) => gateway.checkBackEnd(target))
      const news = calls.addCheck(request.apiId, check)
      if (news !== null) options.onCalls(news)
      return check
    },
    audit: async () => {
      const found = await workspace.audit()
      if (found.length > 0) options.onChange(['certificates'])
    },
    stop: async () => {
      await managementApi.stop()
      await gateway.stop()
      await sample.stop()
      decoder.close()
      await workspace.close()
    },
  }
}

/**
 * Brings the gateway up, and then the sample's back end: should that fail, the gateway serves all the same. It listens
 * when it knows what it serves, so that no call is told that there is no such API.
 */
export async function startProgram(
  program: Program,
  gatewayPort: number,
  access = allowedAccess(program.policy),
): Promise<void> {
  await program.gateway.start(gatewayPort, access, program.applyConfiguration())
  await Promise.all([program.sample.start(), program.audit()])
}
