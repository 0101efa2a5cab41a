import { randomBytes, randomUUID } from 'node:crypto'
import { sealingKeyBytes } from '../secrets/sealing.ts'
import type { SealingKey } from '../secrets/sealing.ts'
import type { SecretStore } from '../secrets/secret-store.ts'

/** The keychain item of a sealing key. A new key gets a new item, so that no old one is ever overwritten. */
export const sealingKeyAccount = (id: string): string => `sealing-key:${id}`

export const newSealingKey = (): SealingKey => ({ id: randomUUID(), bytes: randomBytes(sealingKeyBytes) })

export const sealingKeyText = (key: SealingKey): string => key.bytes.toString('base64')

/** Sealing keys by id, asked of the keychain once and then kept in memory. */
export class SealingKeys {
  readonly #secrets: SecretStore
  readonly #known = new Map<string, SealingKey>()

  constructor(secrets: SecretStore) {
    this.#secrets = secrets
  }

  /** Null when the keychain does not have it (any more). */
  async get(id: string): Promise<SealingKey | null> {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const stored = await this.#secrets.get(sealingKeyAccount(id))
    if (stored === null) return null
    const bytes = Buffer.from(stored, 'base64')
    if (bytes.length !== sealingKeyBytes) return null
    return this.remember({ id, bytes })
  }

  remember(key: SealingKey): SealingKey {
    this.#known.set(key.id, key)
    return key
  }

  /** Overwrites the keys in memory. */
  forget(): void {
    for (const key of this.#known.values()) key.bytes.fill(0)
    this.#known.clear()
  }
}
