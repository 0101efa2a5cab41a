import { createHash, randomBytes } from 'node:crypto'
import type { ActivityFacts } from '../../preload/contract/activity.ts'
import type { CredentialsChoice } from '../../preload/contract/apis.ts'
import type { Policy, PolicyCheck } from '../../preload/contract/policies.ts'
import { requireAllowed } from '../managed-policy/require-allowed.ts'
import { checkPolicy, firstError } from '../policy/check.ts'
import { findNamedValues } from '../policy/references.ts'
import { setCredentials } from '../policy/set-credentials.ts'
import type { CredentialsSetting } from '../policy/set-credentials.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import { apiSubject, storedApi } from './embedded-apis.ts'
import { requireMatch } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { ManagementService } from './service.ts'

/** The named value in a policy that stands for the password in the keychain. */
export const basicName = (apiId: string): string => `basic-${apiId}`

export const embeddedPolicies = (context: EmbeddedContext): ManagementService['policies'] => {
  const { workspace, policyReader, door, policy: organisation } = context

  /** Fails with `not-found`. */
  const storedPolicy = (apiId: string): StoredPolicy => {
    storedApi(workspace, apiId)
    const policy = workspace.policies.get(apiId)
    if (policy === null) throw new WarifuError('not-found', { what: 'policy', id: apiId })
    return policy
  }

  const check = (text: string): PolicyCheck =>
    checkPolicy(text, {
      certificates: workspace.certificates
        .list()
        .map(({ id, facts: { thumbprint } }) => ({ id, thumbprint })),
    })

  const show = ({ apiId, etag, text }: StoredPolicy): Policy => ({ apiId, etag, text, ...check(text) })

  /** The text by its hash, for it may hold a literal password; and what it says of credentials. */
  const recordOf = (policy: StoredPolicy): ActivityFacts => {
    const credentials = policyReader.credentials(policy)
    const sha256 = createHash('sha256').update(policy.text).digest('hex')
    switch (credentials.kind) {
      case 'none':
        return { sha256, credentials: 'none' }
      case 'basic':
        return { sha256, credentials: 'basic', username: credentials.username }
      case 'mutual': {
        const { reference, certificateId } = credentials
        return { sha256, credentials: 'mutual', [reference.by]: reference.value, certificateId }
      }
      case 'other':
        return { sha256, credentials: credentials.reason }
    }
  }

  /** Writes a text, and the password it needs; a password that the text no longer names goes with the change. */
  const save = async (api: StoredApi, before: StoredPolicy, text: string, password: string | null) => {
    const policy = { apiId: api.id, etag: newEtag(), text }
    const names = findNamedValues(text).includes(basicName(api.id))
    const newAccount = password === null ? null : `basic:${api.id}:${randomBytes(4).toString('hex')}`
    const basicAccount = newAccount ?? (names ? api.basicAccount : null)
    await workspace.perform({
      door,
      act: 'policy-saved',
      subject: apiSubject(api),
      items: new Map(newAccount === null || password === null ? [] : [[newAccount, password]]),
      change: () => {
        workspace.policies.put(policy)
        if (basicAccount !== api.basicAccount) workspace.apis.put({ ...api, basicAccount })
        const obsolete = basicAccount === api.basicAccount ? null : api.basicAccount
        return {
          answer: null,
          before: recordOf(before),
          after: recordOf(policy),
          obsoleteItems: obsolete === null ? [] : [obsolete],
        }
      },
    })
    return show(policy)
  }

  const settingOf = (api: StoredApi, choice: CredentialsChoice): CredentialsSetting => {
    switch (choice.kind) {
      case 'none':
        return choice
      case 'basic': {
        if (choice.password !== null) requireAllowed(organisation, 'PasswordSavingAllowed')
        if (choice.username === '') throw new WarifuError('request-invalid', { field: 'username' })
        if (choice.password === null && api.basicAccount === null) {
          throw new WarifuError('request-invalid', { field: 'password' })
        }
        return { kind: 'basic', username: choice.username, passwordReference: `{{${basicName(api.id)}}}` }
      }
      case 'mutual': {
        const certificate = workspace.certificates.get(choice.certificateId)
        if (certificate?.deletedAt !== null) {
          throw new WarifuError('not-found', { what: 'certificate', id: choice.certificateId })
        }
        const { id, facts } = certificate
        return { kind: 'mutual', certificate: { id, thumbprint: facts.thumbprint } }
      }
    }
  }

  const topics = ['policies', 'apis', 'certificates'] as const

  return {
    get: (apiId) => Promise.resolve().then(() => show(storedPolicy(apiId))),

    put: (apiId, text, ifMatch) =>
      context.change(topics, async () => {
        const before = storedPolicy(apiId)
        requireMatch(before.etag, ifMatch)
        const problem = firstError(check(text).problems)
        if (problem !== undefined) {
          const { line, column, code } = problem
          throw new WarifuError('policy-invalid', { line, column, problem: code })
        }
        return save(storedApi(workspace, apiId), before, text, null)
      }),

    check: (apiId, text) =>
      Promise.resolve().then(() => {
        storedApi(workspace, apiId)
        return check(text)
      }),

    setCredentials: (apiId, choice, ifMatch) =>
      context.change(topics, async () => {
        const before = storedPolicy(apiId)
        requireMatch(before.etag, ifMatch)
        const api = storedApi(workspace, apiId)
        const text = setCredentials(before.text, settingOf(api, choice))
        return save(api, before, text, choice.kind === 'basic' ? choice.password : null)
      }),
  }
}
