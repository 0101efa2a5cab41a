import type { BackEndCheck, TlsAlert } from '../../../preload/contract/gateway.ts'
import { t } from '../../locales/text.ts'
import { tellingAlert, verdictOf } from './verdict.ts'

export interface CheckWords {
  what: string
  todo: string
}

/** What a TLS alert means and what to do about it. */
export const alertWords = (alert: TlsAlert): CheckWords => ({
  what: t(`checks.alerts.${alert}.what`),
  todo: t(`checks.alerts.${alert}.todo`),
})

/** What a check comes to and what to do about it. */
export function verdictWords(check: BackEndCheck): CheckWords {
  const { serverSaid } = check
  if (serverSaid.kind === 'failed') {
    const alert = tellingAlert(serverSaid.code, serverSaid.alert)
    const code = `gateway.errors.${serverSaid.code}` as const
    return alert === null ? { what: t(`${code}.what`), todo: t(`${code}.todo`) } : alertWords(alert)
  }
  const { name } = verdictOf(check)
  // A verdict of this name is given to failures only, and those were told above.
  if (name === 'failed') throw new TypeError('a check that did not fail was judged as failed')
  return { what: t(`checks.verdict.${name}`), todo: t(`checks.todo.${name}`) }
}
