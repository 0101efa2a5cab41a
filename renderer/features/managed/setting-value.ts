/** Values of a policy as a reader sees them. */
import type { ManagedPolicy, SettingName } from '../../../preload/contract/managed-policy.ts'
import { formatList, t } from '../../locales/text.ts'

export function describeValue<Name extends SettingName>(
  name: Name,
  value: NonNullable<ManagedPolicy[Name]>,
): string {
  if (value === true || value === false) return t(value ? 'managed.values.true' : 'managed.values.false')
  if (name === 'BinDays') return t('managed.values.days', {}, Number(value))
  if (name === 'Language') return value === 'ja' ? '日本語' : 'English'
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  if (value.length === 0) return t('managed.values.none')
  return formatList(value.map(String))
}
