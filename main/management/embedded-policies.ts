import { createHash } from 'node:crypto'
import type { ActivityFacts, ActivitySubject } from '../../preload/contract/activity.ts'
import type { CredentialsChoice } from '../../preload/contract/apis.ts'
import type { Policy, PolicyCheck, PolicyScope } from '../../preload/contract/policies.ts'
import { requireAllowed } from '../managed-policy/require-allowed.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { checkPolicy, requireValid } from '../policy/check.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import { editPolicy } from '../policy/edit-policy.ts'
import { findNamedValues } from '../policy/references.ts'
import { setCredentials } from '../policy/set-credentials.ts'
import type { CredentialsSetting } from '../policy/set-credentials.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import { apiSubject, newBasicAccount, storedApi } from './embedded-apis.ts'
import { requireMatch, requireMatchOrAbsent } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { storedOperation } from './embedded-operations.ts'
import { otherScopePolicies } from './other-scopes.ts'
import type { EmbeddedService } from './service.ts'

/** The named value in a policy that stands for the password in the keychain. */
export const basicName = (apiId: string): string => `basic-${apiId}`

const isSameScope = (one: PolicyScope, other: PolicyScope): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

export const embeddedPolicies = (context: EmbeddedContext): EmbeddedService['policies'] => {
  const { workspace, policyReader, door, policy: organisation } = context

  /** Fails with `not-found` where there is no such API or operation. */
  const requireScope = (scope: PolicyScope): void => {
    if (scope.kind === 'api') storedApi(workspace, scope.apiId)
    if (scope.kind === 'operation') storedOperation(workspace, scope.apiId, scope.operationId)
  }

  /** Null where the scope keeps none. Fails with `not-found` where there is no such scope. */
  const storedPolicy = (scope: PolicyScope): StoredPolicy | null => {
    requireScope(scope)
    return workspace.policies.get(scope)
  }

  const certificates = (): NamedCertificate[] =>
    workspace.certificates.list().map(({ id, facts: { thumbprint } }) => ({ id, thumbprint }))

  const check = (scope: PolicyScope, text: string): PolicyCheck =>
    checkPolicy(text, { scope: scope.kind, certificates: certificates() })

  const show = (scope: PolicyScope, policy: StoredPolicy | null): Policy => {
    const text = policy?.text ?? defaultPolicy(scope)
    return { scope, etag: policy?.etag ?? null, text, ...check(scope, text) }
  }

  /** The text by its hash, for it may hold a literal password; and what it says of credentials. */
  const factsOf = (policy: StoredPolicy): ActivityFacts => {
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

  const recordOf = (scope: PolicyScope, policy: StoredPolicy | null): ActivityFacts | null => {
    if (policy === null) return null
    const facts = factsOf(policy)
    return scope.kind === 'operation' ? { operation: scope.operationId, ...facts } : facts
  }

  const subjectOf = (scope: PolicyScope): ActivitySubject =>
    scope.kind === 'all-apis'
      ? { kind: 'workspace', id: workspace.id, name: '' }
      : apiSubject(storedApi(workspace, scope.apiId))

  /** APIs whose password no policy of theirs would name any more if `text` were the scope's. */
  const losingPassword = (scope: PolicyScope, text: string): StoredApi[] => {
    if (scope.kind === 'all-apis') return []
    const api = storedApi(workspace, scope.apiId)
    const others = workspace.policies.ofApi(api.id).filter((policy) => !isSameScope(policy.scope, scope))
    const texts = [text, ...others.map((policy) => policy.text)]
    const named = texts.some((one) => findNamedValues(one).includes(basicName(api.id)))
    return named || api.basicAccount === null ? [] : [api]
  }

  /** Writes a text, or removes the policy (null); a password that nothing names any more goes with the change. */
  const save = async (
    scope: PolicyScope,
    text: string | null,
    passwords: { api: StoredApi; password: string } | null = null,
  ): Promise<Policy> => {
    const before = workspace.policies.get(scope)
    const policy = text === null ? null : { scope, etag: newEtag(), text }
    const account = passwords === null ? null : newBasicAccount(passwords.api.id)
    await workspace.perform({
      door,
      act: policy === null ? 'policy-removed' : 'policy-saved',
      subject: subjectOf(scope),
      items: new Map(account === null || passwords === null ? [] : [[account, passwords.password]]),
      change: () => {
        if (policy === null) workspace.policies.remove(scope)
        else workspace.policies.put(policy)
        const given = passwords === null ? [] : [passwords.api]
        const changed = given.length > 0 ? given : losingPassword(scope, text ?? '')
        for (const api of changed) workspace.apis.put({ ...api, basicAccount: account })
        return {
          answer: null,
          before: recordOf(scope, before),
          after: recordOf(scope, policy),
          obsoleteItems: changed.flatMap(({ basicAccount }) => basicAccount ?? []),
        }
      },
    })
    return show(scope, policy)
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
    get: (scope) => Promise.resolve().then(() => show(scope, storedPolicy(scope))),

    put: (scope, text, ifMatch) =>
      context.change(topics, async () => {
        requireMatchOrAbsent(storedPolicy(scope)?.etag ?? null, ifMatch)
        requireValid(check(scope, text).problems)
        return save(scope, text)
      }),

    delete: (scope, ifMatch) =>
      context.change(topics, async () => {
        const policy = storedPolicy(scope)
        if (policy === null) {
          const id = scope.kind === 'all-apis' ? '' : scope.kind === 'api' ? scope.apiId : scope.operationId
          throw new WarifuError('not-found', { what: 'policy', id })
        }
        requireMatch(policy.etag, ifMatch)
        await save(scope, null)
      }),

    check: (scope, text) =>
      Promise.resolve().then(() => {
        requireScope(scope)
        return check(scope, text)
      }),

    edit: (scope, text, edit) =>
      Promise.resolve().then(() => {
        requireScope(scope)
        return editPolicy(text, edit, certificates())
      }),

    others: (apiId) =>
      Promise.resolve().then(() => {
        storedApi(workspace, apiId)
        return otherScopePolicies(workspace, policyReader, apiId)
      }),

    setCredentials: (apiId, choice, ifMatch) =>
      context.change(topics, async () => {
        const scope = { kind: 'api', apiId } as const
        const before = storedPolicy(scope)
        requireMatchOrAbsent(before?.etag ?? null, ifMatch)
        const api = storedApi(workspace, apiId)
        const text = setCredentials(before?.text ?? defaultPolicy(scope), settingOf(api, choice))
        const password = choice.kind === 'basic' ? choice.password : null
        return save(scope, text, password === null ? null : { api, password })
      }),
  }
}
