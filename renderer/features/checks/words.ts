import type { TlsAlert } from '../../../preload/contract/gateway.ts'
import { t } from '../../locales/text.ts'

/** What a TLS alert means and what to do about it. */
export const alertWords = (alert: TlsAlert): { what: string; todo: string } => ({
  what: t(`checks.alerts.${alert}.what`),
  todo: t(`checks.alerts.${alert}.todo`),
})
