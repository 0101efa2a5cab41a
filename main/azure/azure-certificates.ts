/** Certificates of a connected service: the same rules as the workspace's, kept by us where the service has none. */
import type { Certificate } from '../../preload/contract/certificates.ts'
import { idAfter } from '../management/certificate-id.ts'
import { inspectUpload } from '../management/keep-certificate.ts'
import type { CertificateUpload, ManagementService } from '../management/service.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'
import { certificateTag, thumbprintOf, toCertificate } from './azure-certificate.ts'
import { etagOf, requireSeen, segment } from './azure-context.ts'
import type { AzureContext, AzureTopic } from './azure-context.ts'
import type { NamesOfCertificates } from './certificate-names.ts'
import { certificateEntity } from './entities.ts'
import type { CertificateEntity } from './entities.ts'
import { writeKeyVaultCertificate } from './key-vault-certificate.ts'
import { replaceCertificate } from './replace-certificate.ts'
import { writeCertificate } from './upload-certificate.ts'
import type { UsageKeeper } from './usage-keeper.ts'

const topics = ['certificates', 'apis', 'policies'] as const

/** The window asks for the list again as soon as it is told; whoever asks later wants it as it is then. */
const retellingMs = 5_000

export type AzureCertificates = ManagementService['certificates'] & {
  /** Lets the service fetch a certificate from its Key Vault now. */
  refresh(id: string): Promise<Certificate>
  /**
   * As `create`, under an id that nothing has. Fails with `changed-meanwhile` where something has it, and as
   * `beforeSending` does: that is awaited when nothing else speaks against it, and nothing has been sent yet.
   */
  createAs(id: string, upload: CertificateUpload, beforeSending: () => Promise<void>): Promise<Certificate>
  /**
   * The same for a certificate that the service itself fetches from a Key Vault, by its own (system-assigned) identity.
   * `thumbprint` is of the one that is there now.
   */
  createFromKeyVault(id: string, from: { secretIdentifier: string; thumbprint: string }): Promise<Certificate>
}

export const azureCertificates = (
  context: AzureContext,
  usage: UsageKeeper,
  names: NamesOfCertificates,
): AzureCertificates => {
  /** The list as it was read last, which is told once more when only who uses them has become known. */
  let listed: readonly CertificateEntity[] = []
  let retoldUntil = 0

  const changed = (topics: readonly AzureTopic[]): void => {
    retoldUntil = 0
    names.forget()
    context.onChange(topics)
  }

  const tellUsage = (): void => {
    retoldUntil = context.now().getTime() + retellingMs
    context.onChange(['certificates'])
  }

  const show = (entity: CertificateEntity): Certificate =>
    toCertificate(entity, { ...context, usage: usage.now(), now: context.now() })

  /** Fails with `not-found`. */
  const read = async (id: string): Promise<{ answer: ArmAnswer; entity: CertificateEntity }> => {
    const answer = await context.find(`/certificates/${segment(id)}`)
    if (answer === null) throw new WarifuError('not-found', { what: 'certificate', id })
    return { answer, entity: context.parse(answer, certificateEntity) }
  }

  /** The one that has this thumbprint already, by the service's own filter. */
  const withThumbprint = async (thumbprint: string): Promise<CertificateEntity | undefined> => {
    const query = { $filter: `thumbprint eq '${thumbprint}'` }
    const found = await context.list('/certificates', certificateEntity, { query })
    return found.find((entity) => thumbprintOf(entity) === thumbprint)
  }

  /** Fails with `certificate-already-uploaded`. */
  const requireNew = async (thumbprint: string): Promise<void> => {
    const same = await withThumbprint(thumbprint)
    if (same === undefined) return
    throw new WarifuError('certificate-already-uploaded', { certificateId: same.name, thumbprint })
  }

  const requireFree = async (id: string): Promise<void> => {
    const found = await context.find(`/certificates/${segment(id)}`)
    if (found !== null) throw new WarifuError('changed-meanwhile', {})
  }

  /** @param idFor asked for the id once nothing else speaks against it */
  const add = async (
    upload: CertificateUpload,
    idFor: (commonName: string) => Promise<string>,
  ): Promise<Certificate> => {
    const identity = await inspectUpload(context, upload)
    await requireNew(identity.leaf.thumbprint)
    const id = await idFor(identity.leaf.commonName)
    const entity = await writeCertificate(context, { id, etag: null, upload, identity })
    changed(topics)
    return show(entity)
  }

  return {
    list: async (onPart) => {
      const asked = context.now().getTime()
      if (asked < retoldUntil) {
        retoldUntil = 0
        return listed.map(show)
      }
      const task = 'certificates'
      const entities = await context.telling(task, () =>
        names.keeping(
          context.list('/certificates', certificateEntity, {
            task,
            onPage: ({ total }, page) => onPart?.({ certificates: page.map(show), total }),
          }),
        ),
      )
      listed = entities
      usage.refresh(tellUsage)
      return entities.map(show)
    },

    get: async (id) => show((await read(id)).entity),

    names: () => names.read(),

    create: (upload) => add(upload, (commonName) => freeId(context, commonName)),

    createAs: (id, upload, beforeSending) =>
      add(upload, async () => {
        await requireFree(id)
        await beforeSending()
        return id
      }),

    createFromKeyVault: async (id, { secretIdentifier, thumbprint }) => {
      await requireNew(thumbprint)
      await requireFree(id)
      await writeKeyVaultCertificate(context, id, secretIdentifier)
      changed(topics)
      return show((await read(id)).entity)
    },

    replace: async (id, ifMatch, upload) => {
      const identity = await inspectUpload(context, upload)
      const { answer, entity } = await read(id)
      requireSeen(certificateTag(context.servicePath, entity), ifMatch)
      const etag = etagOf(context, answer)
      try {
        return show(await replaceCertificate(context, usage, { id, etag, upload, identity }, entity))
      } finally {
        changed(topics)
      }
    },

    delete: async (id, ifMatch) => {
      const { answer, entity } = await read(id)
      requireSeen(certificateTag(context.servicePath, entity), ifMatch)
      // Never from memory: what somebody bound a minute ago must not be cut off.
      const index = await usage.scan()
      const { apis, others } = index.uses({ id, thumbprint: thumbprintOf(entity) })
      if (apis.length > 0 || others.length > 0) {
        throw new WarifuError('certificate-in-use', { apis, ...(others.length === 0 ? {} : { others }) })
      }
      const path = `/certificates/${segment(id)}`
      const etag = etagOf(context, answer)
      await context.write({
        ...{ method: 'DELETE', path, ifMatch: etag },
        settled: async () => {
          const found = await context.find(path)
          if (found !== null && found.etag !== etag) throw new WarifuError('changed-meanwhile', {})
          return found === null ? { ...answer, status: 204 } : null
        },
      })
      changed(topics)
    },

    refresh: async (id) => {
      const { entity } = await read(id)
      const before = entity.properties.keyVault?.lastStatus?.timeStampUtc
      await context.write({
        ...{ method: 'POST', path: `/certificates/${segment(id)}/refreshSecret` },
        settled: async () => {
          const after = await read(id)
          const fetched = after.entity.properties.keyVault?.lastStatus?.timeStampUtc
          return fetched !== before ? after.answer : null
        },
      })
      changed(['certificates'])
      return show((await read(id)).entity)
    },
  }
}

/** After the common name, with a number where that is taken. */
const freeId = async (context: AzureContext, commonName: string): Promise<string> => {
  const base = idAfter(commonName)
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if ((await context.find(`/certificates/${segment(id)}`)) === null) return id
  }
}
