import type { Certificate } from '../../../preload/contract/certificates.ts'

/** Whether anything would stop with a certificate: an API, or what else names it. */
export const isUsed = ({ usedBy, otherUses = [] }: Pick<Certificate, 'usedBy' | 'otherUses'>): boolean =>
  usedBy.length + otherUses.length > 0
