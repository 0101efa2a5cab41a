/** The text of one policy of a service, as it was written (`rawxml`), and how it is changed without losing others' work. */
import type { PolicyScope } from '../../preload/contract/policies.ts'
import { toXmlFormat } from '../policy/formats.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'
import { etagOf, segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { policyEntity } from './entities.ts'

export interface PolicyText {
  text: string
  /** Null where there is no policy yet, which means the same as one that only inherits. */
  etag: string | null
}

/** What somebody else changes between our reading and writing, time and again, is not ours to overrule. */
const mostTries = 3

/** Where the policy of a scope lies, below the service. */
export const policyPath = (scope: PolicyScope): string => {
  switch (scope.kind) {
    case 'all-apis':
      return '/policies/policy'
    case 'api':
      return `/apis/${segment(scope.apiId)}/policies/policy`
    case 'operation':
      return `/apis/${segment(scope.apiId)}/operations/${segment(scope.operationId)}/policies/policy`
  }
}

/** Null where there is none. @param path below the service */
export const readPolicyText = async (context: AzureContext, path: string): Promise<PolicyText | null> => {
  const answer = await context.find(path, { format: 'rawxml' })
  if (answer === null) return null
  return { text: context.parse(answer, policyEntity).properties.value, etag: etagOf(context, answer) }
}

/** Fails with `changed-meanwhile` when the policy is not the one of `etag`. @returns what the service holds then */
export const writePolicyText = async (
  context: AzureContext,
  path: string,
  { text, etag }: PolicyText,
): Promise<PolicyText> => {
  await context.write({
    ...{ method: 'PUT', path },
    ...(etag === null ? {} : { ifMatch: etag }),
    body: { properties: { format: 'rawxml', value: text } },
    settled: async () => settled(context, await context.find(path, { format: 'rawxml' }), { text, etag }),
  })
  const written = await readPolicyText(context, path)
  if (written === null) throw new WarifuError('changed-meanwhile', {})
  return written
}

/** Reads, edits and writes, and once more when somebody was faster. @returns the text that is there then */
export const rewritePolicy = async (
  context: AzureContext,
  path: string,
  edit: (text: string) => string,
): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    const before = await readPolicyText(context, path)
    if (before === null) return ''
    const text = edit(before.text)
    if (text === before.text) return text
    try {
      return (await writePolicyText(context, path, { ...before, text })).text
    } catch (error) {
      if (!isChangedMeanwhile(error) || attempt === mostTries) throw error
    }
  }
}

export const isChangedMeanwhile = (error: unknown): boolean =>
  isWarifuError(error) && error.code === 'changed-meanwhile'

const settled = (
  context: AzureContext,
  found: ArmAnswer | null,
  { text, etag }: PolicyText,
): ArmAnswer | null => {
  if ((found?.etag ?? null) === etag) return null
  if (found !== null && saysTheSame(context.parse(found, policyEntity).properties.value, text)) return found
  throw new WarifuError('changed-meanwhile', {})
}

/** The service may indent anew, end lines otherwise, and escape expressions. */
const saysTheSame = (one: string, other: string): boolean => plain(one) === plain(other)

const plain = (text: string): string => toXmlFormat(text).replace(/\s+/g, '')
