/** What a PFX shows to somebody who does not have its password. */
import type { PfxEncryption } from '../../preload/contract/certificates.ts'
import { isWarifuError } from '../warifu-error.ts'
import { readCertificate } from './certificate-facts.ts'
import { DamagedDer, NestedTooDeep } from './der-reader.ts'
import type { PfxCertificate } from './identities.ts'
import { IterationBudget } from './limits.ts'
import { readPfxStructure } from './pfx-structure.ts'
import { describeEncryption } from './read-pfx.ts'
import { readBags } from './safe-bags.ts'

export interface VisiblePfx {
  /** Certificates that lie in the open; most writers encrypt them. */
  certificates: readonly PfxCertificate[]
  /** Keys that can be counted without the password. */
  lockedKeys: number
  encryption: PfxEncryption | null
}

/** Never fails: of a damaged file little or nothing is visible. */
export const readPfxWithoutPassword = (bytes: Uint8Array): VisiblePfx => {
  try {
    const budget = new IterationBudget()
    const structure = readPfxStructure(bytes, budget)
    const bags = structure.safes.flatMap((safe) =>
      safe.kind === 'plain' ? readBags(safe.content, budget) : [],
    )
    const certificates = bags.flatMap((bag) =>
      bag.kind === 'certificate'
        ? [
            {
              certificate: readCertificate(bag.der),
              ...(bag.friendlyName !== undefined && { friendlyName: bag.friendlyName }),
            },
          ]
        : [],
    )
    const lockedKeys = bags.filter(({ kind }) => kind === 'shrouded-key').length
    return { certificates, lockedKeys, encryption: describeEncryption(structure, bags) }
  } catch (error) {
    if (!isWarifuError(error) && !(error instanceof DamagedDer) && !(error instanceof NestedTooDeep))
      throw error
    return { certificates: [], lockedKeys: 0, encryption: null }
  }
}
