/** An entry's facts before and after, side by side, in words where there are any. */
import type { ActivityEntry, ActivityFacts } from '../../../preload/contract/activity.ts'
import { activity as en } from '../../locales/en/activity.ts'
import { formatDateTime, formatList, t } from '../../locales/text.ts'

export interface FactRow {
  name: string
  label: string
  /** Null where there was, or is, no such thing. */
  before: string | null
  after: string | null
  changed: boolean
  /** Digits to compare: set in figures of equal width. */
  mono: boolean
}

type Value = ActivityFacts[string] | undefined
type Known = keyof typeof en.facts
type CredentialsWord = keyof typeof en.values.credentials

const isKnown = (name: string): name is Known => name in en.facts
const isCredentials = (value: string): value is CredentialsWord => value in en.values.credentials

const digits: readonly string[] = [
  ...['id', 'serialNumber', 'thumbprint', 'sha256Thumbprint', 'sha256', 'trust'],
  ...['certificate-id', 'certificateId', 'sealingKeyId', 'idAtService'],
]

const isList = (value: Value): value is readonly string[] => Array.isArray(value)

function wordsFor(name: string, value: Value, apiName: (id: string) => string): string | null {
  if (value === undefined) return null
  if (name === 'trust' && value === null) return t('activity.values.systemStore')
  if (value === null) return null
  if (name === 'apis' && isList(value)) {
    return value.length > 0
      ? formatList(value.map((id) => userName(id, apiName)))
      : t('activity.values.noApis')
  }
  if (isList(value)) return value.join('\n')
  if (name === 'scheme' && typeof value === 'string') return value.toUpperCase()
  if (name === 'notAfter' && typeof value === 'string') return formatDateTime(value)
  if (name === 'credentials' && typeof value === 'string' && isCredentials(value)) {
    return t(`activity.values.credentials.${value}`)
  }
  return String(value)
}

/** What the record calls by no id of an API's. */
function userName(id: string, apiName: (id: string) => string): string {
  if (id === '*') return t('otherUses.all-apis')
  return id === '*gateway' ? t('otherUses.gateway-https') : apiName(id)
}

/** @param apiName what an API is called now, or its id where it is gone */
export function factRows(
  { before, after }: Pick<ActivityEntry, 'before' | 'after'>,
  apiName: (id: string) => string,
): readonly FactRow[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.map((name) => {
    const [was, is] = [before?.[name], after?.[name]]
    return {
      name,
      label: isKnown(name) ? t(`activity.facts.${name}`) : name,
      before: wordsFor(name, was, apiName),
      after: wordsFor(name, is, apiName),
      changed: JSON.stringify(was) !== JSON.stringify(is),
      mono: digits.includes(name),
    }
  })
}
