import { WarifuError } from '../warifu-error.ts'

/**
 * The longest value an item may have, in bytes of UTF-8. Windows refuses more than CRED_MAX_CREDENTIAL_BLOB_SIZE
 * = 5 × 512 = 2,560 bytes (wincred.h), and keytar writes UTF-8 there; the same limit holds everywhere, so that a
 * workspace can move to another system.
 */
export const longestValue = 2_500

/** What a keychain cannot hold as it is: nothing at all, NUL (C strings end there), and half a surrogate pair. */
const needsQuoting = (value: string): boolean =>
  value === '' || value.startsWith('"') || value.includes('\0') || !value.isWellFormed()

/**
 * A value as it is written to the keychain: itself, or a JSON string where the keychain could not hold it.
 * Fails with `password-too-long`.
 */
export const toStoredValue = (value: string): string => {
  const stored = needsQuoting(value) ? JSON.stringify(value) : value
  const bytes = Buffer.byteLength(stored)
  if (bytes > longestValue) throw new WarifuError('password-too-long', { bytes, limit: longestValue })
  return stored
}

/** What `toStoredValue` wrote. A quoted text that is not JSON was not written by us and is taken as it is. */
export const fromStoredValue = (stored: string): string => {
  if (!stored.startsWith('"')) return stored
  try {
    const value: unknown = JSON.parse(stored)
    return typeof value === 'string' ? value : stored
  } catch {
    return stored
  }
}
