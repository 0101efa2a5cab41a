/** Policies of a connected service: edited by span under the service's ETag, never over somebody else's change. */
import type { Credentials, CredentialsChoice } from '../../preload/contract/apis.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import type { Policy, PolicyCheck, PolicyProblemCode, PolicyScope } from '../../preload/contract/policies.ts'
import type { ManagementService } from '../management/service.ts'
import { checkPolicy, requireValid } from '../policy/check.ts'
import { readCredentials } from '../policy/credentials.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { editPolicy } from '../policy/edit-policy.ts'
import { setCredentials } from '../policy/set-credentials.ts'
import type { CredentialsSetting } from '../policy/set-credentials.ts'
import { WarifuError } from '../warifu-error.ts'
import { segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import type { NamesOfCertificates } from './certificate-names.ts'
import { apiEntity } from './entities.ts'
import { basicPassword } from './named-password.ts'
import { isChangedMeanwhile, policyPath, readPolicyText, writePolicyText } from './policy-text.ts'
import type { PolicyText } from './policy-text.ts'
import { allApis } from './usage-index.ts'
import type { Place } from './usage-index.ts'
import type { UsageKeeper } from './usage-keeper.ts'

/** As often as somebody may be faster before it is left to the administrator. */
const mostTries = 3

/** Enough for the policies that are open in one window. */
const textsKept = 50

const topics = ['policies', 'apis', 'certificates'] as const

export const azurePolicies = (
  context: AzureContext,
  usage: UsageKeeper,
  names: NamesOfCertificates,
): ManagementService['policies'] => {
  /** What was shown, by its ETag: what a change is compared with when somebody else has saved meanwhile. */
  const shown = new Map<string, PolicyText>()
  const keyOf = (scope: PolicyScope, etag: string | null): string => `${policyPath(scope)} ${etag ?? ''}`

  const read = async (scope: PolicyScope): Promise<PolicyText> => {
    const found = await readPolicyText(context, policyPath(scope))
    return found ?? { text: defaultPolicy(scope), etag: null }
  }

  const remember = (scope: PolicyScope, policy: PolicyText): void => {
    shown.set(keyOf(scope, policy.etag), policy)
    const [oldest] = shown.keys()
    if (shown.size > textsKept && oldest !== undefined) shown.delete(oldest)
  }

  const check = async (
    scope: PolicyScope,
    text: string,
    named = (): Promise<readonly NamedCertificate[]> => names.known(),
  ): Promise<PolicyCheck> => {
    const { problems, ...meaning } = checkPolicy(text, { certificates: await named(), scope: scope.kind })
    const told = problems.filter(
      ({ code, subject }) =>
        !decidedByService.has(code) && !(code === 'certificate-unknown' && subject.includes('{{')),
    )
    return { problems: told, ...meaning }
  }

  const show = async (scope: PolicyScope, policy: PolicyText): Promise<Policy> => {
    remember(scope, policy)
    return { scope, ...policy, ...(await check(scope, policy.text)) }
  }

  const write = async (scope: PolicyScope, policy: PolicyText): Promise<Policy> => {
    const path = policyPath(scope)
    const written = await writePolicyText(context, path, policy)
    usage.note(path, await placeOf(scope), written.text)
    context.onChange(topics)
    return show(scope, written)
  }

  /** A revision counts for its API, and an operation too. Fails with `not-found`. */
  const placeOf = async (scope: PolicyScope): Promise<Place> => {
    if (scope.kind === 'all-apis') return allApis
    const [id = scope.apiId] = scope.apiId.split(';')
    const answer = await context.find(`/apis/${segment(id)}`)
    if (answer === null) throw new WarifuError('not-found', { what: 'api', id })
    return { api: { id, displayName: context.parse(answer, apiEntity).properties.displayName } }
  }

  /** The text that the caller has seen. Fails with `changed-meanwhile` when nobody knows any more what that was. */
  const seenText = async (scope: PolicyScope, ifMatch: string | null): Promise<PolicyText> => {
    const kept = shown.get(keyOf(scope, ifMatch))
    if (kept !== undefined) return kept
    const current = await read(scope)
    if (ifMatch !== '*' && current.etag !== ifMatch) throw new WarifuError('changed-meanwhile', {})
    return current
  }

  const settingOf = async (apiId: string, choice: CredentialsChoice): Promise<CredentialsSetting> => {
    switch (choice.kind) {
      case 'none':
        return choice
      case 'basic': {
        if (choice.username === '') throw new WarifuError('request-invalid', { field: 'username' })
        const passwordReference = await basicPassword(context, apiId, choice.password)
        return { kind: 'basic', username: choice.username, passwordReference }
      }
      case 'mutual': {
        const id = choice.certificateId
        const certificate = await names.find(id)
        if (certificate === null) throw new WarifuError('not-found', { what: 'certificate', id })
        return { kind: 'mutual', certificate }
      }
    }
  }

  return {
    get: async (scope) => {
      const [policy] = await Promise.all([read(scope), placeOf(scope)])
      return show(scope, policy)
    },

    put: async (scope, text, ifMatch) => {
      const { problems } = await check(scope, text)
      // It may have come a moment ago. One that went a moment ago is refused by the service.
      const unknown = problems.some(({ code }) => code === 'certificate-unknown')
      requireValid(unknown ? (await check(scope, text, () => names.read())).problems : problems)
      const { etag } = ifMatch === '*' ? await read(scope) : { etag: ifMatch }
      return write(scope, { text, etag })
    },

    delete: async (scope, ifMatch) => {
      const path = policyPath(scope)
      const before = await readPolicyText(context, path)
      if (before === null) throw new WarifuError('not-found', { what: 'policy', id: path })
      await context.write({
        ...{ method: 'DELETE', path, ifMatch },
        settled: async () => {
          const found = await context.find(path)
          if (found !== null && found.etag !== before.etag) throw new WarifuError('changed-meanwhile', {})
          return found === null ? { status: 204, etag: null, headers: new Headers(), body: undefined } : null
        },
      })
      usage.note(path, await placeOf(scope), '')
      context.onChange(topics)
    },

    check: (scope, text) => check(scope, text),

    edit: async (_scope, text, edit) => editPolicy(text, edit, await names.known()),

    setCredentials: async (apiId, choice, ifMatch) => {
      const scope = apiScope(apiId)
      const seen = await seenText(scope, ifMatch)
      const setting = await settingOf(apiId, choice)
      let current = seen
      for (let attempt = 1; ; attempt++) {
        try {
          const saved = await write(scope, { ...current, text: setCredentials(current.text, setting) })
          return current === seen ? saved : { ...saved, reappliedOn: current.text }
        } catch (error) {
          if (!isChangedMeanwhile(error) || attempt === mostTries) throw error
          current = await read(scope)
          // Two who change the credentials themselves must talk with each other.
          if (!saysTheSame(seen.text, current.text)) throw error
        }
      }
    },
  }
}

/** Which of single policies exist and apply is the service's to say, and it refuses what it does not know. */
const decidedByService: ReadonlySet<PolicyProblemCode> = new Set([
  ...(['attribute-missing', 'value-invalid', 'thumbprint-malformed'] as const),
  ...(['not-applied', 'access-control-not-applied'] as const),
])

const saysTheSame = (one: string, other: string): boolean => {
  const credentials = (text: string): Credentials => readCredentials(text, [])
  return JSON.stringify(credentials(one)) === JSON.stringify(credentials(other))
}
