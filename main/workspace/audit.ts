/**
 * What start-up looks for once the window is there: keychain items that are missing or left over, and sealed bytes
 * that are damaged. Damaged bytes are mended from a backup that still has them whole; nothing is ever deleted.
 */
import type { Repair, RepairReport } from '../../preload/contract/activity.ts'
import { unseal } from '../secrets/sealing.ts'
import { isWarifuError } from '../warifu-error.ts'
import { listBackups } from './backups.ts'
import { certificateRecord, certificateSubject } from './certificate-record.ts'
import type { SealedPfx, StoredCertificate } from './certificates-table.ts'
import { openImmutable } from './database-file.ts'
import { auditKeychain } from './keychain-audit.ts'
import type { Workspace } from './workspace.ts'

/** Bytes of the certificate as a backup has them, when they are sealed with the same key for the same password. */
const sealedInBackup = (file: string, id: string, damaged: SealedPfx): Uint8Array | null => {
  const db = openImmutable(file)
  try {
    const sql =
      'SELECT bytes FROM sealed_pfx WHERE certificate_id = ? AND sealing_key_id = ? AND password_account = ?'
    const bytes = db.prepare(sql).get(id, damaged.sealingKeyId, damaged.passwordAccount)?.['bytes']
    return bytes instanceof Uint8Array ? bytes : null
  } catch {
    // A backup that cannot be read is not the one to mend from.
    return null
  } finally {
    db.close()
  }
}

const wholeBytes = (workspace: Workspace, id: string, damaged: SealedPfx, key: Buffer): Uint8Array | null => {
  for (const { file } of listBackups(workspace.folder)) {
    const bytes = sealedInBackup(file, id, damaged)
    const content = bytes === null ? null : unseal(key, id, bytes)
    content?.fill(0)
    if (content !== null) return bytes
  }
  return null
}

const mend = (
  workspace: Workspace,
  certificate: StoredCertificate,
  sealed: SealedPfx,
  bytes: Uint8Array,
): Promise<null> =>
  workspace.perform({
    door: 'start-up',
    act: 'certificate-repaired',
    subject: certificateSubject(certificate),
    change: () => {
      workspace.certificates.put(certificate, { ...sealed, bytes })
      return { answer: null, before: null, after: certificateRecord(certificate) }
    },
  })

const auditSealed = async (workspace: Workspace): Promise<Repair[]> => {
  const repairs: Repair[] = []
  for (const { certificateId } of workspace.certificates.items()) {
    const sealed = workspace.certificates.sealed(certificateId)
    const certificate = workspace.certificates.get(certificateId)
    const key = sealed === null ? null : await workspace.keys.get(sealed.sealingKeyId)
    if (sealed === null || certificate === null || key === null) continue
    const content = unseal(key.bytes, certificateId, sealed.bytes)
    content?.fill(0)
    if (content !== null) continue
    const bytes = wholeBytes(workspace, certificateId, sealed, key.bytes)
    if (bytes !== null) await mend(workspace, certificate, sealed, bytes)
    repairs.push({
      kind: bytes === null ? 'sealed-certificate-damaged' : 'sealed-certificate-mended',
      certificateId,
    })
  }
  return repairs
}

/** Within a turn. Where the keychain cannot be asked it finds nothing: that is told elsewhere. */
export const auditWorkspace = async (workspace: Workspace): Promise<RepairReport> => {
  try {
    const found = [...(await auditKeychain(workspace)), ...(await auditSealed(workspace))]
    for (const repair of found) noteUnusable(workspace, repair)
    return found
  } catch (error) {
    if (isWarifuError(error) && error.code.startsWith('keychain-')) return []
    throw error
  }
}

const noteUnusable = (workspace: Workspace, repair: Repair): void => {
  if (repair.kind !== 'keychain-item-missing' && repair.kind !== 'sealed-certificate-damaged') return
  const certificate = workspace.certificates.get(repair.certificateId)
  if (certificate !== null) workspace.unusable.note(certificate, repair.kind)
}
