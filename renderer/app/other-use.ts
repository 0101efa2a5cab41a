import type { OtherUse } from '../../preload/contract/certificates.ts'
import { t } from '../locales/text.ts'

/** A place that names a certificate, in words that fit into a list of APIs. */
export const otherUseName = ({ kind, displayName, withoutEffect }: OtherUse): string =>
  t(withoutEffect ? 'otherUses.idle' : `otherUses.${kind}`, { name: displayName })
