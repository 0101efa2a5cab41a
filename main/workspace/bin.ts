/**
 * Where deleted certificates wait until they are restored or purged. Purging leaves no trace but the record: neither
 * row nor sealed bytes (`secure_delete` overwrites them; forget.ts sees to the backups) nor keychain item.
 */
import type { Door } from '../../preload/contract/activity.ts'
import { WarifuError } from '../warifu-error.ts'
import { certificateRecord, certificateSubject } from './certificate-record.ts'
import type { StoredCertificate } from './certificates-table.ts'
import { forgetting } from './forget.ts'
import type { Workspace } from './workspace.ts'

const day = 24 * 60 * 60 * 1000

/** When a certificate in the bin will be purged. */
export const purgeDate = ({ binDays }: Workspace, { deletedAt }: StoredCertificate): Date =>
  new Date(Date.parse(deletedAt ?? '') + binDays * day)

/** Removes it for good, or to the bin where there is one. Whether it is in use was asked before. */
export const deleteCertificate = async (
  workspace: Workspace,
  certificate: StoredCertificate,
  door: Door,
): Promise<void> => {
  if (workspace.binDays === 0) {
    const { id } = certificate
    return forgetting(workspace, [id], () => purge(workspace, certificate, door, 'certificate-deleted'))
  }
  await workspace.perform({
    door,
    act: 'certificate-deleted',
    subject: certificateSubject(certificate),
    change: () => {
      workspace.certificates.setDeleted(certificate.id, workspace.now().toISOString())
      return { answer: null, before: certificateRecord(certificate), after: null }
    },
  })
}

/** Fails with `not-found` when it is not in the bin, with `certificate-already-uploaded` when it is back already. */
export const restoreFromBin = async (workspace: Workspace, id: string, door: Door): Promise<void> => {
  const certificate = inBin(workspace, id)
  const { sha256Thumbprint, thumbprint } = certificate.facts
  const present = workspace.certificates.find(sha256Thumbprint)
  if (present !== null) {
    throw new WarifuError('certificate-already-uploaded', { certificateId: present.id, thumbprint })
  }
  await workspace.perform({
    door,
    act: 'certificate-restored',
    subject: certificateSubject(certificate),
    change: () => {
      workspace.certificates.setDeleted(id, null)
      return { answer: null, before: null, after: certificateRecord(certificate) }
    },
  })
}

/** Fails with `not-found` when one of them is not in the bin; those before it are purged by then. */
export const purgeFromBin = (workspace: Workspace, ids: readonly string[], door: Door): Promise<void> =>
  forgetting(workspace, ids, async () => {
    for (const id of ids) await purge(workspace, inBin(workspace, id), door, 'certificate-purged')
  })

/**
 * Purges what has been in the bin for longer than its days, by the word of two starts that are a day apart: a clock
 * that is wrong by years is put right in the meantime, and then nothing has been lost.
 */
export const purgeExpired = async (workspace: Workspace): Promise<void> => {
  const now = workspace.now()
  const over: string[] = []
  for (const certificate of workspace.certificates.bin()) {
    const { id, overdueAt } = certificate
    const overdue = purgeDate(workspace, certificate) <= now
    const sinceNoted = overdueAt === null ? 0 : now.getTime() - Date.parse(overdueAt)
    if (overdue && sinceNoted >= day) over.push(id)
    else if (overdue && overdueAt === null) workspace.certificates.noteOverdue(id, now.toISOString())
    else if (sinceNoted < 0 || (!overdue && overdueAt !== null)) workspace.certificates.noteOverdue(id, null)
  }
  if (over.length > 0) await purgeFromBin(workspace, over, 'start-up')
}

const inBin = (workspace: Workspace, id: string): StoredCertificate => {
  const certificate = workspace.certificates.get(id)
  if (certificate === null || certificate.deletedAt === null) {
    throw new WarifuError('not-found', { what: 'certificate', id })
  }
  return certificate
}

const purge = async (
  workspace: Workspace,
  certificate: StoredCertificate,
  door: Door,
  act: 'certificate-deleted' | 'certificate-purged',
): Promise<void> => {
  const account = workspace.certificates.sealed(certificate.id)?.passwordAccount
  await workspace.perform({
    door,
    act,
    subject: certificateSubject(certificate),
    change: () => {
      workspace.certificates.remove(certificate.id)
      const obsoleteItems = account === undefined ? [] : [account]
      return { answer: null, before: certificateRecord(certificate), after: null, obsoleteItems }
    },
  })
}
