/**
 * Where sign-ins are kept between starts: sealed in a file whose key lies in the keychain, because a cache of tokens is
 * larger than a keychain item may be. Without a keychain they are kept in memory only.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { seal, sealingKeyBytes, unseal } from '../../secrets/sealing.ts'
import type { SecretStore } from '../../secrets/secret-store.ts'
import { isWarifuError, WarifuError } from '../../warifu-error.ts'
import { writeOwnFile } from '../own-file.ts'

export interface TokenCache {
  /** Fails with `file-not-readable`. Null when nothing is kept, or it cannot be opened any more: then people sign in once more. */
  load(): Promise<string | null>
  /**
   * Fails with `disk-full` or `own-file-not-writable`. @returns false when it is in memory only, because there is no
   * keychain
   */
  save(tokens: string): Promise<boolean>
}

const account = 'azure-sign-in:key'
const subject = 'azure-sign-in'

/** @param file written whole or not at all, readable by its owner only */
export const createTokenCache = (secrets: SecretStore, file: string): TokenCache => {
  let memory: string | null = null

  const key = async (): Promise<Buffer | null> => {
    const kept = await secrets.get(account)
    return kept === null ? null : Buffer.from(kept, 'base64')
  }

  const newKey = async (): Promise<Buffer> => {
    const made = randomBytes(sealingKeyBytes)
    await secrets.set(account, made.toString('base64'))
    return made
  }

  const sealingKey = async (): Promise<Buffer | null> => {
    try {
      return (await key()) ?? (await newKey())
    } catch (error) {
      if (isWarifuError(error)) return null
      throw error
    }
  }

  return {
    load: async () => {
      if (memory !== null) return memory
      try {
        const [sealed, opening] = [await readFile(file), await key()]
        const opened = opening === null ? null : unseal(opening, subject, sealed)
        memory = opened?.toString('utf8') ?? null
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (isWarifuError(error) || code === 'ENOENT') return memory
        if (code !== undefined) throw new WarifuError('file-not-readable', { name: file, reason: code })
        throw error
      }
      return memory
    },

    save: async (tokens) => {
      memory = tokens
      const sealing = await sealingKey()
      if (sealing === null) return false
      await writeOwnFile(file, seal(sealing, subject, Buffer.from(tokens)))
      return true
    },
  }
}
