import { tlsAlerts, type TlsAlert } from '../../../preload/contract/gateway.ts'
import { t } from '../../locales/text.ts'

const isAlert = (name: string): name is TlsAlert => tlsAlerts.some((alert) => alert === name)

/** What a TLS alert means and what to do about it; undefined for one that RFC 8446 does not have. */
export const alertWords = (alert: string): { what: string; todo: string } | undefined =>
  isAlert(alert)
    ? { what: t(`checks.alerts.${alert}.what`), todo: t(`checks.alerts.${alert}.todo`) }
    : undefined
