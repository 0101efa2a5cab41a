/** Expiry in words, and how urgent it is. */
import { formatNumber, t } from '../../locales/text.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Expiry, ExpiryState } from './expiry.ts'

export function expiryWords({ state, days }: Expiry): string {
  const n = { n: formatNumber(days) }
  switch (state) {
    case 'valid':
    case 'soon':
      return days === 0 ? t('certificates.expiry.today') : t('certificates.expiry.left', n, days)
    case 'expired':
      return days === 0 ? t('certificates.expiry.expiredToday') : t('certificates.expiry.expired', n, days)
    case 'not-yet':
      return t('certificates.expiry.notYet', n, days)
  }
}

export const expiryTones: Record<ExpiryState, 'neutral' | 'good' | 'warning' | 'danger'> = {
  valid: 'neutral',
  soon: 'warning',
  expired: 'danger',
  'not-yet': 'warning',
}

/** Colour is not the only sign. */
export const expiryIcons = {
  valid: undefined,
  soon: 'clock',
  expired: 'alert',
  'not-yet': 'clock',
} as const satisfies Record<ExpiryState, IconName | undefined>
