/**
 * A renewed certificate under the id of the old one: policies that name the id follow by themselves; those that name
 * the old thumbprint are rewritten one after the other.
 */
import { replaceReference } from '../policy/references.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { thumbprintOf } from './azure-certificate.ts'
import type { AzureContext } from './azure-context.ts'
import type { CertificateEntity } from './entities.ts'
import { rewritePolicy } from './policy-text.ts'
import { writeCertificate } from './upload-certificate.ts'
import type { CertificateWrite } from './upload-certificate.ts'
import { usersOf } from './usage-index.ts'
import type { Naming, Place } from './usage-index.ts'
import type { UsageKeeper } from './usage-keeper.ts'

/**
 * Fails with `certificate-already-uploaded` when it is the same certificate and nothing is left to do, and with
 * `replacement-incomplete` when the certificate was replaced and a policy was not: doing it again finishes it.
 */
export const replaceCertificate = async (
  context: AzureContext,
  usage: UsageKeeper,
  write: CertificateWrite,
  before: CertificateEntity,
): Promise<CertificateEntity> => {
  const { id, identity } = write
  const { thumbprint } = identity.leaf
  const current = thumbprintOf(before)
  const replaced = current === thumbprint ? context.known.find(thumbprint)?.replaces : current
  const index = await usage.scan()
  const named = replaced === undefined ? [] : index.namings({ id: '', thumbprint: replaced })
  if (current === thumbprint && named.length === 0) {
    throw new WarifuError('certificate-already-uploaded', { certificateId: id, thumbprint })
  }
  const entity =
    current === thumbprint ? before : await writeCertificate(context, { ...write, replaces: current })
  if (replaced === undefined) return entity
  const left = await rewriteAll(context, usage, named, { id, thumbprint: replaced }, { id, thumbprint })
  if (left.length > 0) throw new WarifuError('replacement-incomplete', usersOf(left))
  return entity
}

/** @returns those that still name the old one: a back end cannot be rewritten, or somebody hindered it */
const rewriteAll = async (
  context: AzureContext,
  usage: UsageKeeper,
  namings: readonly Naming[],
  from: NamedCertificate,
  to: NamedCertificate,
): Promise<Place[]> => {
  const left: Place[] = []
  for (const { path, place } of namings) {
    try {
      if (path.startsWith('/backends/')) left.push(place)
      else
        usage.note(path, place, await rewritePolicy(context, path, (old) => replaceReference(old, from, to)))
    } catch (error) {
      if (!isWarifuError(error)) throw error
      left.push(place)
    }
  }
  return left
}
