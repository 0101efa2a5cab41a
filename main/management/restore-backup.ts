/** Carries a restore's plan out in one act: all of the backup's certificates, APIs and passwords, or none. */
import { randomBytes } from 'node:crypto'
import { seal } from '../secrets/sealing.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'
import { gatewayHttps } from '../workspace/gateway-https-table.ts'
import { allApis, type StoredPolicy } from '../workspace/policies-table.ts'
import { newEtag, newPasswordAccount } from '../workspace/certificates-table.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { withOwnPassword } from './own-password.ts'
import { readTrust } from './api-properties.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { ApiStep, CertificateStep, RestorePlan } from './restore-plan.ts'

interface PreparedCertificate {
  certificate: StoredCertificate
  pfx: Buffer
  password: string
  passwordAccount: string
  /** The keychain item of the one that is mended. */
  lostAccount: string | null
}

/** What a certificate says of itself is read from its bytes, never taken from the backup's list. */
const prepareCertificate = async (
  context: EmbeddedContext,
  { content, id, present }: CertificateStep,
): Promise<PreparedCertificate> => {
  const { workspace, decoder } = context
  const written = Buffer.from(content.pfx, 'base64')
  const { identities } = await decoder.inspect(written, content.password)
  const identity = identities.find(({ leaf }) => leaf.sha256Thumbprint === content.sha256Thumbprint)
  if (identity === undefined) throw new WarifuError('backup-damaged', { reason: content.commonName })
  const given = { pfx: written, password: content.password, identity: identities.indexOf(identity) }
  const { pfx, password } = await withOwnPassword(context, given, identity)
  const certificate = {
    ...{ id, etag: newEtag(), facts: identity.leaf, chain: identity.chain },
    friendlyName: identity.friendlyName ?? null,
    fileName: content.fileName,
    uploadedAt: present?.uploadedAt ?? content.uploadedAt,
    ...{ deletedAt: null, overdueAt: null, replaced: null },
  }
  const lostAccount =
    present === null ? undefined : workspace.certificates.sealed(present.id)?.passwordAccount
  return {
    ...{ certificate, pfx: Buffer.from(pfx), password },
    passwordAccount: newPasswordAccount(id),
    lostAccount: lostAccount ?? null,
  }
}

interface PreparedApi {
  api: StoredApi
  operations: readonly StoredOperation[]
  policies: readonly StoredPolicy[]
  password: string | null
  obsoleteAccount: string | null
}

const policiesOf = ({ id: apiId, policy, operations }: ApiStep['content']): StoredPolicy[] => [
  ...(policy === null ? [] : [{ scope: { kind: 'api', apiId } as const, etag: newEtag(), text: policy }]),
  ...operations.flatMap(({ id: operationId, policy: text }) => {
    const scope = { kind: 'operation', apiId, operationId } as const
    return text === null ? [] : [{ scope, etag: newEtag(), text }]
  }),
]

const prepareApi = (
  { policy: organisation }: EmbeddedContext,
  { content, present }: ApiStep,
): PreparedApi => {
  const { id, displayName, path, serviceUrl, trust, gateway, operations } = content
  const basicPassword = organisation.PasswordSavingAllowed === false ? null : content.basicPassword
  const account = `basic:${id}:${randomBytes(4).toString('hex')}`
  const basicAccount = basicPassword === null ? null : account
  return {
    api: {
      ...{ id, displayName, path, serviceUrl, basicAccount, gateway },
      etag: newEtag(),
      trust: readTrust(trust),
    },
    operations: operations.map(
      ({ id: operationId, displayName: name, method, urlTemplate, description }) => ({
        ...{ apiId: id, id: operationId, etag: newEtag() },
        ...{ displayName: name, method, urlTemplate, description },
      }),
    ),
    policies: policiesOf(content),
    password: basicPassword,
    obsoleteAccount: present?.basicAccount ?? null,
  }
}

/** Which certificate had taken whose place, as far as both are here. Inside the transaction. */
const restoreReplacements = (
  { workspace }: EmbeddedContext,
  certificates: readonly CertificateStep[],
  apis: readonly ApiStep[],
): void => {
  // What is no API has the same name everywhere.
  const others = [allApis, gatewayHttps].map((name) => [name, name] as const)
  const apiIds = new Map([...others, ...apis.map(({ content, givenId }) => [givenId, content.id] as const)])
  const ids = new Map(certificates.map(({ content, id }) => [content.id, id]))
  for (const { action, content, id } of certificates) {
    const by = content.replaced === null ? undefined : ids.get(content.replaced.by)
    if (action !== 'add' || content.replaced === null || by === undefined) continue
    const { at } = content.replaced
    const switched = content.replaced.apiIds.flatMap((apiId) => apiIds.get(apiId) ?? [])
    workspace.certificates.setReplaced(id, { by, at, apiIds: switched })
  }
}

export const carryOutRestore = async (
  context: EmbeddedContext,
  plan: RestorePlan,
  createdAt: string,
): Promise<void> => {
  const { workspace, door } = context
  const { allApisPolicy, gatewayHttps: https } = plan
  const certificates: PreparedCertificate[] = []
  for (const step of plan.certificates) {
    if (step.action !== 'keep') certificates.push(await prepareCertificate(context, step))
  }
  const apis = plan.apis.filter(({ action }) => action !== 'keep').map((step) => prepareApi(context, step))
  const items = new Map<string, string>()
  for (const { passwordAccount, password } of certificates) items.set(passwordAccount, password)
  for (const { api, password } of apis) {
    if (api.basicAccount !== null && password !== null) items.set(api.basicAccount, password)
  }
  await workspace.perform({
    ...{ door, act: 'backup-restored', items },
    subject: { kind: 'workspace', id: workspace.id, name: '' },
    change: (key) => {
      for (const { certificate, pfx, passwordAccount } of certificates) {
        const bytes = seal(key.bytes, certificate.id, pfx)
        pfx.fill(0)
        workspace.certificates.put(certificate, { sealingKeyId: key.id, passwordAccount, bytes })
      }
      // First all out of the way: two of them may have exchanged their paths.
      for (const { api } of apis) workspace.apis.remove(api.id)
      for (const { api, operations, policies } of apis) {
        workspace.apis.put(api)
        for (const operation of operations) workspace.operations.put(operation)
        for (const policy of policies) workspace.policies.put(policy)
      }
      if (allApisPolicy.action === 'set') {
        const { text } = allApisPolicy
        workspace.policies.put({ scope: { kind: 'all-apis' }, etag: newEtag(), text })
      }
      if (https.action === 'set') workspace.gatewayHttps.set(https.certificateId)
      restoreReplacements(context, plan.certificates, plan.apis)
      const obsolete = [...certificates.map(({ lostAccount }) => lostAccount), ...apis.map(obsoleteOf)]
      return {
        answer: null,
        before: null,
        after: {
          createdAt,
          certificates: certificates.map(({ certificate }) => certificate.facts.thumbprint),
          apis: apis.map(({ api }) => api.displayName),
          ...(allApisPolicy.action === 'set' ? { allApisPolicy: true } : {}),
          ...(https.action === 'set' ? { gatewayHttps: true } : {}),
        },
        obsoleteItems: obsolete.filter((account) => account !== null),
      }
    },
  })
}

const obsoleteOf = ({ obsoleteAccount }: PreparedApi): string | null => obsoleteAccount
