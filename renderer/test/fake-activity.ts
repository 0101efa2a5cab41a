/** A record for component specs and pictures. Made up; the hashes belong to nothing. */
import type {
  ActivityAct,
  ActivityEntry,
  ActivityFacts,
  RepairReport,
} from '../../preload/contract/activity.ts'
import type { RestorePreview } from '../../preload/contract/backups.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { exampleApis, exampleCertificates, hexadecimal } from './fake-facts.ts'

interface Deed {
  act: ActivityAct
  hoursAgo: number
  subject: ActivityEntry['subject']
  before?: ActivityFacts
  after?: ActivityFacts
  door?: ActivityEntry['door']
  actor?: string
}

const certificateFacts = (place: number): ActivityFacts => {
  const certificate = exampleCertificates()[place]
  if (!certificate) throw new RangeError(String(place))
  const { id, subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter } = certificate
  return { id, subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter }
}

const certificate = (name: string) => ({ kind: 'certificate' as const, id: `certificate-${name}`, name })
const api = (name: string) => ({ kind: 'api' as const, id: `api-${name}`, name })

/** From the first deed to the latest. */
const deeds = (): readonly Deed[] => [
  {
    act: 'workspace-created',
    hoursAgo: 75,
    subject: { kind: 'workspace', id: 'workspace', name: '' },
    before: { sealingKeyId: null },
    after: { sealingKeyId: '6f1c0a52' },
  },
  {
    act: 'api-created',
    hoursAgo: 74.9,
    subject: api('受注 API'),
    after: {
      displayName: '受注 API',
      path: 'orders',
      serviceUrl: 'https://orders.contoso.example',
      trust: null,
    },
  },
  {
    act: 'certificate-uploaded',
    hoursAgo: 74.5,
    subject: certificate('orders-gateway'),
    after: certificateFacts(0),
  },
  {
    act: 'policy-saved',
    hoursAgo: 74.4,
    subject: api('受注 API'),
    before: { sha256: hexadecimal(40, 64).toLowerCase(), credentials: 'none' },
    after: {
      sha256: hexadecimal(41, 64).toLowerCase(),
      credentials: 'mutual',
      thumbprint: hexadecimal(1, 40),
      certificateId: 'certificate-1',
    },
  },
  {
    act: 'certificate-uploaded',
    hoursAgo: 27,
    door: 'rest-api',
    actor: 'deploy@build-07',
    subject: certificate('billing-client'),
    after: certificateFacts(1),
  },
  {
    act: 'api-changed',
    hoursAgo: 26,
    subject: api('請求 API'),
    before: { displayName: '請求 API', path: 'billing', serviceUrl: 'http://billing.contoso.example' },
    after: { displayName: '請求 API', path: 'billing', serviceUrl: 'https://billing.contoso.example' },
  },
  {
    act: 'certificate-replaced',
    hoursAgo: 3,
    subject: certificate('orders-gateway'),
    before: certificateFacts(0),
    after: { ...certificateFacts(1), apis: exampleApis().map(({ id }) => id) },
  },
  {
    act: 'certificate-deleted',
    hoursAgo: 1,
    subject: certificate('legacy-batch'),
    before: certificateFacts(2),
  },
  { act: 'act-undone', hoursAgo: 0.2, door: 'start-up', subject: certificate('shipping-client') },
]

/** Newest first, as main answers. */
export const exampleActivity = (): ActivityEntry[] =>
  deeds()
    .map(({ act, hoursAgo, subject, before, after, door = 'window', actor = 'tanaka@WS-0412' }, index) => ({
      sequence: index + 1,
      at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      actor,
      door,
      act,
      subject,
      before: before ?? null,
      after: after ?? null,
      previousHash: index === 0 ? '0'.repeat(64) : hexadecimal(index + 99, 64).toLowerCase(),
      hash: hexadecimal(index + 100, 64).toLowerCase(),
    }))
    .reverse()

export const exampleRepairs = (): RepairReport => [
  {
    kind: 'database-set-aside',
    file: '/home/admin/.config/Warifu/workspace/damaged/2026-08-02T03-00-00Z/warifu.db',
  },
  {
    ...{ kind: 'database-restored', backupOf: new Date(Date.now() - 300_000).toISOString() },
    ...{ changes: 1, until: new Date(Date.now() - 240_000).toISOString(), complete: false },
  },
  { kind: 'keychain-item-missing', certificateId: 'certificate-1' },
  { kind: 'keychain-item-left-over', account: 'certificate:1' },
  { kind: 'keychain-item-left-over', account: 'certificate:2' },
]

export const exampleRestore = (): RestorePreview => {
  const [first, second, third] = exampleCertificates()
  const certificate = ({ commonName, thumbprint, notAfter }: Certificate) => ({
    commonName,
    thumbprint,
    notAfter,
  })
  const [api] = exampleApis()
  return {
    createdAt: new Date(Date.now() - 86_400_000).toISOString(),
    createdBy: 'tanaka@WS-0388',
    certificates: {
      added: [first, second].filter((one) => one !== undefined).map(certificate),
      mended: [],
      kept: third ? [certificate(third)] : [],
    },
    apis: {
      added: [{ id: 'api-new', displayName: '在庫照会 API' }],
      replaced: api ? [{ id: api.id, displayName: api.displayName }] : [],
      kept: [],
    },
    allApisPolicy: 'absent',
    gatewayHttps: 'absent',
    preferences: true,
  }
}
