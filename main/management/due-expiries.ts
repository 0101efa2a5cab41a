/** Which expiries are to be told of now, so that each threshold of each certificate is told once. */
import type { CertificateEnd } from './service.ts'

const day = 86_400_000

/** How many of the thresholds have been reached, the end itself included. */
const reached = ({ notAfter }: CertificateEnd, thresholds: readonly number[], at: Date): number =>
  [...thresholds, 0].filter((days) => Date.parse(notAfter) - at.getTime() <= days * day).length

/**
 * The certificates that have reached another threshold since they were told of last, those that end first before the
 * others. Nothing twice on one day of this computer's calendar. One whose place another has taken is not told of.
 *
 * @param thresholds in days
 * @param toldAt null when nothing has been told yet; a moment that is still to come (the clock was wrong) counts as that
 */
export const dueExpiries = (
  certificates: readonly CertificateEnd[],
  { thresholds, toldAt, now }: { thresholds: readonly number[]; toldAt: Date | null; now: Date },
): CertificateEnd[] => {
  const before = toldAt !== null && toldAt <= now ? toldAt : null
  if (before?.toDateString() === now.toDateString()) return []
  return certificates
    .filter((certificate) => certificate.replacedBy === undefined)
    .filter((certificate) => {
      const isNew = before === null || Date.parse(certificate.uploadedAt) > before.getTime()
      const known = isNew ? 0 : reached(certificate, thresholds, before)
      return reached(certificate, thresholds, now) > known
    })
    .toSorted((one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter))
}
