/** What wants attention in words: what it is about, how it stands, and why. */
import { formatNumber, t } from '../../locales/text.ts'
import type { IconName } from '../../ui/icons.ts'
import { describeFindings } from '../certificates/findings.ts'
import { tellingAlert } from '../checks/verdict.ts'
import { alertWords } from '../checks/words.ts'
import type { GatewayCall } from '../../../preload/contract/gateway.ts'
import type { Attention, Urgency } from './attention.ts'

export const urgencyTones: Record<Urgency, 'danger' | 'warning' | 'neutral'> = {
  now: 'danger',
  soon: 'warning',
  sometime: 'neutral',
}

/** Colour is not the only sign. */
export const urgencyIcons: Record<Urgency, IconName> = { now: 'alert', soon: 'clock', sometime: 'info' }

/** Why a call failed, as its details tell it. */
function failureWords({ error, status }: GatewayCall): string {
  if (!error) return t('home.matters.answered', { status })
  const alert = tellingAlert(error.code, error.alert ?? null)
  return alert ? alertWords(alert).what : t(`gateway.errors.${error.code}.what`)
}

export function mattersWords(attention: Attention): readonly string[] {
  switch (attention.kind) {
    case 'failing': {
      const { call, times } = attention
      return [t('home.matters.failing', { n: formatNumber(times), reason: failureWords(call) }, times)]
    }
    case 'unchecked':
      return [t('home.matters.unchecked', { what: t(`apis.unchecked.${attention.unchecked}`) })]
    case 'unusable':
    case 'weak':
      return describeFindings(attention.findings).map(({ text }) => text)
    case 'expired':
      return [t(attention.urgency === 'now' ? 'home.matters.expired' : 'home.matters.expiredUnused')]
    case 'gateway-stopped':
    case 'keychain-not-available':
    case 'certificate-missing':
    case 'expiring':
    case 'not-yet-valid':
    case 'unused':
    case 'replaced':
      return [t(`home.matters.${attention.kind}`)]
  }
}
