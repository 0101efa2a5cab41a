/**
 * A window.warifu without a main process, for component specs and pictures. Derived from `Bridge`, so it cannot
 * drift from the contract; it holds its state in memory and does no cryptography.
 */
import type { Api } from '../../preload/contract/apis.ts'
import type { BackupWritten, RestorePreview } from '../../preload/contract/backups.ts'
import type { ActivityEntry, ActivityVerification, RepairReport } from '../../preload/contract/activity.ts'
import type {
  BinnedCertificate,
  Certificate,
  IdentityFacts,
  PfxInspection,
} from '../../preload/contract/certificates.ts'
import type { ErrorCode, ErrorDetails, Failure, Result } from '../../preload/contract/errors.ts'
import type { HeldFile } from '../../preload/contract/files.ts'
import type { BackEndCheck, GatewayStatus, RecentCalls } from '../../preload/contract/gateway.ts'
import type { ManagementApiView } from '../../preload/contract/management-api.ts'
import type { FileDescription } from '../../preload/contract/inspections.ts'
import type { Policy } from '../../preload/contract/policies.ts'
import type { Environment } from '../../preload/contract/preferences.ts'
import type { Bridge, Events } from '../../preload/contract/requests.ts'
import type { SampleStatus } from '../../preload/contract/sample.ts'
import { acceptedCheck } from './fake-checks.ts'
import { fakeCertificate, fakeFacts, issuingAuthority, rootAuthority } from './fake-facts.ts'

export interface FakeState {
  environment: Environment
  certificates: Certificate[]
  bin: BinnedCertificate[]
  /** What the inspector sees in a held file, without and with its password. */
  descriptions: Record<string, { locked: FileDescription; unlocked: FileDescription }>
  /** Newest first. */
  activity: ActivityEntry[]
  verification: ActivityVerification
  repairs: RepairReport
  /** What `backUp` answers; null is a closed dialog. */
  backup: BackupWritten | null
  restorable: RestorePreview
  apis: Api[]
  policies: Record<string, Policy>
  gateway: GatewayStatus
  /** What a check of any back end tells. */
  check: BackEndCheck
  calls: RecentCalls
  managementApi: ManagementApiView
  sample: SampleStatus
  /** What `files.choose` answers next; null is a closed dialog. */
  chosen: HeldFile | null
  /** The password that `inspect` accepts for any file. */
  password: string
  identities: IdentityFacts[]
  /** The next call of a method, e.g. `certificates.inspect`, fails with this. */
  failNext: Record<string, Failure>
  copied: string[]
  released: string[]
}

export interface FakeBridge extends Bridge {
  state: FakeState
  emit: <Name extends keyof Events>(name: Name, ...args: Parameters<Events[Name]>) => void
}

const good = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const failure = <Code extends ErrorCode>(code: Code, details: ErrorDetails[Code]): Failure =>
  ({ code, details }) as Failure

export const emptyState = (): FakeState => ({
  environment: {
    version: '0.1.0',
    platform: 'linux',
    language: 'en',
    dataFolder: '/home/admin/.config/Warifu',
    preferences: { language: 'system', theme: 'system', gatewayPort: 8400 },
    keychain: { state: 'available', name: 'GNOME Keyring' },
    binDays: 30,
    firstRun: false,
  },
  certificates: [],
  bin: [],
  descriptions: {},
  activity: [],
  verification: { state: 'intact', entries: 0 },
  repairs: [],
  backup: { name: 'warifu-2026-08-02.warifu-backup', leftOut: [] },
  restorable: {
    createdAt: '2026-08-01T03:00:00.000Z',
    createdBy: 'tanaka@WS-0412',
    certificates: { added: [], mended: [], kept: [] },
    apis: { added: [], replaced: [], kept: [] },
    preferences: true,
  },
  apis: [],
  policies: {},
  gateway: { state: 'running', port: 8400, url: 'http://127.0.0.1:8400' },
  check: acceptedCheck(),
  calls: { calls: [], omitted: 0, tallies: [], handshakes: [] },
  managementApi: { status: { state: 'off' }, port: 18_444 },
  sample: { installed: false, folder: null, serviceUrl: null, apiId: null, files: [] },
  chosen: { fileId: 'file-1', name: 'orders-client.pfx', size: 3_412 },
  password: 'correct',
  identities: [
    {
      leaf: fakeFacts(21, { commonName: 'orders-client' }),
      chain: [issuingAuthority, rootAuthority],
      findings: [],
    },
  ],
  failNext: {},
  copied: [],
  released: [],
})

