/** Turns a failure of the closed list into what happened and what to do, in the language in effect. */
import type { ErrorCode, Failure } from '../../preload/contract/errors.ts'
import type { errors } from '../locales/en/errors.ts'
import { formatBytes, formatList, formatNumber, hasText, t, type TextKey } from '../locales/text.ts'
import { otherUseName } from './other-use.ts'

export interface FailureWords {
  what: string
  todo: string
}

type Values = Record<string, string | number>

/** Sizes and long numbers are made readable; an object's place in the sentence is taken by its name. */
function wordsFor(name: string, value: unknown): Values {
  if (name === 'bytes' && typeof value === 'number') return { bytes: formatBytes(value) }
  if (name === 'reason' && typeof value === 'string') return { reason: reasonWords(value) }
  if (name === 'port' || name === 'suggestion') return { [name]: String(value) }
  if (typeof value === 'number') return { [name]: formatNumber(value) }
  if (typeof value === 'string') return { [name]: value }
  if (Array.isArray(value)) return { [name]: formatList(value.map(displayName)) }
  return { [name]: displayName(value) }
}

/** A known reason (`EISDIR`, `no-certificate`) in plain words; any other is shown as it was reported. */
const isKnownReason = (reason: string): reason is keyof typeof errors.reasons =>
  hasText(`errors.reasons.${reason}`)
const reasonWords = (reason: string): string =>
  isKnownReason(reason) ? t(`errors.reasons.${reason}`) : reason

const displayName = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'displayName' in value
    ? String(value.displayName)
    : String(value)

/** A limit is a size where the amount beside it is one. */
const sizes: readonly ErrorCode[] = ['file-too-large', 'password-too-long']

export function describeFailure(failure: Failure): FailureWords {
  const values: Values = {}
  for (const [name, value] of Object.entries(failure.details)) Object.assign(values, wordsFor(name, value))
  if (sizes.includes(failure.code) && 'limit' in failure.details) {
    values['limit'] = formatBytes(failure.details.limit)
  }
  if (failure.code === 'not-a-pfx') {
    const kind = failure.details.kind
    return { what: t(`fileKinds.${kind}.what`), todo: t(`fileKinds.${kind}.todo`) }
  }
  if (failure.code === 'not-openapi') {
    const key = `operations.lookalikes.${failure.details.kind}` as const
    return { what: t(`${key}.what`, values), todo: t(`${key}.todo`) }
  }
  if (failure.code === 'openapi-too-complex') {
    values['what'] = t(`operations.tooComplex.${failure.details.what}`, values)
  }
  if (failure.code === 'url-template-invalid') {
    values['reason'] = t(`operations.templateFaults.${failure.details.reason}`)
  }
  if (failure.code === 'certificate-in-use' || failure.code === 'replacement-incomplete') {
    const { apis, others = [] } = failure.details
    const names = [...apis.map(displayName), ...others.map(otherUseName)]
    values['apis'] = formatList(names)
  }
  if (failure.code === 'policy-invalid') {
    values['problem'] = t(`policy.problems.codes.${failure.details.problem}`, values)
  }
  if (failure.code === 'azure-busy') {
    values['patience'] = t(`errors.patience.${failure.details.seconds > 0 ? 'told' : 'untold'}`, values)
  }
  if (failure.code === 'not-found') values['what'] = t(`errors.things.${failure.details.what}`)
  if (failure.code === 'managed-by-organisation') {
    values['setting'] = t(`managed.settings.${failure.details.setting}.name`)
  }
  const key = `errors.codes.${failure.code}` as const
  return { what: t(`${key}.what` satisfies TextKey, values), todo: t(`${key}.todo`, values) }
}

/** For a place below a field: what happened and what to do, one after the other as the language writes sentences. */
export const failureInOneLine = (failure: Failure): string =>
  t('ui.sentences', { ...describeFailure(failure) })
