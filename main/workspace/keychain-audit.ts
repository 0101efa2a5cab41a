/**
 * Compares keychain and database in both directions. The audit only finds; what is left over goes when the
 * administrator says so.
 */
import type { Door, Repair } from '../../preload/contract/activity.ts'
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

/**
 * Removes what is left over at this moment, on record by the items' names. Within a turn. Fails as the keychain does
 * when it cannot be asked.
 */
export const removeLeftOver = async (workspace: Workspace, door: Door): Promise<void> => {
  const findings = await auditKeychain(workspace)
  const items = findings.flatMap((found) => (found.kind === 'keychain-item-left-over' ? found.account : []))
  if (items.length === 0) return
  await workspace.perform({
    ...{ door, act: 'left-over-items-removed' },
    subject: { kind: 'workspace', id: workspace.id, name: '' },
    change: () => ({ answer: null, before: { items }, after: null, obsoleteItems: items }),
  })
}
