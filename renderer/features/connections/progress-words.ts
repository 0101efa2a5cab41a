import type { ConnectionProgress } from '../../../preload/contract/connections.ts'
import { formatNumber, t } from '../../locales/text.ts'

/** What is being read and how far that is. */
export function progressWords({ task, done, total }: ConnectionProgress): string {
  const what = t(`connections.progress.${task}`)
  if (total === null) return t('connections.progress.some', { what, done: formatNumber(done) })
  return t('connections.progress.of', { what, done: formatNumber(done), total: formatNumber(total) })
}
