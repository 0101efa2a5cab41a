/** Expiry in words, and how urgent it is. */
import { t } from '../../locales/text.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Expiry, ExpiryState } from './expiry.ts'

export function expiryWords({ state, days }: Expiry): string {
  switch (state) {
    case 'valid':
    case 'soon':
      return days === 0 ? t('certificates.expiry.today') : t('certificates.expiry.left', {}, days)
    case 'expired':
      return days === 0 ? t('certificates.expiry.expiredToday') : t('certificates.expiry.expired', {}, days)
    case 'not-yet':
      return t('certificates.expiry.notYet', {}, days)
  }
}

export const expiryTones: Record<ExpiryState, 'neutral' | 'good' | 'warning' | 'danger'> = {
  valid: 'neutral',
  soon: 'warning',
  expired: 'danger',
  'not-yet': 'warning',
}

/** Colour is not the only sign. */
export const expiryIcons: Record<ExpiryState, IconName | undefined> = {
  valid: undefined,
  soon: 'clock',
  expired: 'alert',
  'not-yet': 'clock',
}
