/** From an upload to the one PUT of it: checked here first, sent once. */
import type { IdentityFacts } from '../../preload/contract/certificates.ts'
import type { CertificateUpload } from '../management/service.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'
import type { AzureContext } from './azure-context.ts'
import { segment } from './azure-context.ts'
import { thumbprintOf } from './azure-certificate.ts'
import { certificateEntity } from './entities.ts'
import type { CertificateEntity } from './entities.ts'

export interface CertificateWrite {
  id: string
  /** The ETag of what is there; null where nothing may be there. */
  etag: string | null
  upload: CertificateUpload
  identity: IdentityFacts
  /** The thumbprint of the one whose place it takes. */
  replaces?: string
}

/** Puts it and remembers what its file says. Fails with `changed-meanwhile` when something else has the id now. */
export const writeCertificate = async (
  context: AzureContext,
  { id, etag, upload, identity, replaces }: CertificateWrite,
): Promise<CertificateEntity> => {
  const path = `/certificates/${segment(id)}`
  // Before the write: after a crash it must be known what was replaced, and facts of a certificate never turn wrong.
  context.known.remember(identity, {
    ...(upload.fileName === undefined ? {} : { fileName: upload.fileName }),
    ...(replaces === undefined ? {} : { replaces }),
    uploadedAt: context.now().toISOString(),
  })
  const pfx = await onlyThisIdentity(context, upload)
  try {
    const answer = await context.write({
      ...{ method: 'PUT', path },
      ...(etag === null ? {} : { ifMatch: etag }),
      body: { properties: { data: Buffer.from(pfx).toString('base64'), password: upload.password } },
      settled: async () => settled(context, await context.find(path), etag, identity.leaf.thumbprint),
    })
    return context.parse(answer, certificateEntity)
  } finally {
    if (pfx !== upload.pfx) pfx.fill(0)
  }
}

const settled = (
  context: AzureContext,
  found: ArmAnswer | null,
  etag: string | null,
  thumbprint: string,
): ArmAnswer | null => {
  if (found === null && etag === null) return null
  if (found !== null && thumbprintOf(context.parse(found, certificateEntity)) === thumbprint) return found
  if (found !== null && found.etag === etag) return null
  throw new WarifuError('changed-meanwhile', {})
}

/** The service takes one identity of a file, and does not say which: so it gets a file that holds only the chosen. */
const onlyThisIdentity = async (
  { decoder }: AzureContext,
  { pfx, password, identity }: CertificateUpload,
): Promise<Uint8Array> => {
  const { identities } = await decoder.inspect(pfx, password)
  if (identities.length === 1) return pfx
  const chosen = (await decoder.open(pfx, password))[identity]
  if (chosen === undefined) throw new WarifuError('request-invalid', { field: 'identity' })
  const files = [Buffer.from(chosen.privateKeyPem), Buffer.from(chosen.certificatePem)]
  try {
    return await decoder.makePfx({ files, keyPassword: null, password })
  } finally {
    for (const file of files) file.fill(0)
  }
}
