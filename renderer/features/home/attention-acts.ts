/** The ways to act on what wants attention, the one that solves it first. */
import type { Attention } from './attention.ts'

export type Act =
  'replace' | 'upload' | 'use' | 'delete' | 'check' | 'calls' | 'choose' | 'switchOn' | 'settings'

export function actsOf({ kind, urgency }: Attention): readonly Act[] {
  switch (kind) {
    case 'gateway-stopped':
    case 'keychain-not-available':
      return ['settings']
    case 'failing':
      return ['check', 'calls']
    case 'certificate-missing':
      return ['choose']
    case 'unchecked':
      return ['switchOn']
    case 'unusable':
      return ['upload']
    case 'expired':
      return [urgency === 'now' ? 'replace' : 'delete']
    case 'expiring':
    case 'not-yet-valid':
    case 'weak':
      return ['replace']
    case 'unused':
      return ['use', 'delete']
    case 'replaced':
      return ['delete']
  }
}
