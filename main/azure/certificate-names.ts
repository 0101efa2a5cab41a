/** What the certificates of a service are called: kept for a while, since policies name them time and again. */
import type { CertificateName } from '../management/service.ts'
import { commonNameOf, thumbprintOf } from './azure-certificate.ts'
import { segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { certificateEntity } from './entities.ts'
import type { CertificateEntity } from './entities.ts'

export interface NamesOfCertificates {
  /** Those that were read last, or now where that is long ago. */
  known(): Promise<readonly CertificateName[]>
  /** Reads all of them now. */
  read(): Promise<readonly CertificateName[]>
  /** Reads one now; null where there is none. */
  find(id: string): Promise<CertificateName | null>
  /** Keeps the names of what is read for another purpose. */
  keeping(reading: Promise<CertificateEntity[]>): Promise<CertificateEntity[]>
  /** A certificate was added, replaced or deleted. */
  forget(): void
}

/** Others change a service less often than that. */
const knownForMs = 60_000

/** One store for a service, whichever context asks. */
export const createCertificateNames = (now: () => Date) => {
  let kept: { names: readonly CertificateName[]; at: number } | null = null
  /** What was begun before a change does not tell what holds after it. */
  let changes = 0

  const keeping: NamesOfCertificates['keeping'] = async (reading) => {
    const [before, at] = [changes, now().getTime()]
    const entities = await reading
    if (before === changes) kept = { names: entities.map(nameOf), at }
    return entities
  }

  return {
    over: (context: AzureContext): NamesOfCertificates => {
      const read = async () => (await keeping(context.list('/certificates', certificateEntity))).map(nameOf)
      return {
        ...{ read, keeping },
        known: async () => (kept !== null && now().getTime() - kept.at < knownForMs ? kept.names : read()),
        find: async (id) => {
          const answer = await context.find(`/certificates/${segment(id)}`)
          return answer === null ? null : nameOf(context.parse(answer, certificateEntity))
        },
        forget: () => {
          changes++
          kept = null
        },
      }
    },
  }
}

const nameOf = (entity: CertificateEntity): CertificateName => ({
  ...{ id: entity.name, thumbprint: thumbprintOf(entity), commonName: commonNameOf(entity) },
})
