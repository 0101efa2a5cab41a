import { purgeDate, purgeFromBin, restoreFromBin } from '../workspace/bin.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { storedCertificate, toCertificate } from './kept-certificate.ts'
import type { EmbeddedService } from './service.ts'

const topics = ['certificates', 'apis', 'policies'] as const

export const embeddedBin = (context: EmbeddedContext): EmbeddedService['bin'] => {
  const { workspace, policyReader, door } = context
  return {
    list: () =>
      Promise.resolve().then(() =>
        workspace.certificates.bin().map((certificate) => ({
          ...certificate.facts,
          id: certificate.id,
          deletedAt: certificate.deletedAt ?? '',
          purgedAt: purgeDate(workspace, certificate).toISOString(),
        })),
      ),

    restore: (id) =>
      context.change(topics, async () => {
        await restoreFromBin(workspace, id, door)
        return toCertificate(storedCertificate(workspace, id), policyReader.usage(), workspace.now(), null)
      }),

    purge: (id) =>
      context.change(topics, async () => {
        await purgeFromBin(workspace, [id], door)
      }),

    empty: () =>
      context.change(topics, async () => {
        const ids = workspace.certificates.bin().map(({ id }) => id)
        if (ids.length > 0) await purgeFromBin(workspace, ids, door)
      }),
  }
}