const installedSample: SampleStatus = {
  installed: true,
  folder: '/home/admin/.config/Warifu/sample',
  serviceUrl: 'https://localhost:49213',
  apiId: 'api-sample',
  files: [
    { kind: 'rsa', fileName: 'sample-rsa.pfx', password: 'warifu-sample' },
    { kind: 'ec', fileName: 'sample-ec.pfx', password: '割符' },
    { kind: 'expired', fileName: 'sample-expired.pfx', password: 'warifu-sample' },
    { kind: 'untrusted', fileName: 'sample-untrusted.pfx', password: 'warifu-sample' },
  ],
}

export function createFakeBridge(changes: Partial<FakeState> = {}): FakeBridge {
  const state: FakeState = { ...emptyState(), ...changes }
  const listeners: { [Name in keyof Events]: Set<Events[Name]> } = {
    workspaceChanged: new Set(),
    gatewayChanged: new Set(),
    gatewayCalled: new Set(),
    preferencesChanged: new Set(),
    filesOpened: new Set(),
    command: new Set(),
  }
  const emit: FakeBridge['emit'] = (name, ...args) => {
    for (const listener of listeners[name]) (listener as (...values: typeof args) => void)(...args)
  }
  const listen =
    <Name extends keyof Events>(name: Name) =>
    (listener: Events[Name]) => {
      listeners[name].add(listener)
      return () => void listeners[name].delete(listener)
    }

  /** Answers like main: later, and with the failure that was asked for. */
  async function answer<Value>(method: string, work: () => Result<Value>): Promise<Result<Value>> {
    await Promise.resolve()
    const asked = state.failNext[method]
    if (!asked) return work()
    Reflect.deleteProperty(state.failNext, method)
    return { ok: false, error: asked }
  }
  const fails = <Value>(error: Failure): Result<Value> => ({ ok: false, error })

  const policyOf = (apiId: string): Policy =>
    (state.policies[apiId] ??= {
      apiId,
      etag: '1',
      text: '<policies>\n    <inbound>\n        <base />\n    </inbound>\n</policies>\n',
      problems: [],
      credentials: state.apis.find((api) => api.id === apiId)?.credentials ?? { kind: 'none' },
    })

  function inspected(fileId: string): PfxInspection {
    return {
      fileId,
      name: state.chosen?.name ?? 'client.pfx',
      identities: state.identities,
      otherCertificates: [],
      encryption: {
        mac: { algorithm: 'SHA-256', iterations: 2_048 },
        schemes: [{ algorithm: 'PBES2 AES-256-CBC hmacWithSHA256', iterations: 2_048 }],
      },
    }
  }

  return {
    state,
    emit,
    program: {
      environment: () => answer('program.environment', () => good(state.environment)),
      setPreferences: (next) =>
        answer('program.setPreferences', () => {
          const preferences = { ...state.environment.preferences, ...next }
          const language =
            preferences.language === 'system' ? state.environment.language : preferences.language
          state.environment = { ...state.environment, preferences, language }
          emit('preferencesChanged', state.environment)
          return good(preferences)
        }),
      copyText: (text) => answer('program.copyText', () => good(void state.copied.push(text))),
    },
    files: {
      choose: () => answer('files.choose', () => good(state.chosen)),
      release: (fileId) => answer('files.release', () => good(void state.released.push(fileId))),
    },
    dropFile: (file) =>
      answer('dropFile', () => good({ fileId: `file-${file.name}`, name: file.name, size: file.size })),
    certificates: {
      list: () => answer('certificates.list', () => good(state.certificates)),
      inspect: ({ fileId, password }) =>
        answer('certificates.inspect', () =>
          password === state.password ? good(inspected(fileId)) : fails(failure('wrong-password', {})),
        ),
      upload: ({ identity }) =>
        answer('certificates.upload', () => {
          const chosen = state.identities[identity]
          if (!chosen) return fails(failure('request-invalid', { field: 'identity' }))
          const certificate = fakeCertificate(0, {
            ...chosen.leaf,
            chain: chosen.chain,
            findings: chosen.findings,
            id: `certificate-${chosen.leaf.thumbprint}`,
            uploadedAt: new Date().toISOString(),
          })
          state.certificates = [...state.certificates, certificate]
          emit('workspaceChanged', ['certificates'])
          return good(certificate)
        }),
      replace: ({ id, identity }) =>
        answer('certificates.replace', () => {
          const old = state.certificates.find((one) => one.id === id)
          const chosen = state.identities[identity]
          if (!old || !chosen) return fails(failure('not-found', { what: 'certificate', id }))
          const certificate = fakeCertificate(0, {
            ...chosen.leaf,
            chain: chosen.chain,
            id: `certificate-${chosen.leaf.thumbprint}`,
            usedBy: old.usedBy,
          })
          const replacedBy = { certificateId: certificate.id, at: new Date().toISOString() }
          const kept = state.certificates.map((one) =>
            one.id === id ? { ...one, usedBy: [], replacedBy } : one,
          )
          state.certificates = [...kept, certificate]
          emit('workspaceChanged', ['certificates', 'apis', 'policies'])
          return good(certificate)
        }),
      makePfx: () =>
        answer('certificates.makePfx', () => good({ fileId: 'file-made', name: 'made.pfx', size: 2_980 })),
      rollBack: ({ id }) =>
        answer('certificates.rollBack', () => {
          const old = state.certificates.find((one) => one.id === id)
          const current = state.certificates.find((one) => one.id === old?.replacedBy?.certificateId)
          if (!old || !current) return fails(failure('not-found', { what: 'certificate', id }))
          const back: Certificate = { ...old, usedBy: current.usedBy }
          delete back.replacedBy
          state.certificates = state.certificates.map((one) =>
            one.id === id ? back : one.id === current.id ? { ...one, usedBy: [] } : one,
          )
          emit('workspaceChanged', ['certificates', 'apis', 'policies'])
          return good(back)
        }),
      remove: ({ id }) =>
        answer('certificates.remove', () => {
          const used = state.certificates.find((one) => one.id === id)?.usedBy ?? []
          if (used.length > 0) return fails(failure('certificate-in-use', { apis: used }))
          state.certificates = state.certificates.filter((one) => one.id !== id)
          emit('workspaceChanged', ['certificates'])
          return good(undefined)
        }),
      cancel: () => answer('certificates.cancel', () => good(undefined)),
    },
    inspection: {
      open: ({ fileId, password }) =>
        answer('inspection.open', () => {
          const description = state.descriptions[fileId]
          if (!description) return fails(failure('file-no-longer-held', {}))
          const { locked, unlocked } = description
          return good(password === state.password ? unlocked : locked)
        }),
      holdText: ({ name, text }) =>
        answer('inspection.holdText', () => good({ fileId: 'file-text', name, size: text.length })),
      save: () => answer('inspection.save', () => good('certificate.pem')),
    },
    bin: {
      list: () => answer('bin.list', () => good(state.bin)),
      restore: (id) =>
        answer('bin.restore', () => {
          const binned = state.bin.find((one) => one.id === id)
          if (!binned) return fails(failure('not-found', { what: 'certificate', id }))
          const certificate = fakeCertificate(0, binned)
          state.bin = state.bin.filter((one) => one.id !== id)
          state.certificates = [...state.certificates, certificate]
          emit('workspaceChanged', ['certificates'])
          return good(certificate)
        }),
      purge: (id) =>
        answer('bin.purge', () => {
          state.bin = state.bin.filter((one) => one.id !== id)
          emit('workspaceChanged', ['certificates'])
          return good(undefined)
        }),
      empty: () =>
        answer('bin.empty', () => {
          state.bin = []
          emit('workspaceChanged', ['certificates'])
          return good(undefined)
        }),
    },
    activity: {
      list: ({ limit, before, filter }) =>
        answer('activity.list', () => {
          const { subject, door, text, namedActs } = filter
          const found = state.activity.filter(
            (entry) =>
              (before === null || entry.sequence < before) &&
              (subject === null || entry.subject.kind === subject) &&
              (door === null || entry.door === door) &&
              (namedActs.includes(entry.act) || entry.subject.name.includes(text)),
          )
          return good(found.slice(0, limit))
        }),
      verify: () => answer('activity.verify', () => good(state.verification)),
      export: (format) => answer('activity.export', () => good(`activity.${format}`)),
    },
    workspace: {
      repairs: () => answer('workspace.repairs', () => good(state.repairs)),
      backUp: () => answer('workspace.backUp', () => good(state.backup)),
      previewRestore: ({ passphrase }) =>
        answer('workspace.previewRestore', () =>
          passphrase === state.password ? good(state.restorable) : fails(failure('wrong-passphrase', {})),
        ),
      restore: () =>
        answer('workspace.restore', () => {
          emit('workspaceChanged', ['certificates', 'apis', 'policies'])
          return good(state.restorable)
        }),
    },
    apis: {
      list: () => answer('apis.list', () => good(state.apis)),
      create: (draft) =>
        answer('apis.create', () => {
          const api: Api = {
            id: `api-${draft.path}`,
            etag: '1',
            displayName: draft.displayName,
            path: draft.path,
            serviceUrl: draft.serviceUrl,
            trust: { kind: 'system' },
            credentials: { kind: 'none' },
          }
          state.apis = [...state.apis, api]
          emit('workspaceChanged', ['apis'])
          return good(api)
        }),
      update: ({ id, draft }) =>
        answer('apis.update', () => {
          const before = state.apis.find((api) => api.id === id)
          if (!before) return fails(failure('not-found', { what: 'api', id }))
          const { displayName, path, serviceUrl, gateway = before.gateway } = draft
          const etag = `${before.etag}+`
          const api: Api = { ...before, etag, displayName, path, serviceUrl, ...(gateway && { gateway }) }
          state.apis = state.apis.map((one) => (one.id === id ? api : one))
          emit('workspaceChanged', ['apis'])
          return good(api)
        }),
      remove: ({ id }) =>
        answer('apis.remove', () => {
          state.apis = state.apis.filter((api) => api.id !== id)
          emit('workspaceChanged', ['apis', 'certificates'])
          return good(undefined)
        }),
      saveSecurity: ({ id, choice }) =>
        answer('apis.saveSecurity', () => {
          const before = state.apis.find((api) => api.id === id)
          if (!before) return fails(failure('not-found', { what: 'api', id }))
          const certificate =
            choice.kind === 'mutual'
              ? state.certificates.find((one) => one.id === choice.certificateId)
              : undefined
          const credentials: Api['credentials'] =
            choice.kind === 'mutual'
              ? {
                  kind: 'mutual',
                  reference: { by: 'thumbprint', value: certificate?.thumbprint ?? '' },
                  certificateId: choice.certificateId,
                }
              : choice.kind === 'basic'
                ? { kind: 'basic', username: choice.username }
                : { kind: 'none' }
          const api: Api = { ...before, credentials }
          state.apis = state.apis.map((one) => (one.id === id ? api : one))
          state.policies[id] = { ...policyOf(id), etag: `${policyOf(id).etag}+`, credentials }
          emit('workspaceChanged', ['apis', 'certificates', 'policies'])
          return good({ api, effectiveAt: new Date().toISOString() })
        }),
    },
    policies: {
      get: (apiId) => answer('policies.get', () => good(policyOf(apiId))),
      save: ({ apiId, text }) =>
        answer('policies.save', () => {
          const policy: Policy = { ...policyOf(apiId), text, etag: `${policyOf(apiId).etag}+` }
          state.policies[apiId] = policy
          emit('workspaceChanged', ['policies'])
          return good(policy)
        }),
      check: ({ apiId }) =>
        answer('policies.check', () => {
          const { problems, credentials } = policyOf(apiId)
          return good({ problems, credentials })
        }),
    },
    gateway: {
      status: () => answer('gateway.status', () => good(state.gateway)),
      listen: (port) =>
        answer('gateway.listen', () => {
          state.gateway = { state: 'running', port, url: `http://127.0.0.1:${String(port)}` }
          emit('gatewayChanged', state.gateway)
          return good(state.gateway)
        }),
      testCall: (request) =>
        answer('gateway.testCall', () =>
          good({
            url: `http://127.0.0.1:8400${request.path}`,
            status: 200,
            statusText: 'OK',
            headers: [['content-type', 'application/json']],
            body: '{"subject":"CN=orders-gateway"}',
            bodyBytes: 31,
            durationMs: 12,
            presented: null,
            tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', resumed: false },
          }),
        ),
      recentCalls: () => answer('gateway.recentCalls', () => good(state.calls)),
      checkBackEnd: () => answer('gateway.checkBackEnd', () => good(state.check)),
    },
    managementApi: {
      status: () => answer('managementApi.status', () => good(state.managementApi)),
      switchOn: (port) =>
        answer('managementApi.switchOn', () => {
          state.managementApi = {
            status: { state: 'running', port, url: `http://127.0.0.1:${String(port)}` },
            port,
          }
          return good({ ...state.managementApi, token: 'warifu_first' })
        }),
      switchOff: () =>
        answer('managementApi.switchOff', () => {
          state.managementApi = { ...state.managementApi, status: { state: 'off' } }
          return good(state.managementApi)
        }),
      renewToken: () => answer('managementApi.renewToken', () => good('warifu_renewed')),
    },
    sample: {
      status: () => answer('sample.status', () => good(state.sample)),
      install: () =>
        answer('sample.install', () => {
          state.sample = installedSample
          emit('workspaceChanged', ['sample', 'apis'])
          return good(state.sample)
        }),
      remove: () =>
        answer('sample.remove', () => {
          state.sample = { installed: false, folder: null, serviceUrl: null, apiId: null, files: [] }
          emit('workspaceChanged', ['sample', 'apis', 'certificates'])
          return good(state.sample)
        }),
      holdFile: (fileName) =>
        answer('sample.holdFile', () => good({ fileId: `file-${fileName}`, name: fileName, size: 2_512 })),
      openFolder: () => answer('sample.openFolder', () => good(undefined)),
    },
    events: {
      onWorkspaceChanged: listen('workspaceChanged'),
      onGatewayChanged: listen('gatewayChanged'),
      onGatewayCalled: listen('gatewayCalled'),
      onPreferencesChanged: listen('preferencesChanged'),
      onFilesOpened: listen('filesOpened'),
      onCommand: listen('command'),
    },
  }
}
