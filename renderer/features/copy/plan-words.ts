/** A plan's parts in sentences. `to` is what the target is called. */
import type { PlannedBinding, PlannedCertificate, PresentedNow } from '../../../preload/contract/copying.ts'
import { t } from '../../locales/text.ts'

export function certificateWords({ fate }: PlannedCertificate, to: string, atWorkspace: boolean): string[] {
  switch (fate.kind) {
    case 'kept':
      return [t('copying.plan.keptAs', { id: fate.id })]
    case 'impossible':
      return [t(`copying.plan.because.${fate.because}`, { name: to })]
    case 'added': {
      const { id, taken, from } = fate
      const under =
        taken === null ? t('copying.plan.addedAs', { id }) : t('copying.plan.addedInstead', { id, taken })
      if (from.kind === 'key-vault') {
        return [under, t('copying.plan.keyVault', { name: to, secret: from.secretIdentifier })]
      }
      return atWorkspace ? [under] : [under, t('copying.plan.workspaceFile')]
    }
  }
}

/** @param certificate what it presents at the source, which it will present at the target, too */
export function bindingWords(
  { api, fate }: PlannedBinding,
  to: string,
  certificate: PlannedCertificate | undefined,
): string[] {
  if (fate.kind === 'impossible') return [t(`copying.plan.because.${fate.because}`, { name: to })]
  const there =
    fate.api.displayName === api.displayName && fate.api.path === api.path
      ? []
      : [t('copying.plan.there', { name: fate.api.displayName, path: fate.api.path })]
  if (fate.kind === 'kept') return there
  const now = t('copying.plan.now', { now: nowWords(fate.now) })
  const then = certificate && t('copying.plan.then', { certificate: named(certificate) })
  return [...there, now, ...(then === undefined ? [] : [then])]
}

const named = ({ commonName, thumbprint }: Pick<PlannedCertificate, 'commonName' | 'thumbprint'>): string =>
  t('copying.plan.certificate', { name: commonName, end: thumbprint.slice(-4) })

function nowWords(now: PresentedNow): string {
  switch (now.kind) {
    case 'none':
      return t('copying.plan.none')
    case 'basic':
      return t('copying.plan.basic', { username: now.username })
    case 'mutual': {
      const { commonName, reference } = now
      if (commonName !== null) return named({ commonName, thumbprint: reference })
      return t('copying.plan.unknown', { end: reference.slice(-4) })
    }
  }
}
