import { isLost } from '../../preload/contract/certificates.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { BackupCertificate } from '../../preload/contract/backups.ts'
import { isWarifuError } from '../warifu-error.ts'
import { osActor } from '../workspace/activity.ts'
import { unsealPfx } from '../workspace/identities.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { BackupContent, ContentApi, ContentCertificate, ContentOperation } from './backup-content.ts'

/** As a preview names it. */
export const backupCertificate = ({
  commonName,
  thumbprint,
  notAfter,
}: Pick<Certificate, 'commonName' | 'thumbprint' | 'notAfter'>): BackupCertificate => ({
  commonName,
  thumbprint,
  notAfter,
})

const certificateContent = async (
  workspace: Workspace,
  { id, facts, fileName, uploadedAt, replaced }: StoredCertificate,
): Promise<ContentCertificate> => {
  const { pfx, password } = await unsealPfx(workspace, id)
  const { sha256Thumbprint } = facts
  const content = {
    ...{ id, password, ...backupCertificate(facts), sha256Thumbprint, fileName, uploadedAt },
    pfx: pfx.toString('base64'),
    replaced: replaced === null ? null : { ...replaced, apiIds: [...replaced.apiIds] },
  }
  pfx.fill(0)
  return content
}

/** Also what a restore compares with. */
export const operationsContent = (workspace: Workspace, apiId: string): ContentOperation[] =>
  workspace.operations.list(apiId).map(({ id, displayName, method, urlTemplate, description }) => ({
    ...{ id, displayName, method, urlTemplate, description },
    policy: workspace.policies.get({ kind: 'operation', apiId, operationId: id })?.text ?? null,
  }))

/**
 * Everything but the bin. `leftOut` are certificates that cannot be opened any more: a backup without them is better
 * than none, when it says so. Fails as the keychain does when it cannot be asked.
 */
export const collectBackup = async (
  workspace: Workspace,
  preferences: Readonly<Record<string, unknown>> | null,
): Promise<{ content: BackupContent; leftOut: BackupCertificate[] }> => {
  const certificates: ContentCertificate[] = []
  const leftOut: BackupCertificate[] = []
  for (const stored of workspace.certificates.list()) {
    try {
      certificates.push(await certificateContent(workspace, stored))
    } catch (error) {
      if (!isWarifuError(error) || !isLost(error.code)) throw error
      leftOut.push(backupCertificate(stored.facts))
    }
  }
  const apis: ContentApi[] = []
  for (const { id, displayName, path, serviceUrl, trust, basicAccount, gateway } of workspace.apis.list()) {
    apis.push({
      ...{ id, displayName, path, serviceUrl },
      trust: trust === null ? null : { name: trust.name, pem: trust.pem },
      gateway,
      policy: workspace.policies.get({ kind: 'api', apiId: id })?.text ?? null,
      operations: operationsContent(workspace, id),
      basicPassword: basicAccount === null ? null : await workspace.secrets.get(basicAccount),
    })
  }
  const createdAt = workspace.now().toISOString()
  const allApisPolicy = workspace.policies.get({ kind: 'all-apis' })?.text ?? null
  const https = workspace.gatewayHttps.certificateId()
  const gatewayHttps = certificates.some(({ id }) => id === https) ? https : null
  const whole = { certificates, apis, allApisPolicy, gatewayHttps }
  const content = { createdAt, createdBy: osActor(), ...whole, preferences }
  return { content, leftOut }
}
