import { t } from '../../locales/text.ts'
import type { IconName } from '../../ui/icons.ts'
import { expiryWords } from '../certificates/expiry-words.ts'
import type { Node, Problem } from './graph.ts'

export const tones: Record<Problem, 'danger' | 'warning' | 'quiet'> = {
  expired: 'danger',
  unusable: 'danger',
  missing: 'danger',
  soon: 'warning',
  'not-yet': 'warning',
  weak: 'warning',
  unused: 'quiet',
}

/** Colour is not the only sign. */
export const icons: Record<Problem, IconName | undefined> = {
  ...{ expired: 'alert', unusable: 'alert', missing: 'alert', weak: 'alert' },
  ...{ soon: 'clock', 'not-yet': 'clock', unused: undefined },
}

/** In a few words; empty where nothing is wrong. */
export function problemWords({ problem, days }: Pick<Node, 'problem' | 'days'>): string {
  switch (problem) {
    case undefined:
      return ''
    case 'expired':
    case 'soon':
    case 'not-yet':
      return expiryWords({ state: problem, days })
    case 'unusable':
    case 'missing':
    case 'weak':
    case 'unused':
      return t(`map.problems.${problem}`)
  }
}
