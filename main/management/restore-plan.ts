/** Works out what restoring a backup would do, before anything is done. */
import { randomUUID } from 'node:crypto'
import type { ApiReference } from '../../preload/contract/apis.ts'
import type { BackupCertificate, RestorePreview } from '../../preload/contract/backups.ts'
import { replaceReference } from '../policy/references.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { normaliseDisplayName, normalisePath, normaliseServiceUrl } from './api-properties.ts'
import type { BackupContent, ContentApi, ContentCertificate, ContentOperation } from './backup-content.ts'
import { backupCertificate, operationsContent } from './create-backup.ts'
import { normaliseOperation } from './embedded-operations.ts'
import { basicName } from './embedded-policies.ts'
import { canBeOpened } from './keep-certificate.ts'

export interface CertificateStep {
  action: 'add' | 'mend' | 'keep'
  content: ContentCertificate
  /** Its id in the workspace. */
  id: string
  present: StoredCertificate | null
}

export interface ApiStep {
  action: 'add' | 'replace' | 'keep'
  /** Path, URL and policy as they will be in the workspace. */
  content: ContentApi
  /** Its id in the backup. */
  givenId: string
  present: StoredApi | null
}

export interface RestorePlan {
  certificates: readonly CertificateStep[]
  apis: readonly ApiStep[]
  allApisPolicy: { action: RestorePreview['allApisPolicy']; text: string }
  gatewayHttps: { action: RestorePreview['gatewayHttps']; certificateId: string | null }
}

const certificateStep = async (
  workspace: Workspace,
  content: ContentCertificate,
): Promise<CertificateStep> => {
  const present = workspace.certificates.find(content.sha256Thumbprint)
  if (present !== null) {
    const action = (await canBeOpened(workspace, present.id)) ? 'keep' : 'mend'
    return { action, content, id: present.id, present }
  }
  // The id may belong to the same certificate in the bin, which stays there.
  const taken = workspace.certificates.get(content.id) !== null
  return { action: 'add', content, id: taken ? randomUUID() : content.id, present: null }
}

/** The policy with the ids that its certificates and its password have in this workspace. */
const translated = (policy: string, certificates: readonly CertificateStep[]): string =>
  certificates.reduce((text, { content: { id: from, thumbprint }, id: to }) => {
    return from === to ? text : replaceReference(text, { id: from, thumbprint }, { id: to, thumbprint })
  }, policy)

const isSame = async (workspace: Workspace, present: StoredApi, content: ContentApi): Promise<boolean> => {
  const { displayName, path, serviceUrl, trust, basicAccount, gateway } = present
  const properties = [displayName, path, serviceUrl, JSON.stringify(gateway), trust?.name, trust?.pem]
  const others = [content.displayName, content.path, content.serviceUrl, JSON.stringify(content.gateway)]
  const same = [...others, content.trust?.name, content.trust?.pem].every(
    (value, index) => value === properties[index],
  )
  const policy = workspace.policies.get({ kind: 'api', apiId: present.id })?.text ?? null
  if (!same || policy !== content.policy) return false
  const byId = (operations: readonly ContentOperation[]) =>
    JSON.stringify(operations.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
  if (byId(operationsContent(workspace, present.id)) !== byId(content.operations)) return false
  const password = basicAccount === null ? null : await workspace.secrets.get(basicAccount)
  return password === content.basicPassword
}

const apiSteps = async (
  workspace: Workspace,
  contents: readonly ContentApi[],
  certificates: readonly CertificateStep[],
): Promise<ApiStep[]> => {
  const byId = new Set(contents.filter(({ id }) => workspace.apis.get(id) !== null).map(({ id }) => id))
  const steps: ApiStep[] = []
  for (const given of contents) {
    const path = normalisePath(given.path)
    const atPath = workspace.apis.findByPath(path)
    const present = workspace.apis.get(given.id) ?? (atPath !== null && !byId.has(atPath.id) ? atPath : null)
    const id = present?.id ?? given.id
    const here = (policy: string | null): string | null =>
      policy === null
        ? null
        : translated(policy.replaceAll(`{{${basicName(given.id)}}}`, `{{${basicName(id)}}}`), certificates)
    const content = {
      ...{ ...given, id, path, policy: here(given.policy) },
      operations: given.operations.map((one) => ({
        ...{ id: one.id, ...normaliseOperation(one), policy: here(one.policy) },
      })),
      displayName: normaliseDisplayName(given.displayName),
      serviceUrl: normaliseServiceUrl(given.serviceUrl),
    }
    const same = present !== null && (await isSame(workspace, present, content))
    const action = present === null ? 'add' : same ? 'keep' : 'replace'
    steps.push({ action, content, givenId: given.id, present })
  }
  requireFreePaths(workspace, steps)
  return steps
}

/** Fails with `api-path-taken` when an API that the backup does not know has the path of one that it brings. */
const requireFreePaths = (workspace: Workspace, steps: readonly ApiStep[]): void => {
  const restored = new Set(steps.map(({ content }) => content.id))
  for (const { content } of steps) {
    const holder = workspace.apis.findByPath(content.path)
    if (holder === null || restored.has(holder.id)) continue
    const api = { id: holder.id, displayName: holder.displayName }
    throw new WarifuError('api-path-taken', { path: content.path, api })
  }
}

/** Fails as the keychain does, and when the backup's APIs and the workspace's cannot be together. */
export const planRestore = async (workspace: Workspace, content: BackupContent): Promise<RestorePlan> => {
  const certificates: CertificateStep[] = []
  for (const certificate of content.certificates) {
    certificates.push(await certificateStep(workspace, certificate))
  }
  const apis = await apiSteps(workspace, content.apis, certificates)
  const allApisPolicy = allApisStep(workspace, content, certificates)
  return { certificates, apis, allApisPolicy, gatewayHttps: httpsStep(workspace, content, certificates) }
}

const httpsStep = (
  workspace: Workspace,
  { gatewayHttps }: BackupContent,
  certificates: readonly CertificateStep[],
): RestorePlan['gatewayHttps'] => {
  const certificateId = certificates.find(({ content }) => content.id === gatewayHttps)?.id ?? null
  if (certificateId === null) return { action: 'absent', certificateId }
  const same = workspace.gatewayHttps.certificateId() === certificateId
  return { action: same ? 'kept' : 'set', certificateId }
}

const allApisStep = (
  workspace: Workspace,
  { allApisPolicy }: BackupContent,
  certificates: readonly CertificateStep[],
): RestorePlan['allApisPolicy'] => {
  if (allApisPolicy === null) return { action: 'absent', text: '' }
  const text = translated(allApisPolicy, certificates)
  const same = workspace.policies.get({ kind: 'all-apis' })?.text === text
  return { action: same ? 'kept' : 'set', text }
}

export const previewOf = (content: BackupContent, plan: RestorePlan): RestorePreview => {
  const certificates = (action: CertificateStep['action']): BackupCertificate[] =>
    plan.certificates.filter((step) => step.action === action).map((step) => backupCertificate(step.content))
  const apis = (action: ApiStep['action']): ApiReference[] =>
    plan.apis
      .filter((step) => step.action === action)
      .map(({ content: { id, displayName } }) => ({ id, displayName }))
  return {
    createdAt: content.createdAt,
    createdBy: content.createdBy,
    certificates: { added: certificates('add'), mended: certificates('mend'), kept: certificates('keep') },
    apis: { added: apis('add'), replaced: apis('replace'), kept: apis('keep') },
    allApisPolicy: plan.allApisPolicy.action,
    gatewayHttps: plan.gatewayHttps.action,
    preferences: content.preferences !== null,
  }
}
