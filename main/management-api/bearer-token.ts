/**
 * The one token that opens the REST API.
 *
 * Guards it: it is shown when it is made and never again; the keychain holds its SHA-256 only. 256 random bits need
 * no salt and no slow hash, for they cannot be guessed.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { SecretStore } from '../secrets/secret-store.ts'
import { managementTokenAccount } from '../workspace/keychain-audit.ts'

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

export class BearerToken {
  readonly #secrets: SecretStore
  #digest: Buffer | null = null

  constructor(secrets: SecretStore) {
    this.#secrets = secrets
  }

  /** Reads what the keychain holds. Fails as it does. @returns whether there is a token */
  async load(): Promise<boolean> {
    const stored = await this.#secrets.get(managementTokenAccount)
    this.#digest = stored === null ? null : Buffer.from(stored, 'hex')
    return stored !== null
  }

  /** Makes a new one; the one before opens nothing any more. Fails as the keychain does. */
  async renew(): Promise<string> {
    const token = `warifu_${randomBytes(32).toString('base64url')}`
    const made = digest(token)
    await this.#secrets.set(managementTokenAccount, made.toString('hex'))
    this.#digest = made
    return token
  }

  /** @param header the request's `Authorization` */
  opens(header: string | undefined): boolean {
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
    if (token === undefined || this.#digest === null) return false
    const given = digest(token)
    return given.length === this.#digest.length && timingSafeEqual(given, this.#digest)
  }
}
