/**
 * A profile whose workspace holds thousands of real certificates, made by restoring a backup: that is the one way in
 * which the service itself takes many at once. Making 10,000 takes some minutes, so each size is kept in
 * `node_modules/.cache` and a measurement gets a copy.
 */
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDecoder } from '../../main/certificates/decoder-host.ts'
import { forkWithNode } from '../../main/certificates/fork-decoder.ts'
import { issueCertificate, type IssuedCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { toBytes, type ContentApi, type ContentCertificate } from '../../main/management/backup-content.ts'
import { createEmbeddedService } from '../../main/management/embedded-service.ts'
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import { fromStoredValue, toStoredValue } from '../../main/secrets/stored-value.ts'
import { sealBackup } from '../../main/workspace/backup-file.ts'
import { Workspace } from '../../main/workspace/workspace.ts'
import { keychainFile } from '../fixtures/keychain-file.ts'
import { prepareProfile } from '../fixtures/program.ts'

const day = 86_400_000
/** Raised when what is made here changes; the folders of other numbers are not used any more. */
const version = 1
const cache = join(import.meta.dirname, '../../node_modules/.cache/warifu-bench')
const passphrase = 'only for a measurement'

const departments = [
  'Integration',
  '受発注システム',
  'Payments',
  '物流',
  'Partner gateway',
  '経理部',
] as const
const purposes = [
  'orders',
  'invoices',
  '在庫照会',
  'shipping',
  '顧客マスター',
  'payroll',
  'telemetry',
] as const

/** @returns a folder of its own with `data` in it, and how to take it away */
export async function filledProfile(
  count: number,
  say: (line: string) => void,
  apis = 100,
): Promise<{ dataDir: string; remove: () => void }> {
  const kept = join(cache, `${String(count)}-${String(apis)}-v${String(version)}`)
  if (!existsSync(kept)) {
    say(`Making a workspace of ${count.toLocaleString('en')} certificates; it is kept for the next time.`)
    const making = `${kept}.${randomUUID()}`
    await make(join(making, 'data'), count, apis)
    renameSync(making, kept)
  }
  const folder = mkdtempSync(join(tmpdir(), 'warifu-bench-'))
  cpSync(kept, folder, { recursive: true })
  return { dataDir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

async function make(dataDir: string, count: number, apis: number): Promise<void> {
  await prepareProfile(dataDir)
  const certificates: ContentCertificate[] = []
  const authority = await issueCertificate({
    subject: { commonName: 'Contoso Issuing CA 2', organization: 'Contoso Ltd.', country: 'JP' },
    ca: true,
  })
  for (let number = 0; number < count; number += 1)
    certificates.push(await makeCertificate(number, authority))
  const content = {
    createdAt: new Date().toISOString(),
    createdBy: 'bench',
    certificates,
    apis: certificates.filter((_, index) => index % (count / apis) === 0).map(makeApi),
    ...{ allApisPolicy: null, gatewayHttps: null, preferences: null },
  }
  const file = await sealBackup(toBytes(content), passphrase)
  await restoreInto(dataDir, file)
}

async function makeCertificate(number: number, issuer: IssuedCertificate): Promise<ContentCertificate> {
  const purpose = purposes[number % purposes.length] ?? 'orders'
  const commonName = `${purpose}-${String(number).padStart(5, '0')}.contoso.example`
  // From a year ago to two years on: some expired, some about to.
  const notAfter = new Date(Date.now() + ((number * 7_919) % 1_095) * day - 365 * day + day / 2)
  const { certificateDer, privateKey } = await issueCertificate({
    subject: {
      commonName,
      organizationalUnit: departments[number % departments.length] ?? 'Integration',
      organization: 'Contoso Ltd.',
      country: 'JP',
    },
    issuer,
    notBefore: new Date(notAfter.getTime() - 730 * day),
    notAfter,
    extendedKeyUsage: ['clientAuth'],
    // IA5String: a DNS name has no Japanese in it.
    subjectAlternativeNames: [`DNS:client-${String(number)}.contoso.example`],
  })
  const password = `password-${String(number)}`
  const pfx = writePfx({ privateKey, certificates: [certificateDer, issuer.certificateDer], password })
  const hash = (algorithm: string) => createHash(algorithm).update(certificateDer).digest('hex').toUpperCase()
  return {
    id: randomUUID(),
    ...{ pfx: pfx.toString('base64'), password, commonName },
    ...{ thumbprint: hash('sha1'), sha256Thumbprint: hash('sha256') },
    notAfter: notAfter.toISOString(),
    fileName: `${commonName}.pfx`,
    uploadedAt: new Date(Date.now() - (number % 300) * day).toISOString(),
    replaced: null,
  }
}

const makeApi = ({ thumbprint, commonName }: ContentCertificate, number: number): ContentApi => ({
  id: `api-${String(number)}`,
  displayName: commonName.replace(/-\d+\..*/u, ` API ${String(number)}`),
  path: `api-${String(number)}`,
  serviceUrl: 'https://backend.contoso.example',
  ...{ trust: null, basicPassword: null, gateway: null, operations: [] },
  policy: `<policies>
    <inbound>
        <base />
        <authentication-certificate thumbprint="${thumbprint}" />
    </inbound>
</policies>
`,
})

async function restoreInto(dataDir: string, backup: Buffer): Promise<void> {
  mkdirSync(join(dataDir, 'workspace'), { mode: 0o700, recursive: true })
  const items = new Map<string, string>()
  let service = ''
  const workspace = await Workspace.open({
    dataFolder: join(dataDir, 'workspace'),
    secretsFor: (workspaceId) => {
      service = `Warifu ${workspaceId}`
      return storeIn(items)
    },
  })
  const decoder = createDecoder({ fork: forkWithNode })
  try {
    const onChange = () => Promise.resolve()
    await createEmbeddedService(workspace, { decoder, door: 'window', onChange }).backup.restore(
      backup,
      passphrase,
    )
  } finally {
    await workspace.close()
    decoder.close()
  }
  // The form of e2e/stand-in/memory-keytar.ts.
  const kept = [...items].map(([account, password]) => ({ service, account, password }))
  writeFileSync(keychainFile(dataDir), JSON.stringify(kept), { mode: 0o600 })
}

const storeIn = (items: Map<string, string>): SecretStore => ({
  get: (account) => {
    const stored = items.get(account)
    return Promise.resolve(stored === undefined ? null : fromStoredValue(stored))
  },
  set: (account, value) => {
    items.set(account, toStoredValue(value))
    return Promise.resolve()
  },
  delete: (account) => Promise.resolve(items.delete(account)),
  accounts: () => Promise.resolve([...items.keys()]),
  status: () => Promise.resolve({ state: 'available', name: 'bench' }),
})
