/** Compares keychain and database in both directions. Finds only; what is missing or left over is not touched. */
import type { Repair } from '../../preload/contract/activity.ts'
import { sealingKeyAccount } from './sealing-keys.ts'
import type { Workspace } from './workspace.ts'

/** Where the hash of the REST API's token is kept; the item has nothing in the database that refers to it. */
export const managementTokenAccount = 'management-api:token'

/** Fails as the keychain does when it cannot be asked. */
export const auditKeychain = async (workspace: Workspace): Promise<Repair[]> => {
  const present = new Set(await workspace.secrets.accounts())
  const known = new Set(workspace.sealingKeyIds().map(sealingKeyAccount))
  known.add(managementTokenAccount)
  const findings: Repair[] = []
  for (const { certificateId, sealingKeyId, passwordAccount } of workspace.certificates.items()) {
    known.add(passwordAccount)
    const complete = present.has(passwordAccount) && present.has(sealingKeyAccount(sealingKeyId))
    if (!complete) findings.push({ kind: 'keychain-item-missing', certificateId })
  }
  for (const { id, basicAccount } of workspace.apis.list()) {
    if (basicAccount === null) continue
    known.add(basicAccount)
    if (!present.has(basicAccount)) findings.push({ kind: 'basic-password-missing', apiId: id })
  }
  for (const account of present) {
    if (!known.has(account)) findings.push({ kind: 'keychain-item-left-over', account })
  }
  return findings
}
